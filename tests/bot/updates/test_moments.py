"""A day and time as people type it: understood where it means one moment, asked back where it could mean two."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.updates.moments import Doubt, read
from knowledge.wording import LANGUAGES, wording

HERE = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=HERE)


def at(text: str, language: str = "en") -> str:
    """The moment meant, or the id of the sentence that asks back."""
    found = read(text, HERE, NOW, language)
    return found.key if isinstance(found, Doubt) else f"{found:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-03 18:30", "2026-12-03T18:30", "Dec 3 6:30pm", "Dec. 3, 6:30 p.m.", "December 3rd, 2026 at 6:30 PM",
        "3 Dec 18:30", "Thursday, Dec 3, 6:30 PM", "6:30pm on Dec 3", "18:30 3 Dec", "3 de diciembre de 2026 a las 18:30",
        "3 de dezembro às 18h30", "3 desanm 18h30",
    ],
)  # fmt: skip
def test_one_moment_is_understood_however_it_is_typed(typed: str) -> None:
    assert at(typed) == "2026-12-03 18:30"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("13/12 18:30", "2026-12-13 18:30"),
        ("12/13/26 6pm", "2026-12-13 18:00"),
        ("12/12 6pm", "2026-12-12 18:00"),
        ("Nov 23 06:30", "2026-11-23 06:30"),
        ("mar 5 7pm", "2027-03-05 19:00"),
        ("1ye janvye 2027 14:00", "2027-01-01 14:00"),
        ("May 5 12am", "2027-05-05 00:00"),
        ("May 5 12pm", "2027-05-05 12:00"),
    ],
)
def test_a_day_without_a_year_is_the_next_one(typed: str, meant: str) -> None:
    assert at(typed) == meant


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("3/12 18:30", "moment.which_day"),
        ("12.03.2026 18:30", "moment.which_day"),
        ("Dec 3 6:30", "moment.which_half"),
        ("Dec 3", "moment.no_time"),
        ("Dec 10, 7 - 9 pm", "moment.no_time"),
        ("tomorrow 6pm", "moment.no_day"),
        ("", "moment.no_day"),
        ("2026-02-30 18:00", "moment.no_such_day"),
        ("99/99 6pm", "moment.no_such_day"),
        ("Dec 3 25:00", "moment.no_such_time"),
        ("Dec 3 13pm", "moment.no_such_time"),
        ("Dec 3 18:75", "moment.no_such_time"),
        ("2026-11-01 18:00", "moment.over"),
        ("2099-12-03 18:30", "moment.far"),
    ],
)
def test_what_could_mean_two_moments_or_none_is_asked_back(typed: str, doubt: str) -> None:
    assert at(typed) == doubt


def test_the_question_names_both_days() -> None:
    found = read("3/12 18:30", HERE, NOW, "es")
    assert isinstance(found, Doubt)
    assert wording("es").say(found.key, **found.slots).startswith("¿Es el 12 de marzo de 2027 o el 3 de diciembre de 2026?")


def test_a_time_that_the_clocks_skip_or_show_twice_is_asked_back() -> None:
    assert at("2027-03-14 02:30") == "moment.skipped"
    assert at("2027-11-07 01:30") == "moment.twice"
    assert at("2027-03-14 03:30") == "2027-03-14 03:30"


def test_the_same_words_are_another_moment_in_another_zone() -> None:
    there = read("2026-12-03 18:30", ZoneInfo("America/Los_Angeles"), NOW, "en")
    here = read("2026-12-03 18:30", HERE, NOW, "en")
    assert isinstance(there, dt.datetime)
    assert isinstance(here, dt.datetime)
    assert there - here == dt.timedelta(hours=3)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_a_moment_to_come_or_a_doubt_with_a_sentence(typed: str, language: str) -> None:
    found = read(typed, HERE, NOW, language)
    if isinstance(found, Doubt):
        assert wording(language).say(found.key, **found.slots)
    else:
        assert found > NOW
