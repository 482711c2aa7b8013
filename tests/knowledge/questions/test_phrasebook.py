"""The example phrases as data: what their files hold and how they are read."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.questions.phrasebook import MOST_VARIANTS, Phrase, fillers, misspelt, phrases
from knowledge.questions.phrases import TOWN, words
from knowledge.questions.types import Intent, Language

PHRASES = phrases()
FEWEST = 20
FEWEST_ANY_WAY = 60


def test_alternatives_make_variants() -> None:
    assert sorted(Phrase(Language.EN, Intent.EXPLAIN, "what (is|are) (a |)flock").variants()) == [
        "what are a flock",
        "what are flock",
        "what is a flock",
        "what is flock",
    ]


def test_a_slot_is_masked() -> None:
    assert words(Phrase(Language.EN, Intent.TOWN_STATUS, "is {town} safe").variants()[0]) == ["is", TOWN, "safe"]


def test_variants_are_bounded_and_the_same_every_time() -> None:
    phrase = Phrase(Language.EN, Intent.LAW, "(a|b|c|d|e) (a|b|c|d|e) (a|b|c|d|e)")
    assert len(phrase.variants()) == MOST_VARIANTS
    assert phrase.variants() == phrase.variants()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("intent", list(Intent))
def test_every_intent_has_examples_in_every_language(intent: Intent, language: Language) -> None:
    lines = [phrase for phrase in PHRASES if (phrase.intent, phrase.language) == (intent, language)]
    assert len(lines) >= FEWEST
    assert sum(len(phrase.variants()) for phrase in lines) >= FEWEST_ANY_WAY


def test_no_phrasing_stands_under_two_intents() -> None:
    intents: dict[tuple[Language, str], set[Intent]] = {}
    for phrase in PHRASES:
        intents.setdefault((phrase.language, phrase.pattern), set()).add(phrase.intent)
    assert [key for key, found in intents.items() if len(found) > 1] == []


def test_no_phrasing_stands_twice() -> None:
    counts = Counter((phrase.language, phrase.intent, phrase.pattern) for phrase in PHRASES)
    assert [key for key, count in counts.items() if count > 1] == []


def test_alternatives_are_closed_and_slots_are_known() -> None:
    broken = [p.pattern for p in PHRASES for variant in p.variants() if set("(){}|") & set(variant)]
    assert broken == []


@pytest.mark.parametrize("language", list(Language))
def test_a_filler_stands_before_or_after_the_text(language: Language) -> None:
    around = fillers()[language].around("xyz")
    assert around != "xyz"
    assert around.startswith("xyz ") or around.endswith(" xyz")


def test_a_misspelling_changes_one_longer_word_and_keeps_its_ends() -> None:
    assert misspelt("is it a fly") == "is it a fly"
    spelt = misspelt("the cameras")
    assert spelt != "the cameras"
    assert spelt.startswith("the c")
    assert spelt.endswith("s")
