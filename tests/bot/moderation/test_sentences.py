"""The sentences of an answer can be pointed at, and found again in another language."""

from __future__ import annotations

import pytest

from bot.custom_ids import Part, Target
from bot.moderation.sentences import NO_RECORD, answer_to, seen_first, sentences
from knowledge.answer import Claim
from knowledge.questions import Intent, Language
from tests.bot import desks

INTENTS = [intent for intent in Intent if intent is not Intent.COMPARE]


def claims(target: Target, language: str | None = None) -> dict[str, Claim]:
    answer = answer_to(target, desks.release(), desks.DAY, language)
    assert answer
    return sentences(answer)


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("language", [Language.ES, Language.PT, Language.HT])
def test_a_token_means_the_same_sentence_in_every_language(intent: Intent, language: Language) -> None:
    target = desks.target(intent, "Fairfield")
    here, there = claims(target), claims(target, language)
    assert list(here) == list(there)
    for token, claim in here.items():
        assert [c.source.id for c in claim.citations] == [c.source.id for c in there[token].citations]


def test_a_finding_goes_by_its_id_and_what_is_no_record_by_its_sources() -> None:
    found = claims(desks.target(Intent.TOWN_STATUS, "Fairfield"))
    base = desks.release().base
    assert {token for token in found if token in base.findings}
    assert {token for token in found if token.startswith(NO_RECORD)}
    assert all(len(token) <= 100 for token in found)


def test_every_claim_of_an_answer_can_be_pointed_at() -> None:
    answer = answer_to(desks.target(Intent.WHO_SHARES), desks.release(), desks.DAY)
    assert answer
    told = {block.text for block in answer.blocks if isinstance(block, Claim) and not block.record}
    assert told <= {claim.text for claim in sentences(answer).values()}


@pytest.mark.parametrize(
    "target",
    [
        Target(Intent.TOWN_STATUS, "en", (999,)),
        Target(Intent.TOWN_STATUS, "en"),
        Target(Intent.COMPARE, "en"),
        Target(Intent.LAW, "en", (), ("l00000000",)),
    ],
)
def test_a_card_that_asks_back_or_is_of_another_release_has_no_sentences(target: Target) -> None:
    assert answer_to(target, desks.release(), desks.DAY) is None


@pytest.mark.parametrize("part", [Part.FRONT, Part.REPORTED, Part.OFFICIALS])
def test_what_the_card_shows_comes_first(part: Part) -> None:
    target = desks.target(Intent.TOWN_STATUS, "Fairfield", part=part)
    card = desks.desk().follow(target)
    ordered = seen_first(claims(target), card)
    shown = [claim.text[1:40] in desks.text(card) for claim in ordered.values() if "(" not in claim.text[:40]]
    assert shown[0]
    assert shown == sorted(shown, reverse=True)
    assert ordered.keys() == claims(target).keys()
