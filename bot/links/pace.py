"""How fast the link check may ask: few at once, fewer of one host, a pause between two, and longer where a host says so."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class _Lane:
    """One host: who may ask it at once, the moment from which the next may, and the pause after that."""

    gate: asyncio.Semaphore
    pause: float
    free_at: float = 0.0
    held_until: float = 0.0


class Pace:
    """Gives turns; seconds are told by `now` and waited for by `sleep`."""

    def __init__(
        self,
        *,
        at_once: int = 8,
        per_host: int = 2,
        pause: float = 1.0,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._lanes: defaultdict[str, _Lane] = defaultdict(lambda: _Lane(asyncio.Semaphore(per_host), pause))
        self._now = now
        self._sleep = sleep

    @contextlib.asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked, and keep one of its places while the block runs."""
        lane = self._lanes[host]
        async with lane.gate:
            start = max(lane.free_at, self._now())
            lane.free_at = start + lane.pause
            await self._until(start)
            while lane.held_until > self._now():
                await self._until(lane.held_until)
            async with self._all:
                yield

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host nothing for so long."""
        lane = self._lanes[host]
        lane.held_until = max(lane.held_until, self._now() + seconds)

    def slow(self, host: str, pause: float) -> None:
        """Keep at least this pause between two questions, half a minute at most."""
        lane = self._lanes[host]
        lane.pause = max(lane.pause, min(pause, LONGEST_PAUSE))

    async def _until(self, moment: float) -> None:
        wait = moment - self._now()
        if wait > 0:
            await self._sleep(wait)
