"""When a public-records request has to be answered, and until when to appeal: business days, without weekends and holidays.

Pure: the day on which somebody sent their request comes in, and nothing here asks what day it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.contents import RecordsPeriods

COUNTRY = "US"
DAY = dt.timedelta(days=1)
SATURDAY = 5
FIRST_YEAR, LAST_YEAR = 2020, 2060
"""The years that days may lie in: the holidays of others are not known as they are of these."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days that follow from the day a request was sent, and from the day it was refused in writing, if it was.

    `answer_by` is the last business day of the period to answer; from `silent_from` silence counts as a refusal; `appeal_by` is
    the last business day on which an appeal is surely in time, never after the period that began on `counted_from`.
    `left_out` are the holidays that fell on weekdays before `answer_by`.
    """

    sent: dt.date
    answer_by: dt.date
    silent_from: dt.date
    counted_from: dt.date
    appeal_by: dt.date
    left_out: tuple[dt.date, ...] = ()
    refused: dt.date | None = None


def deadlines(sent: dt.date, periods: RecordsPeriods, postal: str, refused: dt.date | None = None) -> Deadlines:
    """The days of a request sent on this day to an office of this state (its two letters).

    Where a law leaves open from when a period runs, the day that is safe for the person who asks is taken: the days to answer
    begin on the day after sending, and the days to appeal on the earliest day that a refusal can have. Where an appeal's last
    day is no business day, the one before it counts. Raises ValueError for a refusal before the request, and for days outside of
    the years whose holidays are known.
    """
    if not in_order(sent, refused, refused or sent):
        raise ValueError(f"no deadlines for a request of {sent} refused on {refused}")
    off = Holidays(postal)
    answer_by = business_day_after(sent, periods.answer_business_days, off)
    counted_from = refused or answer_by
    last = counted_from + DAY * periods.appeal_days
    return Deadlines(
        sent=sent,
        answer_by=answer_by,
        silent_from=business_day_after(answer_by, 1, off),
        counted_from=counted_from,
        appeal_by=next(day for day in _days(last, -DAY) if is_business_day(day, off)),
        left_out=tuple(day for day in _between(sent, answer_by) if day.weekday() < SATURDAY and day in off),
        refused=refused,
    )


def in_order(sent: dt.date, refused: dt.date | None, today: dt.date) -> bool:
    """Whether a request can have been sent and refused on these days: in this order, neither ahead, the holidays known."""
    return dt.date(FIRST_YEAR, 1, 1) <= sent <= (refused or sent) <= today < dt.date(LAST_YEAR, 1, 1)


def business_day_after(day: dt.date, count: int, off: Container[dt.date]) -> dt.date:
    """The so-manieth business day after this day, which is not counted itself; `count` is 1 or more."""
    coming = (later for later in _days(day + DAY, DAY) if is_business_day(later, off))
    return next(later for n, later in enumerate(coming, 1) if n == count)


def is_business_day(day: dt.date, off: Container[dt.date]) -> bool:
    """Whether offices are open: no Saturday, no Sunday, none of these holidays."""
    return day.weekday() < SATURDAY and day not in off


@dataclass(frozen=True, slots=True)
class Holidays:
    """The legal holidays of a state (its two letters), the days on which they are observed too: a container of dates."""

    postal: str

    def __contains__(self, day: object) -> bool:
        """Whether offices are closed for a holiday on this day."""
        return isinstance(day, dt.date) and day in _of_year(self.postal, day.year)


@cache
def _of_year(postal: str, year: int) -> frozenset[dt.date]:
    from holidays import country_holidays  # hundreds of countries, that no plain question needs

    return frozenset(country_holidays(COUNTRY, subdiv=postal, years=year))


def _days(first: dt.date, step: dt.timedelta) -> Iterator[dt.date]:
    while True:
        yield first
        first += step


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + DAY * n for n in range(1, (last - first).days + 1))
