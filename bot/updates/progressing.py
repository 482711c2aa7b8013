"""The card that tells how far an update has come, and renews itself at a measured pace while something is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import discord

from bot.enduring import endure
from bot.moderation.visit import Visit
from bot.store import outbox
from bot.store.updates import Update
from bot.updates.cards import progress as cards
from bot.updates.cards.progress import Way

PAUSES = (2.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0)
"""The seconds between two looks; the last goes on."""
LASTS = 720.0
"""For so many seconds; what Discord lets an answer be changed by ends after fifteen minutes."""
MOST = 20
"""So many cards renew themselves at once in a process; the rest have their button."""


class Progressing:
    """Keeps the cards that renew themselves, until each is done or `close`."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._running: set[asyncio.Task[bool]] = set()

    def renew(self, visit: Visit, way: Way) -> None:
        """Renew the card that this visit was answered with for as long as something is under way."""
        if way.done or len(self._running) >= MOST:
            return
        task = asyncio.create_task(endure(self._renew(visit, way), "a progress card was not renewed"))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Renew nothing more."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _renew(self, visit: Visit, shown: Way) -> None:
        for pause in _pauses():
            await self._sleep(pause)
            way = await _way(visit, shown.update)
            if way != shown:
                shown = way
                try:
                    await visit.replies.replace(visit.interaction, cards.render(way, visit.words))
                except discord.HTTPException:  # the reader has closed it, or it can be changed no more
                    return
            if way.done:
                return


async def show(visit: Visit, update: Update) -> None:
    """Show how far it has come, once `think` has said that it takes longer, and go on renewing that."""
    way = await _way(visit, update)
    card = cards.render(way, visit.words)
    await visit.replies.replace(visit.interaction, card)
    visit.office.progressing.renew(visit, way)


async def _way(visit: Visit, update: Update) -> Way:
    return Way(update, await outbox.progress(visit.office.store, update.n))


def _pauses() -> Iterator[float]:
    spent = 0.0
    for pause in PAUSES:
        spent += pause
        yield pause
    while spent < LASTS:
        spent += PAUSES[-1]
        yield PAUSES[-1]
