"""Tells the moderators what is not delivered: at once that nothing is, and once for each update and reason how many failed."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.cards import note
from bot.delivery.courier import STALE, Trouble
from bot.delivery.policy import Action
from bot.enduring import endure
from bot.errors import PlainsightError
from bot.markdown import escape
from bot.store import audit, outbox, updates
from bot.store.audit import Entry
from bot.store.outbox import Kind
from bot.store.updates import OF_THE_RECORD
from bot.updates.cards.progress import why
from knowledge.wording import Wording, wording

if TYPE_CHECKING:
    from bot.moderation.office import Office

Failed: TypeAlias = tuple[Kind, int, str]
ITSELF = "plainsight"
TOLD = "told_parked"
SECONDS_BETWEEN = 5.0
PATIENCE = dt.timedelta(minutes=10)
"""So long we wait for the rest to be delivered, so that one notice has the whole count."""
log = structlog.get_logger()


class Noticing:
    """A duty of the keeper; the courier tells it each trouble."""

    def __init__(self, office: Office, pause: float = SECONDS_BETWEEN) -> None:
        """`pause` is the seconds between two looks at what has failed."""
        self._office = office
        self._pause = pause
        self._failed: dict[Failed, dt.datetime] = {}
        self._heard = asyncio.Event()

    async def tell(self, trouble: Trouble) -> None:
        """Say at once that nothing is delivered any more; of what failed, remember what is to be told."""
        if trouble.action is Action.STOP:
            stopped = self._words.say("update.stopped", reason=trouble.reason)
            await endure(self._office.tell(note(stopped)), "moderators were not told that nothing is delivered")
        elif trouble.kind:
            self._failed.setdefault((trouble.kind, trouble.subject, trouble.reason), self._office.now())
            self._heard.set()

    async def run(self) -> None:
        """Tell what failed before the start and was not told, then what fails, until cancelled."""
        await endure(self._recall(), "what failed before was not looked for")
        while True:
            await self._heard.wait()
            await endure(self.round(), "moderators were not told what failed")
            if not self._failed:
                self._heard.clear()
            await asyncio.sleep(self._pause)

    async def close(self) -> None:
        """Nothing is held back: what was not told is found after the next start."""

    async def round(self) -> None:
        """Tell of everything of which nothing waits any more, or has for too long."""
        for failed, since in tuple(self._failed.items()):
            try:
                count, waits = await outbox.parked(self._office.store, *failed)
                if waits and self._office.now() - since < PATIENCE:
                    continue
                if count and await self._first(failed):
                    await self._office.tell(note(await self._sentence(failed, count)))
            except PlainsightError as error:
                log.warning("moderators were not told what failed", reason=type(error).__name__)
                return
            del self._failed[failed]

    async def _recall(self) -> None:
        now = self._office.now()
        for failed in await outbox.failures(self._office.store, now - 2 * STALE):
            self._failed.setdefault(failed, now)
            self._heard.set()

    async def _first(self, failed: Failed) -> bool:
        """Whether no process has told of it."""
        kind, subject, reason = failed
        return await audit.once(self._office.store, Entry(self._office.now(), ITSELF, TOLD, f"{kind}:{subject}", reason or None))

    async def _sentence(self, failed: Failed, count: int) -> str:
        kind, subject, reason = failed
        what = await self._what(kind, subject)
        return self._words.count("update.parked", count, what=what, why=escape(why(reason, self._words)))

    async def _what(self, kind: Kind, subject: int) -> str:
        say = self._words.say
        if kind is not Kind.UPDATE:
            return say(f"update.parked.{kind}", date=self._words.date(dt.date.fromordinal(subject)))
        update = await updates.find(self._office.store, subject)
        if update is None or update.server == OF_THE_RECORD:
            return say("update.parked.change", headline=escape(update.wording.headline if update else f"{subject}"))
        return say("update.parked.update", n=update.n, organizers=escape(update.server_name))

    @property
    def _words(self) -> Wording:
        return wording(self._office.desk.default)
