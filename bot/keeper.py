"""The published releases in a running process: served from the start, followed where another process publishes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import structlog

from bot.backups import Backups
from bot.enduring import endure
from bot.errors import PlainsightError
from bot.fetching import Fetcher
from bot.fetching.source import Source
from bot.publishing import Live, Publisher, Started
from bot.store import upgrading
from bot.store.engine import Store
from bot.store.listening import Listener
from bot.store.news import Topic
from bot.store.releases import Publication
from knowledge.contents import Contents
from knowledge.errors import PackError

SECONDS_BETWEEN_LOOKS = 15.0
log = structlog.get_logger()


class Duty(Protocol):
    """What goes on beside the answering for as long as the process runs."""

    async def run(self) -> None:
        """Do it until cancelled."""

    async def close(self) -> None:
        """Put in order what is left; the database is still there."""


class Keeper:
    """A store that it will close, and the one publisher of this process over it; opens nothing until `start`."""

    def __init__(
        self,
        store: Store,
        live: Live,
        source: Source | None = None,
        *,
        first: Path | None = None,
        pause: float | None = None,
        backups: Backups | None = None,
    ) -> None:
        """`first` is the folder of the pack to begin with; `pause` the seconds between two looks at the database.

        `backups` are made of the database while it runs. After the start, `newer` is the pack of this program where it is newer
        than what is published. Whoever wants to hear of what other processes publish puts their own `told` in the place of the
        one that tells nobody.
        """
        self.store = store
        upgrade = backups.upgrade if backups else upgrading.upgrade
        self.publisher = Publisher(store, live, Fetcher(source) if source else None, first=first, upgrade=upgrade)
        self._pause = SECONDS_BETWEEN_LOOKS if pause is None else pause
        self._bell = asyncio.Event()
        store.news.when(Topic.RELEASES, self._bell.set)
        self._duties: list[Duty] = [Listener(store), *([backups] if backups else [])]
        self._tasks: list[asyncio.Task[None]] = []
        self._trouble = ""
        self.newer: Contents | None = None
        self.told: Callable[[Publication], Awaitable[None]] = _nobody

    def take_on(self, duty: Duty) -> None:
        """Have it done from the start on until the end."""
        self._duties.append(duty)

    async def start(self) -> Started:
        """Serve the published release, and from then on whatever is published next, and begin every duty.

        Raises what `Publisher.start` raises.
        """
        started = await self.publisher.start()
        if not started.trouble:
            await self._tell_of_a_newer_pack()
        self._tasks = [asyncio.create_task(work) for work in (self._follow(), *(duty.run() for duty in self._duties))]
        for task in self._tasks:
            task.add_done_callback(_tell_of_an_end)
        return started

    async def close(self) -> None:
        """Follow no longer, end every duty, and let go of the database, whatever a duty leaves undone."""
        try:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            if self._tasks:
                for duty in self._duties:
                    await endure(duty.close(), "a duty was not put in order")
        finally:
            await self.store.close()

    async def _tell_of_a_newer_pack(self) -> None:
        try:
            newer = await self.publisher.newer_built_in()
        except (PlainsightError, PackError) as error:
            log.warning("could not look for a newer pack", reason=str(error))
            return
        self.newer = newer
        if newer:
            log.warning("a newer pack than the published one came with this program", version=newer.version)

    async def _follow(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):  # nobody may have told us: the line can be down
                async with asyncio.timeout(self._pause):
                    await self._bell.wait()
            self._bell.clear()
            await endure(self._look(), "a look at what is published failed")

    async def _look(self) -> None:
        try:
            publication = await self.publisher.follow()
        except (PlainsightError, PackError) as error:
            if str(error) != self._trouble:  # once, and not at every look
                log.warning("what is published now cannot be served", reason=str(error))
            self._trouble = str(error)
            return
        self._trouble = ""
        if publication:
            log.info("another process has published", version=publication.version)
            await self.told(publication)


async def _nobody(_publication: Publication) -> None:
    """Tell nobody."""


def _tell_of_an_end(task: asyncio.Task[None]) -> None:
    """What goes on for as long as the process runs ends for a mistake of ours alone."""
    if not task.cancelled() and task.exception():
        log.error("a duty has ended", exc_info=task.exception())
