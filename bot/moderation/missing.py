"""What people ask most where the record has nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from bot.moderation.cards import gaps as cards
from bot.moderation.visit import Visit
from bot.store import gaps

DAYS = 30


async def missing(visit: Visit) -> None:
    """Show the sums of the last thirty days, today's included where they are large enough."""
    office = visit.office
    asked = Counter(await gaps.since(office.store, office.desk.today() - dt.timedelta(days=DAYS - 1)))
    asked.update(office.gaps.shown)
    await visit.answer(cards.render(asked, DAYS, visit.words))
