"""Accidents that a test orders for the next requests to a route."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Fault:
    """What happens instead of the answer: a delay of seconds, then a status, or a connection reset.

    With `after` the request is carried out first and only its answer is lost, as when a line breaks at the wrong moment.
    """

    status: int | None = None
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    reset: bool = False
    after: bool = False

    async def strike(self, request: web.Request) -> web.Response | None:
        """Carry the accident out; None means that the request may go on."""
        await asyncio.sleep(self.delay)
        if self.reset:
            reset(request)
            return web.Response(status=500)
        return None if self.status is None else self.response()

    def response(self) -> web.Response:
        """The answer that it gives instead."""
        headers = {"Content-Type": "application/json", **self.headers}
        return web.Response(status=self.status or 500, body=json.dumps(self.body).encode(), headers=headers)


def rate_limited(retry_after: float, *, everywhere: bool = False) -> Fault:
    """Discord's own 429: its headers, its body, seconds to wait."""
    headers = {
        "Via": "1.1 google", "Retry-After": str(max(1, round(retry_after))),
        "X-RateLimit-Scope": "global" if everywhere else "user",
        "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": str(retry_after),
        "X-RateLimit-Bucket": "loopback", **({"X-RateLimit-Global": "true"} if everywhere else {}),
    }  # fmt: skip
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    return Fault(429, body, headers)


def reset(request: web.Request) -> None:
    """Close the request's connection with RST, so that the client reads ECONNRESET and not an ordinary end."""
    if request.transport is None:
        return
    line = request.transport.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


class Faults:
    """The accidents still to come, route by route, in the order they were ordered."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], list[Fault]] = {}

    def order(self, method: str, route: str, fault: Fault, times: int = 1) -> None:
        """The next `times` requests of `method` to Discord's template `route` meet `fault`."""
        self._waiting.setdefault((method, route), []).extend([fault] * times)

    def take(self, method: str, route: str) -> Fault | None:
        """The accident for this request, spent by taking it."""
        waiting = self._waiting.get((method, route))
        return waiting.pop(0) if waiting else None

    @property
    def left(self) -> int:
        """How many accidents have not happened yet."""
        return sum(map(len, self._waiting.values()))
