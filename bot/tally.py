"""What a process counts of its answers, in memory: by way, intent and outcome. No place, no person and no words are counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from bot import tracing

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds in seconds of what the answers are sorted into by how long they took; what took longer is sorted last."""
NO_INTENT = "none"


class Way(StrEnum):
    """How somebody asked."""

    COMMAND = "command"
    MESSAGE = "message"
    PRESS = "press"


class Outcome(StrEnum):
    """What they got."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    STALE = "stale"
    SLOWED = "slowed"
    DECLINED = "declined"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted together."""

    way: Way
    intent: str
    outcome: Outcome


@dataclass(slots=True)
class Tally:
    """Counts since the start of the process; `took` has one more place than BOUNDS."""

    replies: Counter[Kind] = field(default_factory=Counter)
    took: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0

    def note(self, way: Way, intent: str, outcome: Outcome) -> None:
        """Count what this task has just replied, and how long that took."""
        request = tracing.current()
        seconds = request.seconds if request else 0.0
        self.replies[Kind(way, intent, outcome)] += 1
        self.took[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds
