"""A limit counts by name within a sliding time, and forgets what is past."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.moderation import limits
from bot.moderation.limits import Limit

HOUR = 3600.0


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_are_allowed_and_then_one_is_told_how_long_to_wait() -> None:
    clock = Clock()
    limit = Limit(3, HOUR, clock)
    for _ in range(3):
        assert limit.wait("m-1") == 0
        limit.take("m-1")
        clock.now += 60
    assert limit.wait("m-1") == HOUR - 180
    clock.now += HOUR - 180
    assert limit.wait("m-1") == 0


def test_asking_takes_nothing() -> None:
    limit = Limit(1, HOUR, Clock())
    assert [limit.wait("m-1") for _ in range(5)] == [0] * 5


def test_what_came_to_nothing_is_given_back() -> None:
    clock = Clock()
    limit = Limit(2, HOUR, clock)
    limit.take("m-1")
    clock.now += 60
    limit.take("m-1")
    limit.give_back("m-1")
    assert limit.wait("m-1") == 0
    limit.give_back("m-1")
    limit.give_back("m-1")
    assert "m-1" not in repr(limit)


def test_names_do_not_count_against_each_other() -> None:
    limit = Limit(1, HOUR, Clock())
    limit.take("m-1")
    assert limit.wait("m-1") == HOUR
    assert limit.wait("m-2") == 0


def test_a_name_is_forgotten_with_its_hour() -> None:
    clock = Clock()
    limit = Limit(1, HOUR, clock)
    limit.take("m-1")
    clock.now += HOUR
    limit.wait("m-2")
    assert "m-1" not in repr(limit)


def test_many_names_do_not_fill_the_memory() -> None:
    limit = Limit(1, HOUR, Clock())
    limit.take("the first")
    limit._taken |= {str(n): limit._taken["the first"].copy() for n in range(limits.MOST_NAMES)}
    limit.wait("another")
    assert len(limit._taken) == limits.MOST_NAMES


@given(st.lists(st.integers(0, int(HOUR)), max_size=30), st.integers(1, 4))
def test_never_more_than_so_many_in_any_hour(pauses: list[int], most: int) -> None:
    clock = Clock()
    limit = Limit(most, HOUR, clock)
    taken: list[float] = []
    for pause in pauses:
        clock.now += pause
        if not limit.wait("m-1"):
            limit.take("m-1")
            taken.append(clock.now)
    assert all(late - early >= HOUR for early, late in zip(taken, taken[most:], strict=False))
