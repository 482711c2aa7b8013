"""A timeline holds what the record dates, each thing once, in order, under the right heading, with its sources."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from knowledge.base import KnowledgeBase
from knowledge.contents import Contents
from knowledge.dates import PartialDate
from knowledge.maps.legend import Style
from knowledge.maps.sheet import LONGEST
from knowledge.maps.timeline import FIRST_YEAR, Lane, Timeline, tell
from knowledge.maps.timeline_picture import FILLS, draw
from knowledge.maps.years import Years
from knowledge.wording import LANGUAGES, wording

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def base(connecticut: Contents) -> KnowledgeBase:
    return KnowledgeBase.of(connecticut)


def lanes(told: Timeline) -> dict[str, Lane]:
    return {entry.claim.text: entry.lane for entry in told.entries}


def the(told: Timeline, words: str) -> Lane:
    (found,) = {lane for text, lane in lanes(told).items() if words in text}
    return found


@pytest.mark.parametrize("town", [None, "Fairfield", "New Haven", "Norwalk", "Union"])
def test_entries_are_numbered_in_the_order_of_their_days_and_none_lies_ahead(base: KnowledgeBase, town: str | None) -> None:
    told = tell(base, town, "en", DAY)
    assert [entry.n for entry in told.entries] == list(range(1, len(told.entries) + 1))
    days = [entry.when for entry in told.entries]
    assert all(days)
    assert days == sorted(days)
    assert days[-1] <= PartialDate(2026, 11, 22)


def test_every_dated_finding_and_statement_about_a_town_is_there_once(base: KnowledgeBase) -> None:
    for town in base.towns:
        told = tell(base, town, "en", DAY)
        records = [entry.claim.record for entry in (*told.entries, *told.undated) if entry.claim.record]
        wanted = [its.id for its in (*base.findings_about(town), *base.statements_about(town))]
        assert sorted(records) == sorted(wanted)


def test_every_entry_cites_a_source_and_sources_are_numbered_in_reading_order(base: KnowledgeBase) -> None:
    told = tell(base, "New Haven", "en", DAY)
    numbers = [citation.n for entry in (*told.entries, *told.undated) for citation in entry.claim.citations]
    assert all(entry.claim.citations for entry in told.entries)
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))


def test_what_bears_no_date_is_listed_as_undated_and_not_drawn(base: KnowledgeBase) -> None:
    told = tell(base, "Fairfield", "en", DAY)
    assert {entry.when for entry in told.undated} == {None}
    assert len(told.undated) == sum(its.date is None for its in base.statements_about("Fairfield"))
    assert not {entry.claim.record for entry in told.undated} & {entry.claim.record for entry in told.entries}


def test_things_stand_in_their_lanes(base: KnowledgeBase) -> None:
    fairfield = tell(base, "Fairfield", "en", DAY)
    assert the(fairfield, "ACLU records showed Fairfield police") is Lane.REPORT
    assert the(fairfield, "would need a judicial warrant") is Lane.RESPONSE
    assert the(fairfield, "Robert Kalamaras") is Lane.RESPONSE
    assert the(tell(base, "New Haven", "en", DAY), "Said the sharing function was disabled") is Lane.CHANGE
    assert the(tell(base, None, "en", DAY), "The first TRUST Act took effect") is Lane.LAW


def test_a_day_of_a_law_is_told_once(base: KnowledgeBase) -> None:
    for town in (None, "Union"):
        days = [entry.when for entry in tell(base, town, "en", DAY).entries if entry.lane is Lane.LAW]
        assert len(days) == len(set(days))


def test_a_law_of_tomorrow_is_not_there_yet_and_is_there_on_its_day(base: KnowledgeBase) -> None:
    ahead = PartialDate(2026, 12, 1)
    assert ahead not in [entry.when for entry in tell(base, None, "en", DAY).entries]
    assert ahead in [entry.when for entry in tell(base, None, "en", dt.date(2026, 12, 1)).entries]


def test_an_event_that_a_finding_of_the_same_day_tells_is_not_told_twice(base: KnowledgeBase) -> None:
    texts = " ".join(lanes(tell(base, "Fairfield", "en", DAY)))
    assert "ACLU released records naming eight Connecticut agencies" not in texts
    assert "Date of the Vigilant data-sharing report" in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alt_text_numbers_the_days_of_every_lane_and_fits(base: KnowledgeBase, language: str) -> None:
    for town in [None, *base.towns]:
        told = tell(base, town, language, DAY)
        assert len(told.alt) <= LONGEST
        if town in ("Fairfield", "Union"):
            assert all(f"{entry.n}: {wording(language).date(entry.when)}" in told.alt for entry in told.entries if entry.when)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("town", [None, "New Haven"])
def test_the_picture_is_a_thousand_wide_small_and_shows_every_lane_that_has_entries(
    base: KnowledgeBase, town: str | None, style: Style, language: str
) -> None:
    told = tell(base, town, language, DAY)
    png = draw(told, style)
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.width == 1000
    assert len(png) < 60_000
    seen = image.getcolors(maxcolors=1 << 24)
    for lane in {entry.lane for entry in told.entries}:
        fill = tuple(int(FILLS[lane][style][at : at + 2], 16) for at in (1, 3, 5))
        marks = sum(entry.lane is lane for entry in told.entries)
        near = sum(count for count, colour in seen if max(abs(a - b) for a, b in zip(colour, fill, strict=True)) <= 8)
        assert near > 700 * marks, lane


def test_a_timeline_without_any_entry_is_drawn_too(base: KnowledgeBase) -> None:
    told = tell(base, "Union", "en", dt.date(2013, 1, 1))
    assert told.entries == ()
    assert Image.open(BytesIO(draw(told, Style.LIGHT))).width == 1000


DATES = st.dates(dt.date(FIRST_YEAR, 1, 1), DAY).map(lambda day: PartialDate(day.year, day.month, day.day))


@given(st.lists(DATES, max_size=30), DATES, DATES)
def test_later_days_are_never_farther_left_and_all_are_between_the_edges(
    busy: list[PartialDate], one: PartialDate, other: PartialDate
) -> None:
    years = Years.across(busy, FIRST_YEAR, DAY, 50, 950)
    first, last = sorted((one, other))
    assert 49.9 <= years.place(first.first_day) <= years.place(last.first_day) <= 950.1


@given(st.lists(DATES, max_size=30))
def test_years_begin_one_after_the_other_and_end_at_the_last_day(busy: list[PartialDate]) -> None:
    years = Years.across(busy, FIRST_YEAR, DAY, 50, 950)
    assert len(years.starts) == DAY.year - FIRST_YEAR + 1
    assert list(years.starts) == sorted(set(years.starts))
    assert years.end == pytest.approx(950)
    assert years.place(DAY) == pytest.approx(950)


def test_a_busy_year_is_wider_than_a_quiet_one() -> None:
    years = Years.across([PartialDate(2019, 3, 13)] * 6, FIRST_YEAR, DAY, 50, 950)
    assert years.room(years.starts[2019 - FIRST_YEAR]) > 3 * years.room(years.starts[2018 - FIRST_YEAR])


def test_a_date_known_to_the_year_spans_it_and_what_came_before_the_first_year_is_at_the_edge() -> None:
    years = Years.across([], FIRST_YEAR, DAY, 50, 950)
    begins, ends = years.span(PartialDate(2020))
    assert ends - begins == pytest.approx(years.room(begins), rel=0.02)
    assert years.place(dt.date(2006, 12, 21)) == years.starts[0]
