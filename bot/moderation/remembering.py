"""What happened to the record: which release was published when, what differs between two, and who did what."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.moderation import attaching
from bot.moderation.cards import changes as change_cards
from bot.moderation.cards import lists
from bot.moderation.cards.changes import Difference
from bot.moderation.moves import MAX_PAGE, Act
from bot.moderation.visit import Handler, Visit
from bot.store import audit, releases
from knowledge import changes

ON_A_PAGE = 10
MOST = ON_A_PAGE * MAX_PAGE


async def history(visit: Visit) -> None:
    """List which release was published when, by whom and why, the newest first; raises StoreError."""
    found = await releases.history(visit.office.store, MOST)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(_page(visit), pages)
    told = [(line, visit.office.called(line.by)) for line in found[ON_A_PAGE * (page - 1) : ON_A_PAGE * page]]
    card = lists.history(told, page, pages, visit.words)
    await (visit.replace(card) if visit.move else visit.answer(card))


async def trail(visit: Visit) -> None:
    """List who did what to what, the newest first; raises StoreError."""
    page = _page(visit)
    found = await audit.recent(visit.office.store, ON_A_PAGE + 1, skip=ON_A_PAGE * (page - 1))
    more = len(found) > ON_A_PAGE and page < MAX_PAGE
    told = [(entry, visit.office.called(entry.actor)) for entry in found[:ON_A_PAGE]]
    card = lists.trail(told, page, page + more, visit.words)
    await (visit.replace(card) if visit.move else visit.answer(card))


async def difference(visit: Visit, before: str, after: str) -> None:
    """Show what differs from one release that was published to another.

    Raises UnknownReleaseError, PackError and StoreError.
    """
    await visit.think(aside=visit.move is None)
    kept = [(await visit.office.publisher.kept(version)).base.contents for version in (before, after)]
    found = await asyncio.to_thread(changes.compare, *kept)
    card = change_cards.render(Difference(found, _page(visit)), visit.words)
    files = [attaching.text(attaching.CHANGES, changes.full(found, visit.words))] if found else []
    await (visit.replace(card, *files) if visit.move else visit.answer(card, *files))


async def turn_difference(visit: Visit) -> None:
    """Another page of what differs."""
    before, _, after = visit.subject.partition("/")
    await difference(visit, before, after)


def _page(visit: Visit) -> int:
    return visit.move.page if visit.move else 1


PRESSED: Mapping[Act, Handler] = {Act.HISTORY: history, Act.AUDIT: trail, Act.DIFF: turn_difference}
