"""The vital signs of the process: the line to Discord, the live release, the database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import PlainsightError

if TYPE_CHECKING:
    from bot.client import PlainsightClient
    from bot.store.engine import Store

MOST_SECONDS = 90.0
"""How old the last sign of Discord may be: it comes every 41 seconds, and one may be missed."""
PATIENCE = 2.0
ANY_TABLE = "SELECT count(*) FROM plainsight_version"
UNDER_WAY = "SELECT count(*) FROM deliveries WHERE state IN ('waiting', 'claimed')"


@dataclass(frozen=True, slots=True)
class Vitals:
    """`shards` gives the seconds since Discord last answered a heartbeat, None where there is no line to it.

    `database` is whether it answers, None where none is kept.
    """

    shards: Mapping[int, float | None]
    release: str | None
    as_of: str | None
    database: bool | None

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is amiss, a few words each; () where people are answered."""
        silent = [age for age in self.shards.values() if age is None or age > MOST_SECONDS]
        return (
            *(["no line to Discord yet"] if not self.shards else []),
            *([f"{len(silent)} of {len(self.shards)} lines to Discord are silent"] if silent else []),
            *(["no release is live"] if self.release is None else []),
            *(["the database is out of reach"] if self.database is False else []),
        )


async def look(client: PlainsightClient) -> Vitals:
    """The vital signs now; the database is given two seconds."""
    releases = client.desk.releases
    manifest = releases.live.base.manifest if releases.loaded else None
    return Vitals(
        ages(client),
        releases.live.base.version if releases.loaded else None,
        str(manifest.as_of) if manifest else None,
        await reachable(client.keeper.store) if client.keeper else None,
    )


def ages(client: PlainsightClient) -> dict[int, float | None]:
    """Seconds since Discord last answered a heartbeat, for each shard of this process; None for one without a line."""
    now = time.perf_counter()
    found: dict[int, float | None] = {}
    for number, shard in client.shards.items():
        line = shard._parent.ws  # discord.py tells how long an answer took, and nowhere how long ago it came
        beats = None if shard.is_closed() else line._keep_alive
        found[number] = now - beats._last_ack if beats else None
    return found


async def reachable(store: Store) -> bool:
    """Whether the database answers within two seconds."""
    return await _counted(store, ANY_TABLE) is not None


async def waiting(store: Store) -> int | None:
    """How many deliveries wait in the outbox or are on their way; None where the database does not answer."""
    return await _counted(store, UNDER_WAY)


async def _counted(store: Store, what: str) -> int | None:
    try:
        async with asyncio.timeout(PATIENCE), store.reading() as connection:
            return int((await connection.exec_driver_sql(what)).scalar_one())
    except (PlainsightError, TimeoutError):
        return None
