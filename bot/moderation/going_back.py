"""Going back to a release that was published before: asked first, with what people will then be told otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import DeclinedError
from bot.moderation import announcing, attaching
from bot.moderation.cards import rollback as cards
from bot.moderation.cards.rollback import Back
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.store import releases
from bot.store.errors import AlreadyPublishedError, UnknownReleaseError
from bot.store.releases import Publication
from bot.updates import telling
from knowledge import changes

WHY = "a step back"


async def ask(visit: Visit, version: str) -> None:
    """Show what going back to a version would change, and the button that does it.

    Raises UnknownReleaseError, AlreadyPublishedError, PackError where this program's checks no longer pass it, and StoreError.
    """
    office = visit.office
    await visit.think()
    published = await releases.published(office.store)
    if published and published.version == version:
        raise AlreadyPublishedError(version)
    if published is None or version not in await releases.versions(office.store):
        raise UnknownReleaseError(version)
    now, then = await office.publisher.kept(published.version), await office.publisher.kept(version)
    found = await asyncio.to_thread(changes.compare, now.base.contents, then.base.contents)
    news = await telling.prepared(office, now, then)
    card = cards.render(Back(found, str(then.base.manifest.as_of), news), visit.words)
    await visit.answer(card, attaching.text(attaching.CHANGES, changes.full(found, visit.words)))


async def roll_back(visit: Visit) -> None:
    """Publish it again, and tell followers unless it is to be done quietly.

    Raises DeclinedError where another was published since it was asked, and StoreError.
    """
    office = visit.office
    version, _, instead_of = visit.subject.partition("/")
    await visit.think(aside=False)
    published = await releases.published(office.store)
    if published is None or published.version != instead_of:
        raise DeclinedError("moderation.error.conflict")
    await office.publisher.follow()
    quietly = visit.move is not None and visit.move.act is Act.ROLL_BACK_QUIETLY
    now, then = await office.publisher.kept(instead_of), await office.publisher.kept(version)
    news = None if quietly else await telling.prepared(office, now, then)

    async def also(connection: AsyncConnection, publication: Publication) -> None:
        await telling.write(connection, news, publication)

    publication = await office.publisher.roll_back(version, visit.who, WHY, also)
    await visit.replace(cards.done(publication, office.called(visit.who), visit.words))
    await announcing.published(office, publication)


PRESSED: Mapping[Act, Handler] = {Act.ROLL_BACK: roll_back, Act.ROLL_BACK_QUIETLY: roll_back}
