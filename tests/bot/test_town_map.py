"""The card of a map: the picture with its words, every way on from it, and what stands there where none can be drawn."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.cards import Card, to_payload
from bot.custom_ids import MAPS, Part, Press, Target, Verb, read, write
from bot.desk import Desk
from bot.releases import Release, Releases
from knowledge.base import KnowledgeBase
from knowledge.maps.sheet import Area, Scale
from knowledge.questions import Intent, Language
from tests.bot import desks

REGION = "Greater Bridgeport Planning Region"
STATE = Target(Intent.WHO_SHARES, "en", part=Part.MAP)


def of_town(name: str = "Fairfield", part: Part = Part.MAP, language: str = "en") -> Target:
    return desks.target(Intent.TOWN_STATUS, name, part=part, language=language)


def in_region(target: Target) -> Target:
    return replace(target, subjects=(desks.release().tokens[Area(Scale.REGION, region=REGION)],))


def opened(card: Card, label: str) -> Target:
    """What the button with this label opens."""
    button = next(part for part in desks.parts(card) if part.get("label") == label)
    press = read(button["custom_id"])
    assert press
    target = desks.desk().wanted(press)
    assert target
    return target


def galleries(card: Card) -> list[dict[str, str]]:
    return [item for part in desks.parts(card) if part["type"] == 12 for item in part["items"]]


@pytest.mark.parametrize(
    "target", [STATE, of_town(), in_region(STATE), in_region(of_town()), of_town(part=Part.MAP_DARK, language="ht")]
)
def test_the_card_brings_a_picture_with_its_description(target: Target) -> None:
    card = desks.desk().follow(target)
    (made,) = card.attachments
    (item,) = galleries(card)
    assert item["media"] == {"url": "attachment://map.png"}
    assert item["description"] == made.description
    assert 100 < len(made.description) <= 1024
    assert Image.open(BytesIO(made.content())).width == 1000


def test_a_picture_is_drawn_only_when_it_is_sent() -> None:
    desk = desks.desk()
    card = desk.follow(STATE)
    assert desk.gallery.held == 0
    card.attachments[0].content()
    assert desk.gallery.held > 10_000


def test_the_card_of_a_town_tells_its_bottom_line_with_sources_and_its_neighbors() -> None:
    text = desks.text(desks.desk().follow(of_town()))
    assert "records released by the ACLU in March 2019" in text
    assert "](https://" in text
    assert "Fairfield borders Bridgeport, Easton, Trumbull, Weston, and Westport." in text


def test_from_a_town_one_can_go_to_its_region_the_state_the_other_style_the_list_and_back() -> None:
    card = desks.desk().follow(of_town())
    assert opened(card, REGION) == in_region(of_town())
    state = opened(card, "Whole state")
    assert desks.text(desks.desk().follow(state)).startswith("## Connecticut: ")
    assert opened(card, "Dark colors") == of_town(part=Part.MAP_DARK)
    assert opened(card, "Text list") == of_town(part=Part.MAP_LIST)
    assert opened(card, "To the answer") == of_town(part=Part.FRONT)


def test_back_from_a_region_is_the_towns_own_card_and_back_from_the_list_is_the_map() -> None:
    assert in_region(of_town()).above == of_town(part=Part.FRONT)
    assert in_region(of_town(part=Part.MAP_LIST)).above == in_region(of_town())


def test_the_style_stays_on_the_way_to_another_area() -> None:
    card = desks.desk().follow(of_town(part=Part.MAP_DARK))
    assert opened(card, REGION).part is Part.MAP_DARK
    assert opened(card, "Light colors").part is Part.MAP


def test_a_region_is_picked_from_a_list_on_the_map_of_the_state() -> None:
    card = desks.desk().follow(STATE)
    menu = next(part for part in desks.parts(card) if part.get("options") and len(part["options"]) == 9)
    choice = next(option["value"] for option in menu["options"] if option["label"] == REGION)
    press = read(menu["custom_id"])
    assert press
    picked = desks.desk().wanted(press, [choice])
    assert picked == in_region(STATE)


def test_a_town_picked_from_the_card_still_opens_the_town() -> None:
    press = Press(Verb.PICK, Target(Intent.TOWN_STATUS, "en"))
    assert desks.desk().wanted(press, ["51"]) == Target(Intent.TOWN_STATUS, "en", (51,))
    assert desks.desk().wanted(press, ["r00000000"]) is None


@pytest.mark.parametrize("language", list(Language))
def test_the_text_list_names_every_town_of_the_state_to_its_last_page(language: Language) -> None:
    desk, said, page = desks.desk(), "", 1
    while True:
        card = desk.follow(replace(STATE, language=language, part=Part.MAP_LIST, page=page))
        said += desks.text(card)
        onward = write(Verb.OPEN, replace(STATE, language=language, part=Part.MAP_LIST, page=page + 1))
        if onward not in desks.custom_ids(card):
            break
        page += 1
    assert all(town in said for town in desks.release().base.towns)
    assert not card.attachments


def test_the_list_of_towns_shows_the_map_on_its_first_page_alone() -> None:
    desk = desks.desk()
    front = Target(Intent.WHO_SHARES, "en")
    assert [made.name for made in desk.follow(front).attachments] == ["map.png"]
    assert desk.follow(replace(front, page=2)).attachments == ()
    assert opened(desk.follow(front), "Map") == STATE


def test_what_was_reported_of_a_town_has_the_way_to_its_map() -> None:
    assert opened(desks.desk().follow(of_town(part=Part.REPORTED)), "Map") == of_town()


@pytest.fixture(scope="module")
def flat() -> Release:
    """The release of a pack without outlines."""
    contents = replace(desks.release().base.contents, outlines=b"", version="without-outlines")
    return Release.of(KnowledgeBase.of(contents))


@pytest.mark.parametrize("part", MAPS)
def test_without_outlines_the_same_is_said_in_words(flat: Release, part: Part) -> None:
    card = Desk(Releases(live=flat), today=lambda: desks.DAY).follow(replace(STATE, part=part))
    assert card.attachments == ()
    assert "The map cannot be drawn today. This list says the same." in desks.text(card)
    assert "Enfield, Fairfield, Norwalk, Trumbull, and Westport" in desks.text(card)


def test_without_outlines_no_card_offers_a_map(flat: Release) -> None:
    desk = Desk(Releases(live=flat), today=lambda: desks.DAY)
    assert dict(flat.borders) == {}
    for target in (of_town(part=Part.REPORTED), Target(Intent.WHO_SHARES, "en")):
        card = desk.follow(target)
        assert "Map" not in desks.labels(card)
        assert card.attachments == ()


def test_a_card_that_is_kept_holds_on_to_no_knowledge_base() -> None:
    made = desks.desk().follow(STATE).attachments[0].content
    held = [cell.cell_contents for cell in made.__closure__ or ()]
    assert not [it for it in held if isinstance(it, KnowledgeBase | Release)]
    assert to_payload(desks.desk().follow(STATE))["attachments"][0]["filename"] == "map.png"
