"""Words of four languages that mean the same."""

from __future__ import annotations

import pytest

from knowledge.questions.concepts import Concepts
from knowledge.questions.phrases import TOWN, words

CONCEPTS = Concepts.read()


@pytest.mark.parametrize("text", ["they share plates", "comparten las placas", "compartilham as placas", "yo pataje plak"])
def test_the_same_thought_in_four_languages_has_the_same_concepts(text: str) -> None:
    assert {"{share}", "{plate}"} <= set(CONCEPTS.of(words(text)))


def test_a_phrase_has_a_concept_of_its_own() -> None:
    assert "{can do}" in CONCEPTS.of(words("what can i do"))


def test_a_mask_stands_for_itself() -> None:
    assert CONCEPTS.of([TOWN]) == [TOWN]


def test_concepts_are_each_named_once_and_sorted() -> None:
    found = CONCEPTS.of(words("police police cops share police"))
    assert found == sorted(set(found))


def test_phrases_stand_in_the_file_as_texts_are_read() -> None:
    assert [key for key in CONCEPTS.by_words if " ".join(words(key)) != key] == []


@pytest.mark.parametrize(
    ("typed", "concept"), [("camaeras", "{camera}"), ("legislatrs", "{legislator}"), ("senatorr", "{legislator}")]
)
def test_a_longer_word_a_slip_away_is_the_word_meant(typed: str, concept: str) -> None:
    assert concept in CONCEPTS.of([typed])


def test_a_short_word_a_slip_away_is_another_word() -> None:
    assert CONCEPTS.of(["plote"]) == []
