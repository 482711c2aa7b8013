"""What is past its review-by date, by town."""

from __future__ import annotations

import asyncio

from bot.moderation import attaching
from bot.moderation.cards import stale as cards
from bot.moderation.visit import Visit
from knowledge import freshness


async def stale(visit: Visit) -> None:
    """Show how much is due to be checked again, the towns with the most of it first; everything is in the file."""
    await visit.think()
    contents = visit.office.desk.release.base.contents
    due = await asyncio.to_thread(freshness.stale, contents, visit.office.desk.today())
    lines = "".join(f"{line}\n" for line in freshness.listing(due, visit.words))
    files = [attaching.text(attaching.DUE, lines)] if due else []
    await visit.answer(cards.render(due, visit.words), *files)
