from __future__ import annotations

from importlib import resources

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.text import fold, key


def test_curated_words_are_folded_as_the_finder_folds_text(lexicon: Lexicon) -> None:
    held = lexicon.ordinary | lexicon.function | lexicon.people | frozenset().union(*lexicon.roles.values())
    assert {word for word in held if fold(word) != word} == set()


def test_every_role_that_is_asked_for_has_words(lexicon: Lexicon) -> None:
    rooms = resources.files("knowledge") / "places"
    modules = ("context", "doubts", "gazetteer", "names")
    source = "".join((rooms / f"{module}.py").read_text(encoding="utf-8") for module in modules)
    asked = {role for role in lexicon.roles if f'"{role}"' in source}
    assert asked == set(lexicon.roles)
    assert all(lexicon.roles.values())


def test_every_state_has_a_postal_code_of_two_letters(lexicon: Lexicon) -> None:
    assert len(lexicon.states) == 52
    assert all(len(state.postal) == 2 and state.lower_case in ("yes", "end", "") for state in lexicon.states)
    assert len({state.postal for state in lexicon.states}) == len(lexicon.states)


@pytest.mark.parametrize("postal", ["in", "or", "me", "ok", "hi"])
def test_a_code_that_is_an_english_word_is_not_understood_in_lower_case(lexicon: Lexicon, postal: str) -> None:
    (state,) = [state for state in lexicon.states if state.postal == postal]
    assert state.lower_case == ""


def test_no_place_elsewhere_hides_a_name_of_the_pack(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    hidden = [name for name, _ in lexicon.elsewhere if gazetteer.exact[key(name)].kind != "elsewhere"]
    assert hidden == []


def test_no_ordinary_word_is_twice_in_the_list() -> None:
    text = (resources.files("knowledge") / "lexicon" / "ordinary_words.txt").read_text(encoding="utf-8")
    listed = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    assert len(listed) == len(set(listed))
