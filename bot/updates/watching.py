"""Keeps the board of updates that answers tell in step with the database, whichever process publishes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.board import SHOWN_FOR
from bot.enduring import endure
from bot.errors import PlainsightError
from bot.store import servers, updates
from bot.store.news import Topic
from bot.store.updates import Kind
from bot.updates.zones import zone
from knowledge.answer import Update

if TYPE_CHECKING:
    from bot.moderation.office import Office

SECONDS_BETWEEN_LOOKS = 15.0
log = structlog.get_logger()


class Bulletin:
    """A duty of the keeper: hangs out the newest updates of the home's organizers and of those whom its moderators trust."""

    def __init__(self, office: Office, pause: float = SECONDS_BETWEEN_LOOKS) -> None:
        """`pause` is the seconds between two looks at the database."""
        self._office = office
        self._pause = pause
        self._seen: object = None
        self._heard = asyncio.Event()
        self._looking = asyncio.Lock()

    async def run(self) -> None:
        """Look at the start, whenever something is heard, and every few seconds, until cancelled."""
        self._office.store.news.when(Topic.UPDATES, self._heard.set)
        while True:
            await self.look()
            await self._wait()

    async def close(self) -> None:
        """Nothing is held back."""

    async def look(self) -> None:
        """Look now; what cannot be read now is read later. One at a time: an older look must not hang out what it read last."""
        async with self._looking:
            await endure(self._look(), "the newest updates were not read")

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._pause):
                await self._heard.wait()
        except TimeoutError:
            return
        self._heard.clear()

    async def _look(self) -> None:
        office = self._office
        try:
            trusted = await servers.trusted(office.store, office.home)
            release = office.desk.release
            now = (await updates.stamp(office.store), trusted, release.base.version)
            if now == self._seen:
                return
            found = await updates.published_since(office.store, office.now() - SHOWN_FOR)
        except PlainsightError as error:
            log.warning("the newest updates were not read", reason=type(error).__name__)
            return
        names = {number: town.name for number, town in release.towns.items()}
        told = (update for update in found if update.kind is Kind.UPDATE and update.server in trusted)
        office.desk.board.hang([_told(update, names) for update in told if _has_a_place(update, names)])
        self._seen = now


def _has_a_place(update: updates.Update, names: dict[int, str]) -> bool:
    """Whether the record still has a town of it: one that has lost all its towns must not become everybody's."""
    return not update.wording.towns or any(number in names for number in update.wording.towns)


def _told(update: updates.Update, names: dict[int, str]) -> Update:
    words, posted = update.wording, update.published_at or update.made_at
    here = zone(words.time_zone)
    return Update(
        towns=tuple(names[number] for number in words.towns if number in names),
        organizers=update.server_name,
        posted=posted.astimezone(here).date(),
        headline=words.headline,
        text=words.text,
        link=words.link,
        starts=words.starts_at.astimezone(here) if words.starts_at else None,
        place=words.place,
    )
