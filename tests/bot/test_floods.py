"""Nobody takes up the others' time: how much is taken, from whom, and that no id is kept."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.floods import KEYSTROKES, PEOPLE_IN_A_SERVER, Bucket, Crowd, Floods

ALMA, BEN, SERVER = 812345678901234567, 812345678901234568, 700000000000000001


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _asked(floods: Floods, times: int, person: int = ALMA, place: int | None = None) -> list[Crowd | None]:
    return [floods.refuses(person, place) for _ in range(times)]


def test_so_many_at_once_are_answered_and_the_next_one_waits(clock: Clock) -> None:
    assert _asked(Floods(20, clock), 21) == [None] * 20 + [Crowd.PERSON]


def test_they_may_ask_again_as_time_goes_by(clock: Clock) -> None:
    floods = Floods(20, clock)
    _asked(floods, 25)
    clock.now += 3
    assert _asked(floods, 2) == [None, Crowd.PERSON]
    clock.now += 60
    assert _asked(floods, 21) == [None] * 20 + [Crowd.PERSON]


def test_being_refused_costs_nothing(clock: Clock) -> None:
    floods = Floods(20, clock)
    _asked(floods, 1000)
    clock.now += 60
    assert _asked(floods, 20) == [None] * 20


def test_one_person_does_not_use_up_anothers_turns(clock: Clock) -> None:
    floods = Floods(20, clock)
    _asked(floods, 100, ALMA, SERVER)
    assert _asked(floods, 20, BEN, SERVER) == [None] * 20


def test_a_whole_server_is_asked_for_patience_and_other_servers_are_not(clock: Clock) -> None:
    floods = Floods(2, clock)
    people = range(10**17, 10**17 + 2 * PEOPLE_IN_A_SERVER + 1)
    assert [floods.refuses(person, SERVER) for person in people] == [None] * 2 * PEOPLE_IN_A_SERVER + [Crowd.PLACE]
    assert floods.refuses(ALMA, SERVER + 1) is None
    assert floods.refuses(BEN, None) is None


def test_that_it_is_too_much_is_said_once_a_minute_in_a_server(clock: Clock) -> None:
    floods = Floods(2, clock)
    assert [floods.tells(person, SERVER) for person in (ALMA, BEN, ALMA)] == [True, False, False]
    assert [floods.tells(ALMA, None), floods.tells(ALMA, None), floods.tells(BEN, None)] == [True, False, True]
    clock.now += 61
    assert floods.tells(ALMA, SERVER)


def test_keystrokes_are_many_more_than_questions(clock: Clock) -> None:
    floods = Floods(3, clock)
    assert [floods.lets_type(ALMA) for _ in range(3 * KEYSTROKES + 1)] == [True] * 3 * KEYSTROKES + [False]
    assert floods.refuses(ALMA, None) is None


def test_without_a_limit_everything_is_let_through(clock: Clock) -> None:
    floods = Floods(0, clock)
    assert _asked(floods, 1000) == [None] * 1000
    assert all(floods.lets_type(ALMA) for _ in range(1000))


def test_no_id_is_kept_and_no_two_processes_know_a_person_by_the_same_name(clock: Clock) -> None:
    kept = [Floods(5, clock), Floods(5, clock)]
    for floods in kept:
        floods.refuses(ALMA, SERVER)
    for bucket in ("_people", "_places"):
        [first], [second] = (list(getattr(floods, bucket)._empty_at) for floods in kept)
        assert first != second
    held = pickle.dumps([dict(floods._people._empty_at) for floods in kept])
    for number in (ALMA, SERVER):
        assert str(number).encode() not in held
        assert number.to_bytes(8, "big") not in held
        assert number.to_bytes(8, "little") not in held


def test_memory_stays_bounded_however_many_come(clock: Clock) -> None:
    bucket = Bucket(3, clock=clock, most_names=50)
    for number in range(1000):
        bucket.takes(number.to_bytes(8, "big"))
    assert len(bucket) <= 50


def test_who_has_been_silent_is_forgotten(clock: Clock) -> None:
    bucket = Bucket(3, clock=clock)
    for number in range(100):
        bucket.takes(number.to_bytes(8, "big"))
    clock.now += 61
    for _ in range(60):
        bucket.takes(b"somebody")
    assert len(bucket) <= 1


@given(st.lists(st.floats(0, 30), max_size=80), st.integers(1, 10))
def test_in_no_minute_more_than_twice_as_much_is_let_through(pauses: list[float], most: int) -> None:
    clock = Clock()
    bucket = Bucket(most, clock=clock)
    taken = []
    for pause in pauses:
        clock.now += pause
        if bucket.takes(b"somebody"):
            taken.append(clock.now)
    for moment in taken:
        assert len([other for other in taken if moment <= other < moment + 60]) <= 2 * most
