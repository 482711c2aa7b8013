"""The bot's own words are plain: at or below US grade 8 in English, and as easy by the measures of Spanish and Portuguese."""

from __future__ import annotations

import pytest

from tests.knowledge.reading_ease import EASE, WORDS, grade, portuguese_ease, rooms, sentences, spanish_ease, split
from tests.report import report

GRADE = 8.0
"""The highest grade of a catalogue read as one text."""
GRADE_OF_ONE, LONG = 12.0, 12
"""The highest grade of one sentence of this many words or more: in a shorter one, a single long name makes a grade."""
PLAIN = {"es": 60.0, "pt": 50.0}
"""The least ease of a catalogue: what the authors of each measure find right for the eighth grade."""
PLAIN_ENOUGH = {"es": 30.0, "pt": 25.0}
"""The least ease of one long sentence: what they find right for the end of school."""


@pytest.mark.parametrize("room", rooms())
def test_a_catalogue_reads_at_grade_eight_or_below(room: str) -> None:
    text = " ".join(sentence for _, sentence in sentences("en", room))
    report(f"plain words, en/{room}: US grade {grade(text):.1f}")
    assert grade(text) <= GRADE


@pytest.mark.parametrize("room", rooms())
def test_no_long_sentence_is_above_grade_twelve(room: str) -> None:
    long = [(key, text) for key, text in sentences("en", room) if len(WORDS.findall(text)) >= LONG]
    assert {key: (grade(text), text) for key, text in long if grade(text) > GRADE_OF_ONE} == {}


@pytest.mark.parametrize("room", rooms())
@pytest.mark.parametrize("language", EASE)
def test_a_catalogue_reads_as_easily_in_the_other_languages(language: str, room: str) -> None:
    ease = EASE[language](" ".join(sentence for _, sentence in sentences(language, room)))
    report(f"plain words, {language}/{room}: ease {ease:.0f} of 100")
    assert ease >= PLAIN[language]


@pytest.mark.parametrize("room", rooms())
@pytest.mark.parametrize("language", EASE)
def test_no_long_sentence_is_hard_in_the_other_languages(language: str, room: str) -> None:
    long = [(key, text) for key, text in sentences(language, room) if len(WORDS.findall(text)) >= LONG]
    hard = {key: (round(EASE[language](text)), text) for key, text in long if EASE[language](text) < PLAIN_ENOUGH[language]}
    assert hard == {}


def test_a_hard_sentence_is_told_from_a_plain_one() -> None:
    hard = "Notwithstanding jurisdictional considerations, interoperability necessitates comprehensive authorization."
    assert grade("The police say no. We do not know.") < GRADE < grade(hard)
    hard = "No obstante las consideraciones jurisdiccionales, la interoperabilidad presupone autorizaciones administrativas."
    assert spanish_ease("La policía dice que no. No lo sabemos.") > PLAIN["es"] > spanish_ease(hard)
    hard = "Independentemente das considerações jurisdicionais, a interoperabilidade pressupõe autorizações administrativas."
    assert portuguese_ease("A polícia diz que não. Não sabemos.") > PLAIN["pt"] > portuguese_ease(hard)


def test_a_text_is_split_where_a_thought_ends_and_slots_are_read_as_a_name() -> None:
    assert list(split("As of {as_of}, there is one; that proves nothing either way. Yes.")) == [
        "As of Avon, there is one.",
        "that proves nothing either way.",
    ]
