"""Quiet hours and digests go by the clock on people's wall, also on the two days of a year when it is changed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.delivery.hours import next_digest, wakes, zone
from bot.store.follows import Pace, Quiet

HERE = "America/New_York"


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone(HERE))


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        (Quiet(22, 8), "2026-11-22T23:30", "2026-11-23T08:00"),
        (Quiet(22, 8), "2026-11-22T03:00", "2026-11-22T08:00"),
        (Quiet(22, 8), "2026-11-22T08:00", None),
        (Quiet(22, 8), "2026-11-22T21:59", None),
        (Quiet(12, 14), "2026-11-22T13:59", "2026-11-22T14:00"),
        (Quiet(12, 14), "2026-11-22T14:00", None),
        (Quiet(9, 9), "2026-11-22T09:30", None),
        (Quiet(22, 8), "2026-10-31T23:00", "2026-11-01T08:00"),
        (Quiet(22, 8), "2026-03-07T23:00", "2026-03-08T08:00"),
        (None, "2026-11-22T03:00", None),
    ],
)
def test_quiet_hours_end_when_the_wall_clock_says_so(quiet: Quiet | None, now: str, end: str | None) -> None:
    assert wakes(quiet, HERE, _at(now).astimezone(dt.UTC)) == (_at(end).astimezone(dt.UTC) if end else None)


@given(some.integers(0, 23), some.integers(0, 23), some.integers(0, 527_040))
def test_quiet_hours_end_within_a_day_and_are_over_then(start: int, until: int, minute: int) -> None:
    quiet, moment = Quiet(start, until), dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)
    end = wakes(quiet, HERE, moment)
    if end is not None:
        assert dt.timedelta() < end - moment <= dt.timedelta(hours=25)
        assert wakes(quiet, HERE, end) is None


@pytest.mark.parametrize(
    ("pace", "now", "due"),
    [
        (Pace.DAILY, "2026-11-22T08:59", "2026-11-22T09:00"),
        (Pace.DAILY, "2026-11-22T09:00", "2026-11-23T09:00"),
        (Pace.DAILY, "2026-10-31T12:00", "2026-11-01T09:00"),
        (Pace.WEEKLY, "2026-11-22T12:00", "2026-11-23T09:00"),
        (Pace.WEEKLY, "2026-11-23T09:00", "2026-11-30T09:00"),
        (Pace.AT_ONCE, "2026-11-22T08:59", None),
    ],
)
def test_a_digest_is_due_at_nine_and_a_weekly_one_on_mondays(pace: Pace, now: str, due: str | None) -> None:
    assert next_digest(pace, HERE, _at(now).astimezone(dt.UTC)) == (_at(due).astimezone(dt.UTC) if due else None)


def test_an_unknown_time_zone_is_utc() -> None:
    assert zone("Nowhere/At_All") is dt.UTC
    assert zone("../etc/passwd") is dt.UTC
