"""What a person writes about a mistake is cleaned, and refused only with its remedy."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.complaints import Complaint
from bot.forms import Filled
from bot.moderation import reading
from bot.moderation.reading import Letter, clean
from knowledge.wording import LANGUAGES, wording

LINK = "https://host.example/minutes.pdf?page=4#top"


def filled(**fields: str) -> Filled:
    return Filled({name: (value,) for name, value in ({"told": "wrong", "outcome": "no"} | fields).items()})


def keys(**fields: str) -> list[tuple[str, str]]:
    read = reading.read(filled(**fields))
    return [] if isinstance(read, Letter) else [(complaint.field, complaint.key) for complaint in read]


def test_what_is_filled_in_comes_back() -> None:
    letter = reading.read(filled(sentence="f-alder", told=" The year is wrong. ", link=LINK, outcome="yes"))
    assert letter == Letter("f-alder", "The year is wrong.", LINK, tell=True)


@pytest.mark.parametrize("sentence", ["", reading.SOMETHING_ELSE])
def test_no_sentence_and_no_link_are_nothing(sentence: str) -> None:
    assert reading.read(filled(sentence=sentence, link="  ")) == Letter(None, "wrong", None, tell=False)


@pytest.mark.parametrize("outcome", ["", "no", "YES", "maybe"])
def test_nobody_is_told_who_did_not_clearly_ask(outcome: str) -> None:
    letter = reading.read(filled(outcome=outcome))
    assert isinstance(letter, Letter)
    assert not letter.tell


@pytest.mark.parametrize("told", ["", " \n\t ", "\u200b\u202e", "\x00\x07"])
def test_words_that_show_nothing_are_empty(told: str) -> None:
    assert keys(told=told) == [("told", "correction.told.empty")]


@pytest.mark.parametrize(("length", "refused"), [(1000, False), (1001, True), (4000, True)])
def test_a_thousand_characters_are_enough(length: int, refused: bool) -> None:
    assert keys(told="x" * length) == ([("told", "correction.told.long")] if refused else [])


@pytest.mark.parametrize(
    "link",
    [
        "http://host.example/a",
        "host.example",
        "ftp://host.example/a",
        "javascript:alert(1)",
        "https://",
        "https://host",
        "https://host.example/a b",
        "https://host.example/`a`",
        "https://host.example/<a>",
        "https://paper.example@evil.example/a",
        "https://[::1",
        "https://host.example:port/a",
        "https://host.example/\u202egpj.exe",
        "https://host.example/\u200b",
        "[x](https://host.example)",
        "see https://host.example/a",
    ],
)
def test_what_is_no_plain_https_address_is_refused(link: str) -> None:
    assert keys(link=link) == [("link", "correction.link.wrong")]


def test_a_link_too_long_to_be_shown_is_refused() -> None:
    assert keys(link="https://host.example/" + "a" * 500) == [("link", "correction.link.long")]


def test_every_mistake_is_named_at_once() -> None:
    assert keys(told="", link="x") == [("told", "correction.told.empty"), ("link", "correction.link.wrong")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_complaint_has_its_sentence(language: str) -> None:
    for read in (reading.read(filled(told="", link="x")), reading.read(filled(told="x" * 1001, link="x" * 501))):
        assert isinstance(read, tuple)
        for complaint in read:
            assert isinstance(complaint, Complaint)
            assert wording(language).say(complaint.key, field="F", most="9").startswith("“F” ")


def test_letters_are_composed_and_what_cannot_be_seen_is_gone() -> None:
    assert clean("Jose\u0301\u200b \u202eabc\u2069\u200f d\ufeff") == "José abc d"


def test_a_letter_that_shows_nothing_is_nothing() -> None:
    assert clean(" \u3164\u2800 \u115f ") == ""


def test_lines_stay_and_empty_ones_do_not_pile_up() -> None:
    assert clean("a\r\nb\rc\n\n\n\n\nd\n") == "a\nb\nc\n\nd"


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_unseen(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not [letter for letter in cleaned if letter != "\n" and unicodedata.category(letter) in reading.UNSEEN]
