"""What holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.contents import Contents
from knowledge.places import PlaceFinder, Sighting

MIXTURE = """Norwalk norwalk's new haven East hartford. , ? ! e so no union the in en nan CT California MA Mystic police Rep.
    County Ave stamfrd eaet - ' \u2019 #NewHaven Troop K"""
PIECES = st.sampled_from((*MIXTURE.split(), "\n", "\t"))
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join))
CARRIERS = ("thank you so much. {}", "{} Please answer me quickly.", "hola, tengo una pregunta: {}", "{} I am worried.")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_the_same_way_twice_with_offsets_inside_it(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert seen == finder.find(text)
    for match in seen.matches:
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert 0 <= match.score <= 100
    assert all(0 <= start < end <= len(text) for start, end in seen.spans)
    assert list(seen.spans) == sorted(seen.spans)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_towns_are_the_packs_own_each_once_and_never_beside_a_question_back(
    connecticut: Contents, finder: PlaceFinder, text: str
) -> None:
    seen = finder.find(text)
    assert len(set(seen.towns)) == len(seen.towns)
    assert set(seen.towns) <= {town.name for town in connecticut.towns}
    assert not (seen.towns and seen.clarify)


@pytest.mark.parametrize("name", ["norwalk", "east haven", "windsor locks", "stamfrd", "willimantic", "old lyme"])
@pytest.mark.parametrize("space", [" ", "  ", "-", " \t "])
def test_case_and_spaces_do_not_change_the_town(finder: PlaceFinder, name: str, space: str) -> None:
    plain = finder.find(f"in {name}").towns
    assert len(plain) == 1
    for typed in (name, name.upper(), name.title(), name.capitalize()):
        assert finder.find(f"in {typed.replace(' ', space)}").towns == plain


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_sentence_more_does_not_change_the_town(connecticut: Contents, finder: PlaceFinder, carrier: str) -> None:
    for town in connecticut.towns:
        question = f"Do the {town.name} police share?"
        assert finder.find(carrier.format(question)).towns == finder.find(question).towns


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🙂" * 50,
        "\x00\xff\ud800",
        "a" * 5000,
        "union " * 900,
        "Norwalk, " * 600,
        "zxq " * 1300,
        "." * 5000,
        "E. " * 1700,
    ],
)
def test_odd_and_long_texts_are_read_without_complaint(finder: PlaceFinder, text: str) -> None:
    assert isinstance(finder.find(text), Sighting)


def test_a_town_deep_in_a_long_text_is_found(finder: PlaceFinder) -> None:
    assert finder.find("they never told us anything at all. " * 130 + "I live in Norwalk").towns == ("Norwalk",)
