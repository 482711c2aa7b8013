"""What a cry for help is about is heard in four languages, with and without accents; in doubt it is left open."""

from __future__ import annotations

import pytest

from knowledge.questions import Intent, Situation
from knowledge.questions.situations import ANY_WORD, Situations
from tests.knowledge.answers.desk import base

HERE, TAKEN = Situation.HERE, Situation.TAKEN


@pytest.mark.parametrize(
    ("typed", "situation"),
    [
        ("ICE is at my door", HERE),
        ("ICE is at the door right now, what do I do", HERE),
        ("immigration agents are knocking", HERE),
        ("they took my husband this morning", TAKEN),
        ("my brother was detained by ICE in Danbury", TAKEN),
        ("how do I find someone who was arrested by immigration", TAKEN),
        ("la migra está en la puerta", HERE),
        ("hay redada ahorita en mi calle", HERE),
        ("se llevaron a mi papá", TAKEN),
        ("detuvieron a mi esposo y no sé dónde lo tienen", TAKEN),
        ("o ICE tá na porta", HERE),
        ("a imigração está batendo na minha porta", HERE),
        ("levaram meu marido", TAKEN),
        ("minha esposa foi detida pela imigração", TAKEN),
        ("ICE devan pòt la", HERE),
        ("imigrasyon ap frape pòt la", HERE),
        ("yo pran mari m maten an", TAKEN),
        ("yo arete frè m, m pa konn kote l ye", TAKEN),
    ],
)
def test_it_is_heard_in_four_languages(typed: str, situation: Situation) -> None:
    question = base().reader.understand(typed)
    assert (question.intent, question.situation) == (Intent.URGENT_HELP, situation)


@pytest.mark.parametrize(
    "typed", ["help", "ayuda por favor", "I need a lawyer now", "ICE is at the door and they took my husband"]
)
def test_what_tells_neither_or_both_is_left_open(typed: str) -> None:
    assert base().reader.understand(typed).situation is None


@pytest.mark.parametrize(
    "typed", ["Does Norwalk share with ICE?", "can police detain my uncle for immigration by law", "", "{town}"]
)
def test_other_questions_have_no_situation(typed: str) -> None:
    question = base().reader.understand(typed)
    assert question.intent is Intent.URGENT_HELP or question.situation is None


def test_no_phrase_is_empty_begins_with_any_word_or_tells_of_both() -> None:
    held = [phrase for phrases in Situations.read().phrases.values() for phrase in phrases]
    assert all(words and words[0] != ANY_WORD for words, _ in held)
    assert len({words for words, _ in held}) == len(set(held))
