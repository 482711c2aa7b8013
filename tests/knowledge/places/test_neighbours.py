from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.places.candidate import Word, classify
from knowledge.places.candidates import Scanner
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.neighbours import Neighbours
from knowledge.places.text import tokenize
from tests.knowledge.places import oracle

FEW_LETTERS = st.text("abc", max_size=10)
NAMES = ("stamford", "easthartford", "kent", "newhaven", "northstonington", "lyme", "westport", "winsted", "windsor")


@given(st.lists(FEW_LETTERS.filter(bool), max_size=20), FEW_LETTERS, st.integers(0, 2))
def test_the_index_finds_exactly_what_comparing_with_every_word_finds(known: list[str], typed: str, edits: int) -> None:
    assert dict(Neighbours(known).near(typed, edits)) == oracle.near(typed, known, edits)


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    word = draw(st.sampled_from(NAMES))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word)))
        letter = draw(st.sampled_from("aehnrstw"))
        word = draw(
            st.sampled_from((word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]))
        )
    return word


@given(mistyped())
def test_the_index_finds_exactly_what_comparing_finds_among_real_names(typed: str) -> None:
    assert dict(Neighbours(NAMES).near(typed)) == oracle.near(typed, NAMES, 2)


@pytest.fixture(scope="module")
def keys(gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(gazetteer.misspelt)


WORDS = st.lists(
    st.one_of(mistyped(), st.sampled_from(("in", "the", "new", "east", "west", "police", "share", "hartford", "haven", "best"))),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(typed=WORDS)
def test_a_misspelt_candidate_is_always_among_those_that_brute_force_finds(
    typed: list[str], gazetteer: Gazetteer, lexicon: Lexicon, keys: tuple[str, ...]
) -> None:
    tokens = tokenize(" ".join(typed))
    kinds = classify(tokens, gazetteer, lexicon)
    stretches = oracle.windows([token.word for token in tokens], 3)
    for candidate in Scanner(tokens, kinds, gazetteer).candidates():
        stretch = stretches[candidate.first, candidate.last]
        respelt = "ph" in stretch or "oo" in stretch
        if respelt or candidate.edits not in (1, 2):
            continue
        assert oracle.near(stretch, keys, 2)[candidate.name.key] == candidate.edits


@settings(max_examples=40, deadline=None)
@given(typed=WORDS)
def test_an_unknown_word_one_slip_from_a_long_town_name_is_always_a_candidate(
    typed: list[str], gazetteer: Gazetteer, lexicon: Lexicon
) -> None:
    towns = [found for found, name in gazetteer.misspelt.items() if name.kind == "town" and len(found) > 5]
    tokens = tokenize(" ".join(typed))
    kinds = classify(tokens, gazetteer, lexicon)
    seen = {(c.first, c.last) for c in Scanner(tokens, kinds, gazetteer).candidates()}
    for at, token in enumerate(tokens):
        if kinds[at] is Word.UNKNOWN and oracle.near(token.word, towns, 1):
            assert (at, at) in seen
