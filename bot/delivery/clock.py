"""The time that deliveries go by; tests put one in its place that needs no waiting."""

from __future__ import annotations

import asyncio
import datetime as dt


class Clock:
    """The clock of this machine."""

    def now(self) -> dt.datetime:
        """This moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    async def until(self, moment: dt.datetime) -> None:
        """Wait for a moment; one that is over is not waited for."""
        seconds = (moment - self.now()).total_seconds()
        if seconds > 0:
            await asyncio.sleep(seconds)
