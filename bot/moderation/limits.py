"""How often somebody may do what costs others their time; counted in memory, by a keyed name, and forgotten with the hour."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_NAMES = 10_000


@dataclass(slots=True)
class Limit:
    """At most `most` in any `seconds`, for each name; `clock` counts seconds."""

    most: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _taken: dict[str, deque[float]] = field(default_factory=dict)

    def wait(self, name: str) -> float:
        """The seconds until this name may again, 0 for now; takes nothing."""
        self._forget()
        taken = self._taken.get(name)
        return max(0.0, taken[0] + self.seconds - self.clock()) if taken and len(taken) >= self.most else 0.0

    def take(self, name: str) -> None:
        """Count one for this name."""
        self._forget()
        self._taken.setdefault(name, deque(maxlen=self.most)).append(self.clock())

    def give_back(self, name: str) -> None:
        """Take back the last count of this name, for nothing came of it."""
        if taken := self._taken.pop(name, None):
            taken.pop()
            if taken:
                self._taken[name] = taken

    def _forget(self) -> None:
        """Drop what is past, and where there are more names than memory is meant for, those that came first."""
        since = self.clock() - self.seconds
        gone = [name for name, taken in self._taken.items() if taken[-1] <= since]
        for name in gone + list(self._taken)[: max(0, len(self._taken) - MOST_NAMES)]:
            self._taken.pop(name, None)
        for taken in self._taken.values():
            while taken[0] <= since:
                taken.popleft()
