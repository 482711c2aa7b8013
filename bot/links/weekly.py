"""Checks the links by itself once a week, beside the answering and never in its way, and tells what came of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.enduring import endure
from bot.errors import PlainsightError
from bot.links import checking
from bot.links.outcomes import Checked
from bot.links.pages import Page
from bot.links.report import Report
from bot.store import link_checks
from bot.store.engine import Store
from bot.store.sole import sole

WEEK = dt.timedelta(days=7)
SECONDS_TO_SETTLE = 600.0
SECONDS_BETWEEN_LOOKS = 3600.0
Check = Callable[[Sequence[Page]], Awaitable[tuple[Checked, ...]]]
log = structlog.get_logger()


class Weekly:
    """Looks every hour whether a week has passed since the last check, whoever made it; keeps and tells what comes of one."""

    def __init__(
        self,
        store: Store,
        pages: Callable[[], Sequence[Page]],
        tell: Callable[[Report], Awaitable[None]],
        *,
        check: Check = checking.check,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`pages` gives those of the live release at that moment."""
        self._store = store
        self._pages = pages
        self._tell = tell
        self._check = check
        self._now = now
        self._sleep = sleep

    async def run(self) -> None:
        """Check when it is time, until cancelled; the first look comes some minutes after the start."""
        await self._sleep(SECONDS_TO_SETTLE)
        while True:
            await endure(self._look(), "a check of the links failed")
            await self._sleep(SECONDS_BETWEEN_LOOKS)

    async def check(self) -> None:
        """Check every page now, keep what came of it, and tell; raises StoreError and NotReadyError.

        Where nothing at all answers, this machine is cut off: then nothing is kept, and nobody is told.
        """
        before = {checked.url: checked.outcome for checked in await link_checks.everything(self._store)}
        pages = self._pages()
        results = await self._check(pages)
        if all(result.status is None for result in results):
            log.warning("the links were not checked", reason="no site could be reached")
            return
        await link_checks.keep(self._store, results)
        log.info("the links were checked", count=len(results))
        await self._tell(Report.of(pages, results, before))

    async def close(self) -> None:
        """Nothing is held back."""

    async def _look(self) -> None:
        try:
            async with sole(self._store, "weekly links") as mine:
                if mine and await self._due():
                    await self.check()
        except PlainsightError as error:
            log.warning("the links were not checked", reason=str(error))

    async def _due(self) -> bool:
        last = await link_checks.last(self._store)
        return last is None or self._now() - last >= WEEK
