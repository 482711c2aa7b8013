"""Letters come with the package, hold every sentence of every language, and stay within their lines."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.contents import Contents
from knowledge.maps.legend import LEGEND
from knowledge.maps.lettering import BOLD, REGULAR, font, lines, width
from knowledge.wording import LANGUAGES, wording

FACES = (REGULAR, BOLD)
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzéñçòA", min_size=1, max_size=30), min_size=1, max_size=12)


@pytest.mark.parametrize("face", FACES)
def test_the_fonts_and_their_licence_come_with_the_package(face: str) -> None:
    folder = files("knowledge.maps") / "fonts"
    assert (folder / face).is_file()
    assert "Permission is hereby granted" in (folder / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("face", FACES)
def test_the_fonts_hold_every_letter_of_every_sentence_name_and_mark(face: str, connecticut: Contents) -> None:
    said = "".join(str(wording(language).say(key)) for language in LANGUAGES for key in drawn(language))
    names = "".join(town.name + town.planning_region for town in connecticut.towns)
    marks = "".join(look.mark for look in LEGEND.values())
    letters = {letter for letter in said + names + marks if not letter.isspace()}
    missing = font(face, 40).getmask("\U0010fffe")
    assert not [letter for letter in sorted(letters) if same(font(face, 40).getmask(letter), missing)]


def drawn(language: str) -> list[str]:
    """The keys of what pictures say, those alone that have no slots."""
    prefixes = ("map.way", "map.alt.list", "timeline.lane", "timeline.nothing", "record.", "stance.", "date.month.")
    keys = wording(language).keys()
    return [key for key in keys if key.startswith(prefixes) and key != "record.with_year"]


def same(one: object, other: object) -> bool:
    return bytes(one) == bytes(other) and one.size == other.size  # type: ignore[call-overload, attr-defined]


@given(WORDS, st.integers(60, 900))
def test_no_line_is_longer_than_its_room_and_no_letter_is_lost(words: list[str], room: int) -> None:
    text = " ".join(words)
    found = lines(text, REGULAR, 28, room)
    assert "".join("".join(found).split()) == unicodedata.normalize("NFC", "".join(words))
    assert all(width(line, REGULAR, 28) <= room or len(line) == 1 for line in found)


@given(WORDS, st.integers(300, 900))
def test_lines_are_as_few_as_filling_them_one_by_one_makes(words: list[str], room: int) -> None:
    text, greedy = " ".join(words), [""]
    if any(width(word, REGULAR, 28) > room for word in words):
        return
    for word in words:
        longer = f"{greedy[-1]} {word}".strip()
        if width(longer, REGULAR, 28) <= room:
            greedy[-1] = longer
        else:
            greedy.append(word)
    assert len(lines(text, REGULAR, 28, room)) == len(greedy)


def test_the_last_line_is_no_single_short_word() -> None:
    (first, last) = lines("Connecticut: what is on record, town by town", BOLD, 44, 944)
    assert len(last) > len(first) / 2


def test_an_accent_apart_is_written_as_one_letter() -> None:
    assert width("e\u0301", REGULAR, 28) == width("é", REGULAR, 28)


def test_nothing_is_no_line() -> None:
    assert lines("", REGULAR, 28, 100) == ()
