"""The card of a timeline: its picture, and the numbered list that says the same with sources."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.custom_ids import Part, Target, Verb, write
from knowledge.maps.timeline import tell
from knowledge.questions import Intent, Language
from tests.bot import desks

STATE = Target(Intent.UPDATES, "en", part=Part.TIMELINE)
FAIRFIELD = desks.target(Intent.TOWN_STATUS, "Fairfield", part=Part.TIMELINE)


def whole(target: Target) -> str:
    """What the card says, to its last page."""
    desk, said = desks.desk(), ""
    while True:
        card = desk.follow(target)
        said += "\n" + desks.text(card)
        onward = replace(target, page=target.page + 1)
        if write(Verb.OPEN, onward) not in desks.custom_ids(card):
            return said
        target = onward


@pytest.mark.parametrize("target", [STATE, FAIRFIELD, replace(FAIRFIELD, part=Part.TIMELINE_DARK, language="es")])
def test_the_first_page_brings_the_picture_with_its_description(target: Target) -> None:
    card = desks.desk().follow(target)
    (made,) = card.attachments
    assert made.name == "timeline.png"
    assert 100 < len(made.description) <= 1024
    assert Image.open(BytesIO(made.content())).width == 1000
    assert desks.desk().follow(replace(target, page=2)).attachments == ()


@pytest.mark.parametrize("language", list(Language))
def test_the_list_has_every_number_of_the_picture_in_order(language: Language) -> None:
    said = whole(replace(FAIRFIELD, language=language))
    numbers = [int(number) for number in re.findall(r"^\*\*(\d+) · ", said, re.MULTILINE)]
    told = tell(desks.release().base, "Fairfield", language, desks.DAY)
    assert sorted(set(numbers)) == [entry.n for entry in told.entries]
    assert numbers == sorted(numbers)


def test_every_entry_has_its_source_and_what_is_undated_stands_apart() -> None:
    said = whole(FAIRFIELD)
    assert "### Without a date" in said
    assert said.index("### Without a date") > said.index("**18 · ")
    entries = said.split("**1 · ")[1].split("\n**")
    assert all("](https://" in entry for entry in entries if re.match(r"\d+ · ", entry))


def test_the_way_to_it_stands_below_what_was_reported_and_the_way_back_leads_there_from() -> None:
    reported = desks.desk().follow(desks.target(Intent.TOWN_STATUS, "Fairfield", part=Part.REPORTED))
    assert write(Verb.OPEN, FAIRFIELD) in desks.custom_ids(reported)
    assert FAIRFIELD.above == desks.target(Intent.TOWN_STATUS, "Fairfield")


def test_it_reaches_to_the_day_it_is_asked_for() -> None:
    assert "October 1, 2026" in whole(STATE)
    assert "December 1, 2026" not in whole(STATE)
