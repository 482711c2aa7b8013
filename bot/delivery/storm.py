"""When Discord does not answer anybody: then all wait, longer each time, and one at a time tries whether it is over."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

FIRST, LONGEST = 2.0, 1800.0
LONGEST_BETWEEN_TRIES = 300.0
IN_A_ROW = 3


def backoff(times: int, chance: Callable[[], float] = random.random, longest: float = LONGEST) -> dt.timedelta:
    """How long to wait after so many failures in a row: twice as long each time, of which up to half is left to chance."""
    seconds = min(longest, FIRST * 2 ** (min(times, 30) - 1))
    return dt.timedelta(seconds=seconds * (1 - chance() / 2))


class Storm:
    """Counts the failures in a row of which nobody in particular is the cause."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0
        self._until: dt.datetime | None = None

    @property
    def raging(self) -> bool:
        """Whether so many failed in a row that one at a time is enough."""
        return self._failures >= IN_A_ROW

    def until(self, now: dt.datetime) -> dt.datetime | None:
        """When the next try may be made; None for now."""
        return self._until if self._until and self._until > now else None

    def worsened(self, now: dt.datetime) -> None:
        """One more failed."""
        self._failures += 1
        if self.raging:
            wait = backoff(self._failures - IN_A_ROW + 1, self._chance, LONGEST_BETWEEN_TRIES)
            self._until = max(self._until or now, now + wait)

    def hold(self, until: dt.datetime) -> None:
        """Try nothing before that moment."""
        self._until = max(self._until or until, until)

    def calmed(self) -> None:
        """Discord has answered, whatever it said."""
        self._failures = 0
