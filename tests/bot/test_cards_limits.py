"""Every card of every town, in every language, to its last page: within Discord's limits, linking only where the pack does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot import cards, custom_ids
from bot.cards import Viewing, to_payload
from bot.custom_ids import Part, Target
from bot.writing import errands
from knowledge.answer import Answer
from knowledge.answers import compose
from knowledge.questions import Intent, Language, Question
from tests.bot import desks
from tests.discord_server import limits
from tests.discord_server.world import JSON

LINK = re.compile(r"\]\((https?://[^)]*)\)")
BARE = re.compile(r"(?<!\]\()https?://")
DARK = (Part.MAP_DARK, Part.TIMELINE_DARK)  # which say what the light ones say
PARTS = {Intent.TOWN_STATUS: tuple(part for part in Part if part not in DARK)}
WITHOUT_TOWN = [intent for intent in Intent if intent not in (Intent.TOWN_STATUS, Intent.COMPARE)]
SEVERAL = [Intent.TOWN_STATUS, Intent.COMPARE, Intent.LEGISLATORS, Intent.LAW, Intent.UPDATES, Intent.STATEMENTS, Intent.SOURCES]
OF_A_TOWN = [Intent.TOWN_STATUS, Intent.LEGISLATORS, Intent.TAKE_ACTION]
WITH_SUBJECT = {"term": [Intent.EXPLAIN], "law": [Intent.LAW, Intent.EXPLAIN], "speaker": [Intent.STATEMENTS]}
BATCHES = 8


def every_page(answer: Answer, target: Target) -> Iterator[JSON]:
    """The payload of each part, page after page, as long as it offers a next one."""
    for part in PARTS.get(answer.intent, (Part.FRONT, Part.SOURCES)):
        page = replace(target, part=part, page=1)
        while True:
            body = to_payload(cards.render(answer, Viewing(page, desks.release(), showable=True, reports=True)))
            yield body
            onward = replace(page, page=page.page + 1)
            if custom_ids.write(custom_ids.Verb.OPEN, onward) not in desks.custom_ids(body["components"]):
                break
            page = onward


def faults(body: JSON) -> list[str]:
    """What Discord would refuse, and what the project forbids."""
    card, found = body["components"], list(limits.message(body))
    shown = desks.text(card)
    found += [f"a link that the pack does not name: {url}" for url in (*LINK.findall(shown), *desks.urls(card)) if not named(url)]
    found += ["a bare address"] if BARE.search(shown) else []
    found += ["a mass ping"] if re.search("@(everyone|here)", shown) else []
    carried = desks.custom_ids(card)
    found += [f"unreadable custom_id {one}" for one in carried if custom_ids.read(one) is None and errands.read(one) is None]
    return found


def named(url: str) -> bool:
    return url.replace("%28", "(").replace("%29", ")") in desks.release().links


def answered(target: Target) -> Answer:
    towns = tuple(desks.release().towns[town_no].name for town_no in target.towns)
    return compose(Question("", Language(target.language), target.intent, towns), desks.release().base, desks.DAY)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_card_of_every_town_is_within_the_limits(batch: int, language: Language) -> None:
    towns = [town for town in desks.release().towns.values() if town.town_no % BATCHES == batch]
    wanted = [Target(intent, language, (town.town_no,)) for town in towns for intent in OF_A_TOWN]
    broken = [(target, fault) for target in wanted for body in every_page(answered(target), target) for fault in faults(body)]
    assert not broken


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("intent", WITHOUT_TOWN)
def test_every_card_without_a_town_is_within_the_limits(intent: Intent, language: Language) -> None:
    target = Target(intent, language)
    assert not [fault for body in every_page(answered(target), target) for fault in faults(body)]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("intent", SEVERAL)
def test_every_card_about_eight_towns_is_within_the_limits(intent: Intent, language: Language) -> None:
    names = ("Bridgeport", "Hartford", "New Haven", "Stamford", "Waterbury", "Norwalk", "Fairfield", "Manchester")
    target = desks.target(intent, *names, language=language)
    assert not [fault for body in every_page(answered(target), target) for fault in faults(body)]


@pytest.mark.parametrize("language", list(Language))
def test_every_subject_that_a_button_can_carry_has_a_card_within_the_limits(language: Language) -> None:
    broken = []
    for token, subject in desks.release().subjects.items():
        for intent in WITH_SUBJECT.get(subject.kind, ()):
            target = Target(intent, language, (), (token,))
            broken += [(subject.id, fault) for fault in faults(to_payload(desks.desk().follow(target)))]
    assert not broken
