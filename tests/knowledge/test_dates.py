from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from knowledge.dates import DateField, PartialDate

partial = st.one_of(
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.dates().map(lambda day: PartialDate(day.year, day.month)),
    st.dates().map(lambda day: PartialDate(day.year)),
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", PartialDate(2019)),
        ("2019-03", PartialDate(2019, 3)),
        ("2019-03-13", PartialDate(2019, 3, 13)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        (2019, PartialDate(2019)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: object, date: PartialDate) -> None:
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize(
    "text",
    ["", "March 2019", "19-03-13", "2019-3-1", "2019/03/13", "2019-03-13T00:00", "20190313", "\u0662\u0660\u0661\u0669", None],
)
def test_another_way_of_writing_is_refused_with_the_three_that_count(text: object) -> None:
    with pytest.raises(ValueError, match="YYYY, YYYY-MM or YYYY-MM-DD"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2019-13", "2019-00", "2019-02-29", "2019-04-31", "2019-01-00", "0000"])
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no such day"):
        PartialDate.parse(text)


@given(partial)
def test_a_date_is_written_as_it_is_read(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(partial)
def test_a_date_means_the_days_from_its_first_to_its_last(date: PartialDate) -> None:
    assert date.first_day <= date.last_day
    assert (date.last_day - date.first_day).days in ({0} if date.day else set(range(27, 31)) if date.month else {364, 365})


@pytest.mark.parametrize(
    ("text", "last"),
    [("2024", (2024, 12, 31)), ("2024-02", (2024, 2, 29)), ("2023-12", (2023, 12, 31)), ("9999", (9999, 12, 31))],
)
def test_the_last_day_ends_the_month_or_the_year(text: str, last: tuple[int, int, int]) -> None:
    assert PartialDate.parse(text).last_day == dt.date(*last)


@given(partial, partial)
def test_dates_sort_by_their_first_day(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) == (one.first_day < other.first_day)


def test_a_field_takes_text_and_dates_and_gives_text_back() -> None:
    adapter: TypeAdapter[PartialDate] = TypeAdapter(DateField)

    assert adapter.validate_python("2019-03") == adapter.validate_python(PartialDate(2019, 3)) == PartialDate(2019, 3)
    assert adapter.dump_json(PartialDate(2019, 3)) == b'"2019-03"'
    with pytest.raises(ValidationError, match="YYYY-MM-DD"):
        adapter.validate_python("soon")
