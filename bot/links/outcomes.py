"""What a check of a page can come to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a page, in the order in which it is told."""

    GONE = "gone"
    QUOTE_GONE = "quote_gone"
    MOVED = "moved"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    ALIVE = "alive"


BROKEN = frozenset({Outcome.GONE, Outcome.QUOTE_GONE})
"""What a curator has to mend."""


class Reason(StrEnum):
    """Why, where the outcome alone does not say it."""

    STATUS = "status"
    NO_NAME = "no_name"
    OFFLINE = "offline"
    TIMEOUT = "timeout"
    NO_ANSWER = "no_answer"
    CERTIFICATE = "certificate"
    PRIVATE = "private"
    NO_HTTPS = "no_https"
    REDIRECTS = "redirects"
    ROBOTS = "robots"
    ROBOTS_UNREAD = "robots_unread"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Checked:
    """One page, when it was asked, and what came of it.

    `status` is the last HTTP status, None where nobody answered; `moved_to` where it leads for good; `missing` the ids of the
    statements whose quoted words are on the page no more.
    """

    url: str
    at: dt.datetime
    outcome: Outcome
    status: int | None = None
    moved_to: str | None = None
    reason: Reason | None = None
    missing: tuple[str, ...] = ()


class StoppedError(Exception):
    """A visit that ended before there was a page to look at."""

    def __init__(self, reason: Reason, moved_to: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.moved_to = moved_to
