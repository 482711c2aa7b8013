"""`python -m tests.benchmarks.hasty_bot SCALE`: the bot, its deliveries by a clock that runs so many times faster than ours."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import time

from bot import cli
from bot.delivery.clock import Clock

BEGUN, AT = time.monotonic(), dt.datetime.now(dt.UTC)


def hurry(scale: float) -> None:
    """Have every clock of deliveries in this process run so fast."""

    def now(_clock: Clock) -> dt.datetime:
        return AT + dt.timedelta(seconds=(time.monotonic() - BEGUN) * scale)

    async def until(clock: Clock, moment: dt.datetime) -> None:
        seconds = (moment - clock.now()).total_seconds() / scale
        if seconds > 0:
            await asyncio.sleep(seconds)

    setattr(Clock, "now", now)  # noqa: B010
    setattr(Clock, "until", until)  # noqa: B010


if __name__ == "__main__":
    hurry(float(sys.argv[1]))
    sys.exit(cli.main(["run"]))
