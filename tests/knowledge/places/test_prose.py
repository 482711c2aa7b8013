from __future__ import annotations

from knowledge.places import PlaceFinder
from tests.knowledge.places.prose import measure, sentences


def test_prose_without_a_place_shows_none(finder: PlaceFinder) -> None:
    found = measure(finder)
    print(found)
    assert len(found.mistakes) / found.total <= 0.01, found.mistakes


def test_prose_with_a_town_added_shows_that_town_alone(finder: PlaceFinder) -> None:
    wrong = [sentence for sentence in sentences() if finder.find(f"I live in Norwalk. {sentence}").towns != ("Norwalk",)]
    assert wrong == []
