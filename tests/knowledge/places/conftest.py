from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import PlaceFinder
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.questions.concepts import Concepts


@pytest.fixture(scope="session")
def finder(connecticut: Contents) -> PlaceFinder:
    """The finder of the pack that comes with the program, built once, as the reader of questions builds it."""
    return PlaceFinder.of(connecticut, Concepts.read().by_words)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def gazetteer(connecticut: Contents, lexicon: Lexicon) -> Gazetteer:
    return Gazetteer.of(connecticut, lexicon)
