"""How fast deliveries go: as many requests a second as Discord allows, less those that answers take in the meantime."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable

from bot.delivery.clock import Clock

ALLOWED = 50
"""Requests a second that Discord allows a bot in all."""
HEADROOM = 2
"""Those of them that are never used, for requests do not arrive as evenly as they leave."""
HASTE = 1.25
"""How much faster than on average turns may follow each other, so that what was missed while the process was busy is made up."""
NOTHING = dt.timedelta()


class Pace:
    """Gives turns, so many in any second; what others send comes off."""

    def __init__(self, clock: Clock, rate: float = ALLOWED - HEADROOM, others: Callable[[], int] = lambda: 0) -> None:
        """`rate` is the turns a second, `others` counts what everybody else has sent so far."""
        most = max(1, int(rate))
        self._clock = clock
        self._window = dt.timedelta(seconds=most / rate)
        self._step = self._window / most / HASTE
        self._turns: deque[dt.datetime] = deque(maxlen=most)
        self._others = others
        self._seen = others()
        self._held = clock.now()
        self._delay = NOTHING

    async def turn(self) -> None:
        """Wait until one more request may be sent."""
        sent = self._others()
        for _ in range(sent - self._seen):
            self._next()
        self._seen = sent
        start, delay = self._next(), self._delay
        while start + self._delay - delay > self._clock.now():
            await self._clock.until(start + self._delay - delay)

    def hold(self, until: dt.datetime) -> None:
        """Give no turn before that moment, not to those who wait for theirs either."""
        now = self._clock.now()
        more = until - max(self._held, now)
        if more > NOTHING:
            self._held = until
            self._delay += more
            self._turns = deque((turn + more if turn > now else turn for turn in self._turns), self._turns.maxlen)

    def _next(self) -> dt.datetime:
        """Give the next turn away: never more than so many within the window, nor one right upon the other."""
        start = max(self._clock.now(), self._held)
        if self._turns:
            start = max(start, self._turns[-1] + self._step)
        if len(self._turns) == self._turns.maxlen:
            start = max(start, self._turns[0] + self._window)
        self._turns.append(start)
        return start
