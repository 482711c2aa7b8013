"""Names run together with the words beside them."""

from __future__ import annotations

import pytest

from knowledge.places import PlaceFinder
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.glued import unglued
from knowledge.places.lexicon import Lexicon
from knowledge.places.text import tokenize


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("stamfordpolice share?", "Stamford"),
        ("newhavenct ice", "New Haven"),
        ("westhartfordpd flock", "West Hartford"),
        ("#newhavenpd #ice", "New Haven"),
        ("thefairfieldpolice are they in on it", "Fairfield"),
        ("vivoendanbury", "Danbury"),
        ("yalepd", "New Haven"),
        ("stamfrdpolice", "Stamford"),
        ("unionct", "Union"),
    ],
)
def test_a_name_run_together_with_known_words_is_found(finder: PlaceFinder, text: str, town: str) -> None:
    assert finder.find(text).towns == (town,)


@pytest.mark.parametrize("text", ["nanchester", "watertown", "norwichtown", "understands", "the policeman", "hamptonians"])
def test_other_words_stay_whole(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    tokens = tokenize(text)
    assert unglued(tokens, gazetteer, lexicon) == tokens


def test_the_parts_lie_where_they_were_typed(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    text = "in #NewBritain, thehamdencops!"
    parts = [text[token.start : token.end] for token in unglued(tokenize(text), gazetteer, lexicon)]
    assert parts == ["in", "New", "Britain", "the", "hamden", "cops"]


def test_the_police_in_a_glued_word_are_the_department(finder: PlaceFinder) -> None:
    assert finder.find("stamfordpolice").agencies == finder.find("stamford police").agencies != ()


def test_every_glued_word_is_folded(lexicon: Lexicon) -> None:
    assert set(lexicon.glued) == {"before", "after"}
    assert all(word.isascii() and word.islower() for words in lexicon.glued.values() for word in words)
