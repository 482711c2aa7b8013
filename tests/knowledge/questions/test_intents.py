"""What a question wants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions.concepts import Concepts
from knowledge.questions.intents import IntentClassifier, features, train
from knowledge.questions.phrasebook import Phrase
from knowledge.questions.phrases import words
from knowledge.questions.types import Intent, Language

CLASSIFIER = IntentClassifier.read()


def wanted(text: str) -> Intent:
    chances = CLASSIFIER.chances(words(text))
    return max(chances, key=lambda intent: chances[intent])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("would <town> cops hand my plates over", Intent.TOWN_STATUS),
        ("name every department that gives data to ICE", Intent.WHO_SHARES),
        ("between <town> and <town>, who is better", Intent.COMPARE),
        ("how did <speaker> answer the reporters", Intent.STATEMENTS),
        ("whats the phone of my state rep", Intent.LEGISLATORS),
        ("does the law forbid it", Intent.LAW),
        ("how do we get the council to drop the contract", Intent.TAKE_ACTION),
        ("explain what a plate reader does", Intent.EXPLAIN),
        ("anything new this week", Intent.UPDATES),
        ("show me the article you got it from", Intent.SOURCES),
        ("agents are at my door right now", Intent.URGENT_HELP),
        ("do you keep what I write", Intent.ABOUT),
        ("good morning!", Intent.GREETING),
        ("will it rain on sunday", Intent.OUT_OF_SCOPE),
    ],
)
def test_each_intent_is_told_in_words_that_no_example_has(text: str, intent: Intent) -> None:
    assert wanted(text) is intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("¿los policías de <town> le mandan las placas a la migra?", Intent.TOWN_STATUS),
        ("que cidades ajudam a imigração", Intent.WHO_SHARES),
        ("kisa chèf polis <town> te reponn jounalis yo", Intent.STATEMENTS),
        ("¿qué prohíbe exactamente la ley?", Intent.LAW),
        ("levaram meu vizinho agora", Intent.URGENT_HELP),
        ("yo arete vwazen m nan", Intent.URGENT_HELP),
        ("se llevaron a mi compañera de trabajo", Intent.URGENT_HELP),
        ("kijan pou m ekri konsèy la", Intent.TAKE_ACTION),
    ],
)
def test_intents_are_told_in_every_language(text: str, intent: Intent) -> None:
    assert wanted(text) is intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how do i compalin about the cameras in <town>", Intent.TAKE_ACTION),
        ("whats the soruce", Intent.SOURCES),
        ("helllooo", Intent.GREETING),
    ],
)
def test_misspelt_words_are_still_understood(text: str, intent: Intent) -> None:
    assert wanted(text) is intent


def test_what_happened_long_ago_is_no_cry_for_help() -> None:
    assert wanted("did ICE detain people in <town> in 2006") is not Intent.URGENT_HELP


def test_what_would_happen_is_no_cry_for_help() -> None:
    assert wanted("what would happen if ICE came to my house") is not Intent.URGENT_HELP


@given(st.lists(st.text(min_size=1, max_size=12), max_size=40))
def test_any_words_have_chances_that_add_up_to_one(found: list[str]) -> None:
    chances = CLASSIFIER.chances(found)
    assert set(chances) == set(Intent)
    assert sum(chances.values()) == pytest.approx(1)
    assert chances == CLASSIFIER.chances(found)


def test_features_grow_in_step_with_the_words() -> None:
    concepts = Concepts.read()
    short, long = (len(list(features(["sharing", "plates"] * n, concepts))) for n in (100, 1000))
    assert long <= 10 * short


def test_learning_again_from_the_same_phrases_gives_the_same_weights() -> None:
    among = [
        Phrase(Language.EN, Intent.GREETING, "(hi|hello) there"),
        Phrase(Language.EN, Intent.GREETING, "hello friend"),
        Phrase(Language.EN, Intent.LAW, "the law (here|there)"),
        Phrase(Language.EN, Intent.LAW, "what law is it"),
    ]
    assert train(among) == train(among)
    classifier = IntentClassifier(train(among), Concepts.read())
    chances = classifier.chances(["hello"])
    assert chances[Intent.GREETING] > chances[Intent.LAW]
