"""Dates as sources give them: a day, a month or only a year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import TYPE_CHECKING, Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

if TYPE_CHECKING:
    from typing import Self

SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date known to the day, the month or the year; it sorts by its earliest day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises ValueError, in words for a curator, for anything else."""
        found = SHAPE.fullmatch(str(text))
        if not found:
            raise ValueError("write the date as YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) for part in found.groups("1"))
        try:
            dt.date(year, month, day)
        except ValueError:
            raise ValueError("there is no such day in the calendar: check year, month and day") from None
        return cls(year, month if found[2] else None, day if found[3] else None)

    @property
    def first_day(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        return (self.year, self.month or 1, self.day or 1) < (other.year, other.month or 1, other.day or 1)

    def __gt__(self, other: PartialDate) -> bool:
        return other < self

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def _validate(value: object) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.parse(value)


DateField = Annotated[
    PartialDate,
    PlainValidator(_validate),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "description": "YYYY, YYYY-MM or YYYY-MM-DD"}
    ),
]
