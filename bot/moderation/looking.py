"""Looking at the record as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from bot.moderation.cards import status as cards
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.store import refreshes, releases
from knowledge import statistics


async def status(visit: Visit) -> None:
    """Tell which version is live, how it came to be, how much it holds, and what came of the last refresh."""
    office = visit.office
    published, last = await releases.published(office.store), await refreshes.last(office.store)
    found = cards.Status(
        statistics.count(office.desk.release.base.contents),
        published,
        office.called(published.by) if published else "",
        office.publisher.origin,
        last,
        office.called(last.by) if last else "",
    )
    card = cards.render(found, visit.words)
    await (visit.replace(card) if visit.move else visit.answer(card))


PRESSED: Mapping[Act, Handler] = {Act.STATUS: status}
