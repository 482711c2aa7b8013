"""What is done again and again beside the answers: counts are kept, reporters told who could not be, decided words erased."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.enduring import endure
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
        """End, and keep what has been counted so far; what fails is logged."""
        if self._walking:
            self._walking.cancel()
            await asyncio.gather(self._walking, return_exceptions=True)
        await endure(self._office.gaps.close(), "the counts of the day were not kept")

    async def _walk(self) -> None:
        while True:
            await endure(correcting.tell_the_rest(self._office), "reporters were not told")
            await endure(self._office.gaps.write(), "the counts of a day were not kept")
            await endure(self._office.store.shed(), "the database's log was not emptied")
            await asyncio.sleep(self._pause)
