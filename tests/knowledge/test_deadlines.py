"""The days of a records request, against a count made day by day, at year's ends, and around holidays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.contents import RecordsPeriods
from knowledge.deadlines import LAST_YEAR, Deadlines, Holidays, business_day_after, deadlines, in_order, is_business_day

PERIODS = RecordsPeriods(answer_business_days=4, appeal_days=30)
DAY = dt.timedelta(days=1)
CT = Holidays("CT")
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2058, 12, 31))

# The legal holidays of 2026 and 2027 as the state's statute names them, with the day observed where one falls on a weekend.
IN_2026 = {
    (1, 1), (1, 19), (2, 12), (2, 16), (4, 3), (5, 25), (6, 19), (7, 3), (9, 7), (10, 12), (11, 11), (11, 26), (12, 25),
}  # fmt: skip
IN_2027 = {
    (1, 1), (1, 18), (2, 12), (2, 15), (3, 26), (5, 31), (6, 18),
    (7, 5), (9, 6), (10, 11), (11, 11), (11, 25), (12, 24), (12, 31),
}  # fmt: skip


def of(sent: str, refused: str | None = None) -> Deadlines:
    return deadlines(dt.date.fromisoformat(sent), PERIODS, "CT", dt.date.fromisoformat(refused) if refused else None)


def counted(sent: dt.date, count: int) -> dt.date:
    """The oracle: go from day to day, and strike a day off whenever offices are open."""
    day = sent
    while count:
        day = day + DAY
        if day.strftime("%a") not in ("Sat", "Sun") and day not in CT:
            count -= 1
    return day


@given(DAYS, st.integers(1, 30))
def test_business_days_are_those_that_a_count_from_day_to_day_finds(sent: dt.date, count: int) -> None:
    assert business_day_after(sent, count, CT) == counted(sent, count)


@given(DAYS)
def test_every_day_told_is_a_business_day_and_they_follow_each_other(sent: dt.date) -> None:
    found = deadlines(sent, PERIODS, "CT")
    assert sent < found.answer_by < found.silent_from <= found.appeal_by
    assert all(is_business_day(day, CT) for day in (found.answer_by, found.silent_from, found.appeal_by))


@given(DAYS)
def test_the_day_to_appeal_is_never_after_the_period_and_at_most_a_long_weekend_before_its_end(sent: dt.date) -> None:
    found = deadlines(sent, PERIODS, "CT")
    last = found.answer_by + 30 * DAY
    assert last - 5 * DAY <= found.appeal_by <= last
    assert not any(is_business_day(found.appeal_by + n * DAY, CT) for n in range(1, (last - found.appeal_by).days + 1))


@given(DAYS)
def test_no_business_day_lies_between_the_last_day_to_answer_and_the_first_of_silence(sent: dt.date) -> None:
    found = deadlines(sent, PERIODS, "CT")
    between = [found.answer_by + n * DAY for n in range(1, (found.silent_from - found.answer_by).days)]
    assert not [day for day in between if is_business_day(day, CT)]


@given(DAYS)
def test_the_holidays_left_out_are_the_weekdays_that_were_skipped(sent: dt.date) -> None:
    found = deadlines(sent, PERIODS, "CT")
    days = [sent + n * DAY for n in range(1, (found.answer_by - sent).days + 1)]
    weekdays = [day for day in days if day.weekday() < 5]
    assert len(weekdays) - len(found.left_out) == PERIODS.answer_business_days
    assert all(day in CT for day in found.left_out)


@given(DAYS, st.integers(0, 400))
def test_a_refusal_in_writing_is_what_the_days_to_appeal_run_from(sent: dt.date, later: int) -> None:
    refused = sent + later * DAY
    found = deadlines(sent, PERIODS, "CT", refused)
    assert found.counted_from == refused
    assert refused + 25 * DAY <= found.appeal_by <= refused + 30 * DAY


@pytest.mark.parametrize(
    ("sent", "answer_by", "silent_from", "appeal_by"),
    [
        ("2026-11-10", "2026-11-17", "2026-11-18", "2026-12-17"),  # Veterans Day lies between
        ("2026-11-20", "2026-11-27", "2026-11-30", "2026-12-24"),  # Thanksgiving lies between; the 27th of December is a Sunday
        ("2026-12-23", "2026-12-30", "2026-12-31", "2027-01-29"),  # Christmas and the turn of the year
        ("2026-12-31", "2027-01-07", "2027-01-08", "2027-02-05"),  # New Year's Day
        ("2026-07-01", "2026-07-08", "2026-07-09", "2026-08-07"),  # the Fourth falls on a Saturday and is observed on Friday
        ("2027-12-22", "2027-12-29", "2027-12-30", "2028-01-28"),  # Christmas is observed on Friday the 24th
        ("2027-12-27", "2028-01-03", "2028-01-04", "2028-02-02"),  # New Year's Day of 2028 is observed in 2027
        ("2026-11-21", "2026-11-27", "2026-11-30", "2026-12-24"),  # sent on a Saturday
    ],
)
def test_the_days_of_known_dates(sent: str, answer_by: str, silent_from: str, appeal_by: str) -> None:
    found = of(sent)
    assert tuple(map(str, (found.answer_by, found.silent_from, found.appeal_by))) == (answer_by, silent_from, appeal_by)


@pytest.mark.parametrize(("year", "named"), [(2026, IN_2026), (2027, IN_2027)])
def test_the_holidays_on_weekdays_are_the_states(year: int, named: set[tuple[int, int]]) -> None:
    days = (dt.date(year, 1, 1) + n * DAY for n in range(365))
    assert {(day.month, day.day) for day in days if day in CT and day.weekday() < 5} == named


def test_another_state_has_other_holidays() -> None:
    lincoln = dt.date(2026, 2, 12)
    assert lincoln in CT
    assert lincoln not in Holidays("MA")


@pytest.mark.parametrize(
    ("sent", "refused"), [("2026-11-10", "2026-11-09"), ("1999-11-10", None), (f"{LAST_YEAR}-01-01", None), ("9999-12-31", None)]
)
def test_days_that_cannot_be_are_refused(sent: str, refused: str | None) -> None:
    with pytest.raises(ValueError, match="no deadlines"):
        of(sent, refused)


TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("sent", "refused", "possible"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY, TODAY + DAY, False),
        (TODAY, TODAY - DAY, False),
        (dt.date(2019, 12, 31), None, False),
    ],
)
def test_a_request_is_sent_before_it_is_refused_and_neither_lies_ahead(
    sent: dt.date, refused: dt.date | None, possible: bool
) -> None:
    assert in_order(sent, refused, TODAY) is possible
