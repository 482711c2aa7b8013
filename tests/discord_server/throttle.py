"""Discord's limits of speed: so many requests a second in all, so many messages in a channel; by a clock that may run faster."""

from __future__ import annotations

import time
from collections import deque

from aiohttp import web

from tests.discord_server.calls import Call
from tests.discord_server.faults import rate_limited

EXEMPT = ("/interactions/", "/webhooks/")


class Throttle:
    """Counts requests in windows that slide; `refused` those that were too many."""

    def __init__(
        self, scale: float = 1.0, in_all: tuple[int, float] = (50, 1.0), in_a_channel: tuple[int, float] = (5, 5.0)
    ) -> None:
        """`scale` is how much faster than ours its clock runs; the limits are so many requests in so many of its seconds."""
        self._scale = scale
        self._in_all = in_all
        self._in_a_channel = in_a_channel
        self._windows: dict[str, deque[float]] = {}
        self.refused = 0

    def strike(self, call: Call) -> tuple[web.Response | None, dict[str, str]]:
        """The answer to a request that is too many, or the headers that go with the answer to one that is not."""
        if call.route.startswith(EXEMPT):
            return None, {}
        now = time.monotonic() * self._scale
        wait = self._wait("", now, self._in_all)
        if wait:
            self.refused += 1
            return rate_limited(wait, everywhere=True).response(), {}
        if call.method != "POST" or not call.route.endswith("/messages"):
            self._windows[""].append(now)
            return None, {}
        most, seconds = self._in_a_channel
        name = call.params["channel_id"]
        wait = self._wait(name, now, self._in_a_channel)
        if wait:
            self.refused += 1
            return rate_limited(wait).response(), {}
        self._windows[""].append(now)
        window = self._windows[name]
        window.append(now)
        left = {"X-RateLimit-Limit": most, "X-RateLimit-Remaining": most - len(window)}
        return None, {name: str(value) for name, value in left.items()} | {
            "X-RateLimit-Reset-After": f"{window[0] + seconds - now:.3f}",
            "X-RateLimit-Bucket": "messages",
        }

    def _wait(self, name: str, now: float, limit: tuple[int, float]) -> float:
        """Seconds until one more may come, 0 for now."""
        most, seconds = limit
        window = self._windows.setdefault(name, deque())
        while window and window[0] <= now - seconds:
            window.popleft()
        return window[0] + seconds - now if len(window) >= most else 0.0
