"""Text as the classifiers read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions.phrases import TOWN, clauses, fold, mask, pieces, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What's  Flock?!", ["whats", "flock"]),
        ("¿Qué es?", ["que", "es"]),
        ("it's don\u2019t", ["its", "dont"]),
        ("share w/ ICE", ["share", "with", "ice"]),
        ("falo c/ ele", ["falo", "com", "ele"]),
        ("287(g)", ["287g"]),
        ("pleaseeee", ["please"]),
        ("is <town> sharing", ["is", "<town>", "sharing"]),
        ("🚓 ...", []),
        ("", []),
    ],
)
def test_words_are_folded_and_joined_as_people_type_them(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_folding_takes_case_and_accents_away() -> None:
    assert fold("ÈSKE Não") == "eske nao"


def test_a_mask_stands_in_the_place_of_its_span() -> None:
    assert words(mask("is Norwalk sharing", [(3, 10, TOWN)])) == ["is", TOWN, "sharing"]


def test_of_overlapping_spans_the_first_and_longest_is_masked() -> None:
    assert words(mask("West Hartford", [(5, 13, "<b>"), (0, 13, "<a>"), (0, 4, "<c>")])) == ["<a>"]


def test_a_text_without_spans_stays_as_it_is() -> None:
    assert mask("as it is", []) == "as it is"


def test_clauses_are_parted_by_punctuation_and_bounded() -> None:
    assert clauses("ICE is here! what now, please?") == ["ICE is here", "what now", "please"]
    assert len(clauses("a," * 100, most=5)) == 5
    assert clauses(" ... ") == []


def test_pieces_are_every_run_of_letters() -> None:
    assert list(pieces("abcd", 3)) == ["~abc", "~bcd"]
    assert list(pieces("ab", 3)) == []


@given(st.text())
def test_no_text_makes_words_raise(text: str) -> None:
    assert all(word and word == word.lower() for word in words(text) if word.isascii())


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_masking_never_raises_and_leaves_nothing_of_an_empty_rest(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(start, end, TOWN) for start, end in spans if start < end <= len(text)]
    assert mask(text, inside).count(TOWN) >= (1 if inside else 0)
