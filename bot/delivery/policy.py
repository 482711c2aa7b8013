"""What is done about each way in which a send can fail; a table, so that it can be read and tested as one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import aiohttp

UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TOO_MANY = 401, 403, 404, 429
UNKNOWN_MESSAGE = 10008
TOO_EAGER = frozenset({20026, 40003})
"""Discord takes us for a sender of junk, or finds that we open direct messages too fast."""
MISTAKE = "mistake"
LONG = 600.0
"""Seconds to leave Discord alone where it turns away the machine and not the request."""


class RefusedError(Exception):
    """Discord's answer to a request that it did not carry out.

    `code` is Discord's own, None where the answer is not Discord's at all but of what stands before it; `seconds` how long it
    asks to be left alone, by everybody where `everywhere`.
    """

    def __init__(self, status: int, code: int | None = 0, seconds: float = 0.0, *, everywhere: bool = False) -> None:
        super().__init__(f"HTTP {status}, code {code}")
        self.status = status
        self.code = code
        self.seconds = seconds
        self.everywhere = everywhere


class UnreadableError(Exception):
    """An id that is sealed with another key than the one at hand, or damaged."""


class LateError(Exception):
    """Its turn came so late that another process may be sending the same, so that nothing was asked of Discord."""


class Action(StrEnum):
    """AGAIN: later, and later each time. WAIT: after so many seconds. PARK: never. STOP: nothing is sent any more."""

    AGAIN = "again"
    WAIT = "wait"
    PARK = "park"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do about a failure, and why.

    `arrived` is False where the message surely did not reach Discord, None where nobody knows. `everywhere` holds back all other
    deliveries too; `stops` tells that nothing at all can be delivered to this place.
    """

    action: Action
    reason: str
    seconds: float = 0.0
    arrived: bool | None = False
    everywhere: bool = False
    stops: bool = False


UNANSWERED: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Verdict], ...] = (
    (UnreadableError, Verdict(Action.PARK, "unreadable")),
    (LateError, Verdict(Action.WAIT, "late")),
    (aiohttp.ClientConnectorError, Verdict(Action.AGAIN, "unreachable")),
    (TimeoutError, Verdict(Action.AGAIN, "timeout", arrived=None)),
    ((OSError, aiohttp.ClientError), Verdict(Action.AGAIN, "connection_lost", arrived=None)),
)
"""What is done about errors that are no answer of Discord's; the first that fits."""


def judge(error: BaseException) -> Verdict:
    """What to do about an error that came of sending; what is no fault of the line is a mistake of ours, and tried later."""
    if isinstance(error, RefusedError):
        return _refused(error)
    return next(
        (verdict for kinds, verdict in UNANSWERED if isinstance(error, kinds)), Verdict(Action.AGAIN, MISTAKE, arrived=None)
    )


def _refused(error: RefusedError) -> Verdict:
    status, code = error.status, error.code
    if status >= 500:
        return Verdict(Action.AGAIN, str(status), arrived=None)
    if status == UNAUTHORIZED:
        return Verdict(Action.STOP, str(status))
    if status in (FORBIDDEN, TOO_MANY) and code is None:
        return Verdict(Action.WAIT, "turned_away", max(error.seconds, LONG), everywhere=True)
    if code in TOO_EAGER:
        return Verdict(Action.WAIT, str(code), max(error.seconds, LONG), everywhere=True)
    if status == TOO_MANY:
        return Verdict(Action.WAIT, str(status), error.seconds, everywhere=error.everywhere)
    stops = status in (FORBIDDEN, NOT_FOUND) and code != UNKNOWN_MESSAGE
    return Verdict(Action.PARK, str(code or status), stops=stops)
