from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.places import PlaceFinder
from tests.knowledge.places.questions import FILES, HARD, SPANISH, measure


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_the_towns_of_the_questions_to_develop_against_are_read_right(finder: PlaceFinder, path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not on this machine")
    found = measure(finder, path)
    print(found)
    assert found.right / found.total >= 0.98, found.mistakes
    assert found.wrong_town / found.total <= 0.01, found.mistakes


@pytest.mark.parametrize("path", HARD, ids=lambda path: path.stem)
def test_names_as_people_spell_hear_and_glue_them_are_read_right_and_hardly_ever_wrong(finder: PlaceFinder, path: Path) -> None:
    found = measure(finder, path)
    print(found)
    assert found.total > 100
    assert found.right / found.total >= 0.95
    assert found.wrong_town / found.total <= 0.01


def test_towns_as_speakers_of_spanish_type_them_are_read_right_and_never_wrong(finder: PlaceFinder) -> None:
    found = measure(finder, SPANISH)
    print(found)
    assert found.total > 200
    assert found.right / found.total >= 0.97, found.mistakes
    assert found.wrong_town == 0, found.mistakes
