"""The loopback Discord keeps the bot to its limits of speed, and knows a nonce again for a while."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.discord_server import throttle as throttling
from tests.discord_server.throttle import Throttle

MESSAGES, CALLBACK = "/channels/{channel_id}/messages", "/interactions/{interaction_id}/{interaction_token}/callback"


class Watch:
    """A clock that the test sets."""

    seconds = 100.0

    def monotonic(self) -> float:
        """The time."""
        return self.seconds


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The clock of the limits."""
    made = Watch()
    monkeypatch.setattr(throttling, "time", made)
    return made


def _call(channel: int = 1, method: str = "POST", route: str = MESSAGES) -> Any:
    return SimpleNamespace(method=method, route=route, params={"channel_id": str(channel)})


def test_so_many_requests_a_second_and_not_one_more(watch: Watch) -> None:
    throttle = Throttle()
    assert all(throttle.strike(_call(channel))[0] is None for channel in range(50))
    refused, _ = throttle.strike(_call(99))
    assert refused is not None
    assert (refused.status, refused.headers["X-RateLimit-Global"]) == (429, "true")
    watch.seconds += 1
    assert throttle.strike(_call(99))[0] is None
    assert throttle.refused == 1


def test_so_many_messages_in_a_channel_and_the_headers_tell_how_many_are_left(watch: Watch) -> None:
    throttle = Throttle()
    left = [throttle.strike(_call())[1]["X-RateLimit-Remaining"] for _ in range(5)]
    assert left == ["4", "3", "2", "1", "0"]
    refused, _ = throttle.strike(_call())
    assert refused is not None
    assert "X-RateLimit-Global" not in refused.headers
    assert throttle.strike(_call(2))[0] is None
    watch.seconds += 5
    assert throttle.strike(_call())[0] is None


def test_answers_to_interactions_do_not_count(watch: Watch) -> None:
    throttle = Throttle()
    assert all(throttle.strike(_call(route=CALLBACK)) == (None, {}) for _ in range(100))


def test_a_clock_that_runs_faster_lets_more_through(watch: Watch) -> None:
    throttle = Throttle(scale=10.0)
    for channel in range(50):
        throttle.strike(_call(channel))
    watch.seconds += 0.1
    assert throttle.strike(_call(99))[0] is None
