"""What organizers type: cleaned of tricks, checked field by field, and nothing cut off unasked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.complaints import Complaint
from bot.forms import LONGEST_TEXT, Filled
from bot.store.outbox import Audience
from bot.store.updates import State
from bot.updates import places, reading
from bot.updates.cards import preview
from bot.updates.cards.preview import Preview
from bot.updates.places import Area
from bot.updates.reading import Typed
from knowledge.wording import LANGUAGES, wording
from tests import follower_cards
from tests.bot.desks import release
from tests.bot.updates.test_cards import breaches

HERE = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=HERE)
DOUBTFUL = (
    *("x", "Dec 3", "3/12 18:30", "Dec 3 6:30", "2026-02-30 1pm", "Dec 3 25:00"),
    *("2027-03-14 02:30", "2027-11-07 01:30", "2026-11-01 18:00", "2099-01-01 18:00"),
)
SOUND = {"headline": "A vote", "text": "It is tonight.", "link": "", "when": "", "where": ""}


def read(language: str = "en", **typed: str) -> Typed | tuple[Complaint, ...]:
    filled = Filled({name: (value,) for name, value in {**SOUND, **typed}.items()})
    return reading.read(filled, HERE, NOW, wording(language))


def test_what_is_sound_is_taken_with_its_lines_and_without_what_cannot_be_seen() -> None:
    found = read(
        headline=" A\u200b vote \n today ", text="One.\r\n\r\n\r\n\r\nTwo.\u202e", where="Hall\u0300\u0301\u0302\u0303\u0304"
    )
    assert isinstance(found, Typed)
    assert (found.headline, found.text) == ("A vote today", "One.\n\nTwo.")
    assert len(found.place) <= len("Hall") + 2
    assert (found.link, found.starts_at) == (None, None)


def test_each_field_has_one_complaint_in_the_order_of_the_form() -> None:
    wrong = read(headline=" \u200b ", text="x" * 1501, link="http://council.example", when="soon", where="y" * 121)
    assert isinstance(wrong, tuple)
    assert [complaint.field for complaint in wrong] == ["headline", "text", "link", "when", "where"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_complaint_fits_beside_its_field(language: str) -> None:
    words = wording(language)
    trials = [{"headline": ""}, {"text": ""}, {"headline": "x" * 101}, {"link": "https://a"}, {"link": "https://\u0430.example/"}]
    trials += [{"link": "http://a.example"}, *({"when": when} for when in DOUBTFUL)]
    for typed in trials:
        found = read(language, **typed)
        assert isinstance(found, tuple), typed
        assert len(found[0].said(words)) <= 100, found[0].said(words)


@given(st.dictionaries(st.sampled_from(list(reading.LONGEST)), st.text(max_size=200)))
def test_no_text_breaks_the_reading(typed: dict[str, str]) -> None:
    found = read(**typed)
    assert isinstance(found, Typed) or all(complaint.said(wording("en")) for complaint in found)


def test_a_form_takes_more_than_fits_so_that_it_can_be_told() -> None:
    assert all(2 * longest <= LONGEST_TEXT for longest in reading.LONGEST.values())


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Norwalk", ("Norwalk",)),
        ("norwlak; hartford", ("Norwalk", "Hartford")),
        ("Norwalk, Norwalk", ("Norwalk",)),
        ("statewide", ()),
        ("TODO EL ESTADO", ()),
        ("Connecticut", ()),
    ],
)
def test_towns_are_read_as_people_type_them(typed: str, names: tuple[str, ...]) -> None:
    found = places.read(typed, release())
    assert isinstance(found, Area)
    assert tuple(release().towns[number].name for number in found.towns) == names
    assert Area.of(found.token, release()) == found


def test_a_name_that_several_towns_share_is_asked_back() -> None:
    found = places.read(", ".join(town.name for town in list(release().towns.values())[:16]), release())
    assert isinstance(found, Complaint)
    assert found.key == "update.towns.many"
    assert isinstance(places.read("Boston", release()), Complaint)
    assert Area.of("9999", release()) is None
    assert Area.of("x", release()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_marks_alone_is_too_long_before_its_preview_is(language: str) -> None:
    found = read(text="*" * 1500)
    assert isinstance(found, tuple)
    assert [complaint.key for complaint in found] == ["update.long"]
    fits = read(headline="*" * 100, text="*" * 1250, where="_" * 120)
    assert isinstance(fits, Typed)
    towns = tuple(sorted(release().towns))[:15]
    draft = follower_cards.update(State.DRAFT, headline=fits.headline, text=fits.text, place=fits.place, towns=towns)
    draft = replace(draft, server_name="*" * 100)
    shown = Preview(draft=draft, audience=Audience(9999, 9999, 999), trusted=False, mine=True, two=True)
    assert breaches(preview.render(shown, follower_cards.reader(language))) == []
