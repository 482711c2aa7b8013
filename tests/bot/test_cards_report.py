"""The button to report a mistake stands on every kind of card, in a row that is there already, only where reports are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cards import to_payload
from bot.client import build
from bot.custom_ids import Part, Press, Target, Verb
from bot.desk import Desk
from bot.languages import Speech
from bot.settings import Settings
from knowledge.questions import Intent
from tests.bot import desks
from tests.discord_server import components as kinds
from tests.discord_server import limits

LABEL = "Report a mistake"
TARGETS = [
    *(desks.target(Intent.TOWN_STATUS, "Fairfield", part=part) for part in Part),
    *(desks.target(intent, "Fairfield") for intent in Intent if intent is not Intent.COMPARE),
    *(Target(intent, "en") for intent in Intent if intent not in (Intent.TOWN_STATUS, Intent.COMPARE)),
    desks.target(Intent.COMPARE, "Fairfield", "Norwalk", "Hartford", "Union"),
    desks.target(Intent.TOWN_STATUS, "Manchester", part=Part.REPORTED, page=2),
]


def keeping() -> Desk:
    """A desk in a process that keeps a database."""
    return replace(desks.desk(), reports=True)


def rows(desk: Desk, target: Target, *, showable: bool) -> int:
    return sum(part["type"] == kinds.ROW for part in desks.parts(desk.follow(target, showable=showable)))


@pytest.mark.parametrize("showable", [True, False])
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: Press(Verb.OPEN, target).custom_id)
def test_every_answer_has_the_button_once_and_it_carries_what_is_shown(target: Target, showable: bool) -> None:
    card = keeping().follow(target, showable=showable)
    assert desks.labels(card).count(LABEL) == 1
    assert Press(Verb.REPORT, target).custom_id in desks.custom_ids(card)
    assert list(limits.message(to_payload(card))) == []


@pytest.mark.parametrize("words", ["Nowheresville", "Mystic", "Georgetown"])
def test_a_question_back_claims_nothing_and_has_none(words: str) -> None:
    desk = keeping()
    card = desk.card(desk.about_town(Intent.TOWN_STATUS, words, Speech()))
    assert LABEL not in desks.labels(card)
    assert list(limits.message(to_payload(card))) == []


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: Press(Verb.OPEN, target).custom_id)
def test_a_card_with_a_row_of_buttons_does_not_grow_by_it(target: Target) -> None:
    assert rows(keeping(), target, showable=True) == rows(desks.desk(), target, showable=True)


def test_where_nothing_is_kept_there_is_no_button() -> None:
    assert not [target for target in TARGETS if LABEL in desks.labels(desks.desk().follow(target))]


@pytest.mark.parametrize(("data", "home", "offered"), [(True, 7, True), (True, None, False), (False, 7, False)])
def test_it_is_offered_only_where_somebody_can_read_the_report(
    tmp_path: Path, data: bool, home: int | None, offered: bool
) -> None:
    settings = Settings(_env_file=None, plainsight_data=tmp_path if data else None, plainsight_home=home)
    assert build(settings).desk.reports is offered
