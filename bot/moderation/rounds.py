"""What is done again and again beside the answers: a day's counts are kept, and reporters told who could not be before."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.moderation import correcting

if TYPE_CHECKING:
    from bot.moderation.office import Office

SECONDS_BETWEEN = 60.0


class Rounds:
    """Goes its rounds from `start` to `close`."""

    def __init__(self, office: Office, pause: float = SECONDS_BETWEEN) -> None:
        """`pause` is the seconds between two rounds."""
        self._office = office
        self._pause = pause
        self._walking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._walking = asyncio.create_task(self._walk())

    async def close(self) -> None:
        """End, and keep what has been counted so far."""
        if self._walking:
            self._walking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._walking
        await self._office.gaps.close()

    async def _walk(self) -> None:
        while True:
            await correcting.tell_the_rest(self._office)
            await self._office.gaps.write()
            await asyncio.sleep(self._pause)
