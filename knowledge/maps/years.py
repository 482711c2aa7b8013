"""The line of years of a timeline: a year in which more happened takes more room, and each is marked where it begins."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.dates import PartialDate

BUSY = 0.5
"""How much wider each entry makes its year, in widths of a year in which nothing happened."""


@dataclass(frozen=True, slots=True)
class Years:
    """Where each year begins, in pixels, from `first` on, and where the last day is."""

    first: int
    starts: tuple[float, ...]
    last: dt.date
    end: float

    @classmethod
    def across(cls, days: Sequence[PartialDate], first: int, last: dt.date, left: float, right: float) -> Years:
        """The years from `first` to the day `last` between two edges; what came before `first` goes to the left of them."""
        busy = Counter(day.year for day in days)
        weights = [(1 + BUSY * busy[year]) * (_part(last) if year == last.year else 1) for year in range(first, last.year + 1)]
        unit = (right - left) / sum(weights)
        starts = [left]
        for weight in weights:
            starts.append(starts[-1] + weight * unit)
        return cls(first, tuple(starts[:-1]), last, starts[-1])

    def place(self, day: dt.date) -> float:
        """Where a day is; one before the first year at the left of it, one after the last day at the end."""
        if day.year < self.first:
            return self.starts[0]
        if day >= self.last:
            return self.end
        at = day.year - self.first
        begins = self.starts[at]
        ends = self.starts[at + 1] if at + 1 < len(self.starts) else begins + (self.end - begins) / _part(self.last)
        return begins + (ends - begins) * _part(day)

    def room(self, start: float) -> float:
        """How wide the year is that begins there."""
        return next((its for its in self.starts if its > start), self.end) - start

    def span(self, day: PartialDate) -> tuple[float, float]:
        """Where a date known to the day, month or year begins and ends."""
        return self.place(day.first_day), self.place(day.last_day)


def _part(day: dt.date) -> float:
    """How much of its year is over at the end of a day, from 0 to 1."""
    return day.timetuple().tm_yday / (366 if calendar.isleap(day.year) else 365)
