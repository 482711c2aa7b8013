"""The language of a text, whatever it asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions.language import LanguageGuesser, features, of_locale
from knowledge.questions.types import Language

GUESSER = LanguageGuesser.read()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which towns gave plates away", Language.EN),
        ("¿qué pueblos dieron las placas?", Language.ES),
        ("que pueblos dieron las placas", Language.ES),
        ("quais cidades entregaram as placas", Language.PT),
        ("ki vil ki te bay plak yo", Language.HT),
        ("pesquisaram minha placa?", Language.PT),
        ("buscaron mi placa?", Language.ES),
        ("yo chèche plak mwen", Language.HT),
    ],
)
def test_a_sentence_is_told_by_its_words(text: str, language: Language) -> None:
    assert GUESSER.guess(text, Language.EN) is language


@pytest.mark.parametrize(
    ("accented", "bare"),
    [("¿cuándo empezó?", "cuando empezo"), ("não sei onde está", "nao sei onde esta"), ("kisa lapòt la ye", "kisa lapot la ye")],
)
def test_accents_may_be_left_out(accented: str, bare: str) -> None:
    assert GUESSER.guess(accented, Language.EN) is GUESSER.guess(bare, Language.EN) is not Language.EN


@pytest.mark.parametrize("expected", list(Language))
@pytest.mark.parametrize("text", ["", "<town>", "ICE?", "<name> <name>", "🚓🚓", "2019"])
def test_a_text_that_tells_nothing_is_in_the_expected_language(text: str, expected: Language) -> None:
    assert GUESSER.guess(text, expected) is expected


def test_a_clear_sentence_outweighs_the_expected_language() -> None:
    assert GUESSER.guess("do the police here share our plates with immigration", Language.HT) is Language.EN


@pytest.mark.parametrize("text", ["mi town comparte con ICE?", "el police department de aquí le da info a la migra"])
def test_english_words_inside_spanish_leave_it_spanish(text: str) -> None:
    assert GUESSER.guess(text, Language.EN) is Language.ES


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("es-ES", Language.ES),
        ("es-419", Language.ES),
        ("pt-BR", Language.PT),
        ("pt_BR", Language.PT),
        ("ht", Language.HT),
        ("en-GB", Language.EN),
        ("fr", None),
        ("", None),
    ],
)
def test_a_locale_names_a_language_or_none(locale: str, language: Language | None) -> None:
    assert of_locale(locale) is language


def test_masked_names_are_no_evidence() -> None:
    assert list(features("<town> <speaker>")) == []


@given(st.text(max_size=300), st.sampled_from(list(Language)))
def test_any_text_has_one_of_the_four_languages(text: str, expected: Language) -> None:
    assert GUESSER.guess(text, expected) in set(Language)
    assert GUESSER.guess(text, expected) is GUESSER.guess(text, expected)


@given(st.text(max_size=300))
def test_the_chances_of_the_languages_add_up_to_one(text: str) -> None:
    chances = GUESSER.chances(text)
    assert set(chances) == set(Language)
    assert sum(chances.values()) == pytest.approx(1)
