"""Scheduled: digests when they are due, the question before a follow ends, and its end; by one process of however many."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import TYPE_CHECKING

import structlog

from bot.delivery.hours import next_digest
from bot.enduring import endure
from bot.errors import PlainsightError
from bot.store import follows, servers, updates
from bot.store.follows import Follower
from bot.store.news import Topic
from bot.store.sole import sole
from bot.store.updates import OF_THE_RECORD, Update

if TYPE_CHECKING:
    from bot.moderation.office import Office

SECONDS_BETWEEN = 60.0
AT_ONCE = 200
"""So many people are seen to in one go."""
ASKED_BEFORE = dt.timedelta(days=14)
SETTLED = dt.timedelta(minutes=2)
"""What was published so long ago is kept by now, and other processes' clocks do not differ by more."""
log = structlog.get_logger()


class Digesting:
    """A duty of the keeper: looks every minute what is due."""

    def __init__(
        self, office: Office, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep, settled: dt.timedelta = SETTLED
    ) -> None:
        self._office = office
        self._sleep = sleep
        self._settled = settled

    async def run(self) -> None:
        """Do what is due, until cancelled."""
        while True:
            await endure(self.round(), "digests were not made")
            await self._sleep(SECONDS_BETWEEN)

    async def close(self) -> None:
        """Nothing is held back: what is due is due after the next start, too."""

    async def round(self) -> None:
        """Everything that is due now, unless another process is at it."""
        store = self._office.store
        try:
            async with sole(store, "digests") as mine:
                if mine:
                    await self._digests()
                    await self._reminders()
                    store.news.ring(Topic.UPDATES)  # so that what was written now goes out now
                    await follows.lapse(store, self._office.now())
        except PlainsightError as error:
            log.warning("digests were not made", reason=type(error).__name__)

    async def _digests(self) -> None:
        store, now = self._office.store, self._office.now()
        due = await follows.due_digests(store, now, AT_ONCE)
        if not due:
            return
        found = await trusted_since(self._office, min(follower.told_at for follower in due))
        for follower in due:
            until = max(follower.told_at, now - self._settled)
            news = concerning(found, follower.towns, since=follower.told_at, until=until)
            following = next_digest(follower.pace, follower.time_zone, now)
            if following:
                await follows.digest(store, follower, until, following, empty=not news)

    async def _reminders(self) -> None:
        store, now = self._office.store, self._office.now()
        for follower in await follows.due_reminders(store, now + ASKED_BEFORE, AT_ONCE):
            if not is_over(follower, now):
                await follows.remind(store, follower.person, now)


def is_over(follower: Follower, now: dt.datetime) -> bool:
    """Whether a follow has ended."""
    return follower.lapses_at <= now


async def trusted_since(office: Office, moment: dt.datetime) -> tuple[Update, ...]:
    """What was published after that moment by those who may still reach people, the newest first; raises StoreError."""
    theirs = await servers.trusted(office.store, office.home) | {OF_THE_RECORD}
    return tuple(update for update in await updates.published_since(office.store, moment) if update.server in theirs)


def concerning(
    found: Iterable[Update], towns: Collection[int], *, until: dt.datetime, since: dt.datetime | None = None
) -> tuple[Update, ...]:
    """Of what was published, what reaches the followers of these towns and falls between the moments; the oldest first."""
    wanted = [
        update
        for update in found
        if update.trusted
        and update.published_at
        and (since is None or since < update.published_at)
        and update.published_at <= until
        and (not update.wording.towns or set(update.wording.towns) & set(towns))
    ]
    return tuple(reversed(wanted))
