"""Which question a line of the log belongs to: a short random id and the moment it came, carried by the task that answers."""

from __future__ import annotations

import secrets
import time
from contextvars import ContextVar
from dataclasses import dataclass, field

BYTES = 4


@dataclass(frozen=True, slots=True)
class Request:
    """A question, press or form that is being answered; `id` is made of chance alone, and leads back to nobody."""

    id: str = field(default_factory=lambda: secrets.token_hex(BYTES))
    began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self.began


_current: ContextVar[Request | None] = ContextVar("request", default=None)


def begin() -> Request:
    """Begin to answer, in a task that answers nothing else."""
    request = Request()
    _current.set(request)
    return request


def current() -> Request | None:
    """What this task answers; None where it answers nobody."""
    return _current.get()
