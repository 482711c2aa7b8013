"""Telling followers what changed in the record: prepared before it is published, written with the publication or not at all."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.releases import Release
from bot.store import outbox, updates
from bot.store.engine import Store
from bot.store.outbox import Audience
from bot.store.releases import Also, Publication
from bot.store.updates import OF_THE_RECORD
from bot.updates import changes
from bot.updates.changes import Changed
from knowledge.wording import Wording

if TYPE_CHECKING:
    from bot.moderation.office import Office


@dataclass(frozen=True, slots=True)
class News:
    """What changed, and whom that reaches now."""

    changed: Changed
    audience: Audience

    @property
    def reaches(self) -> bool:
        """Whether anybody would be told."""
        return bool(self.audience.people or self.audience.digests or self.audience.channels)


async def prepared(office: Office, before: Release, after: Release) -> News | None:
    """What publishing `after` instead of `before` tells followers; None where people read nothing else. Raises StoreError."""
    return await foretold(office.store, before, after, office.desk.today(), office.now())


async def foretold(store: Store, before: Release, after: Release, day: dt.date, now: dt.datetime) -> News | None:
    """The same, as it reads on this day; who is reached is counted at this moment."""
    changed = await asyncio.to_thread(changes.between, before, after, day)
    if changed is None:
        return None
    return News(changed, await outbox.audience(store, changed.towns, OF_THE_RECORD, now, trusted=True))


def reached(audience: Audience, words: Wording) -> tuple[str, ...]:
    """How many people and channels are told, a line for each way; plain text, () where that is nobody."""
    counted = {"people": audience.people, "digests": audience.digests, "channels": audience.channels}
    return tuple(words.count(f"update.reaches.{key}", count) for key, count in counted.items() if count)


def writing(news: News) -> Also:
    """What keeps the news with a publication."""

    async def also(connection: AsyncConnection, publication: Publication) -> None:
        await write(connection, news, publication)

    return also


async def write(connection: AsyncConnection, news: News | None, publication: Publication) -> None:
    """Keep it with its deliveries, in the transaction that publishes; nothing for no news."""
    if news:
        await updates.write_change(connection, news.changed.wording, news.changed.to_json(), publication.by, publication.at)
