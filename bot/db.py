"""`plainsight db upgrade`, `check`, `backup` and `restore`: what an operator does to the database."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.backups import UPGRADES_KEPT, Backups
from bot.kb import Place
from bot.store import backup as copying
from bot.store import checking, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreError

SECONDS_TO_WORK = 3600.0
"""How long PostgreSQL may take for a statement: nobody in Discord waits for it."""


def upgrade(place: Place) -> int:
    """Make the database, or bring it to the shape that this program knows; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        backups = Backups(store.file, place.backups, UPGRADES_KEPT) if store.file and place.backups else None
        changed = await (backups.upgrade(store) if backups else upgrading.upgrade(store))
        return _say(f"{store.place}: {'upgraded' if changed else 'nothing to do'}, revision {upgrading.newest()}")

    return _on(place, work)


def check(place: Place) -> int:
    """Examine the database; 0 where it is sound, 1 where it is not, with a line for each fault."""

    async def work(store: Store) -> int:
        found = await checking.faults(store)
        for fault in found:
            _say(fault)
        return int(bool(found)) or _say(f"{store.place}: sound, revision {upgrading.newest()}")

    return _on(place, work)


def backup(place: Place, file: Path) -> int:
    """Copy the database, in use or not, into a new file; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        await copying.backup(store, file)
        return _say(f"{file}: a sound copy of {store.place}")

    return _on(place, work)


def restore(place: Place, file: Path) -> int:
    """Put a backup in the place of the database, while the bot is stopped; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        aside = await copying.restore(store, file, dt.datetime.now(dt.UTC))
        return _say(f"{store.place}: restored from {file}" + (f"; what was there before is kept as {aside}" if aside else ""))

    return _on(place, work)


def _on(place: Place, work: Callable[[Store], Awaitable[int]]) -> int:
    async def run() -> int:
        async with place.store(SECONDS_TO_WORK) as store:
            return await work(store)

    try:
        return asyncio.run(run())
    except StoreError as error:
        sys.stderr.write(f"plainsight: {error}\n")
        return 1


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0
