"""The published releases in a running process: served from the start, followed where another process publishes."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import structlog

from bot.errors import PlainsightError
from bot.fetching import Fetcher
from bot.fetching.source import Source
from bot.publishing import Live, Publisher, Started
from bot.store.engine import Store
from knowledge.errors import PackError

SECONDS_BETWEEN_LOOKS = 15.0
log = structlog.get_logger()


class Keeper:
    """A store that it will close, and the one publisher of this process over it; opens nothing until `start`."""

    def __init__(
        self, store: Store, live: Live, source: Source | None = None, *, first: Path | None = None, pause: float | None = None
    ) -> None:
        """`first` is the folder of the pack to begin with; `pause` the seconds between two looks at the database."""
        self.store = store
        self.publisher = Publisher(store, live, Fetcher(source) if source else None, first=first)
        self._pause = SECONDS_BETWEEN_LOOKS if pause is None else pause
        self._following: asyncio.Task[None] | None = None

    async def start(self) -> Started:
        """Serve the published release, and from then on whatever is published next; raises what `Publisher.start` raises."""
        started = await self.publisher.start()
        if not started.trouble:
            await self._tell_of_a_newer_pack()
        self._following = asyncio.create_task(self._follow())
        return started

    async def close(self) -> None:
        """Follow no longer, and let go of the database."""
        if self._following:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following
        await self.store.close()

    async def _tell_of_a_newer_pack(self) -> None:
        try:
            newer = await self.publisher.newer_built_in()
        except (PlainsightError, PackError) as error:
            log.warning("could not look for a newer pack", reason=str(error))
            return
        if newer:
            log.warning("a newer pack than the published one came with this program", version=newer.version)

    async def _follow(self) -> None:
        told = ""
        while True:
            await asyncio.sleep(self._pause)
            try:
                publication = await self.publisher.follow()
            except (PlainsightError, PackError) as error:
                if str(error) != told:  # once, and not at every look
                    log.warning("what is published now cannot be served", reason=str(error))
                told = str(error)
                continue
            told = ""
            if publication:
                log.info("another process has published", version=publication.version)
