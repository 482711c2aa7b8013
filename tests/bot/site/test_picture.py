"""The map: every town a link that says its name and record, told apart by more than colour."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from bot.site import picture
from bot.site.edition import Edition
from knowledge.maps.legend import LEGEND
from knowledge.standing import TownRecord
from knowledge.wording import LANGUAGES


def _drawn(edition: Edition, language: str = "en") -> Element:
    ways = {town: f"../{slug}/" for town, slug in edition.slugs.items()}
    return fromstring(str(picture.drawing(edition, language, ways)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_town_is_a_link_with_its_name_and_record_in_words(edition: Edition, language: str) -> None:
    links = _drawn(edition, language).findall("a")
    assert len(links) == len(edition.base.towns)
    for link in links:
        town, _, told = link.attrib["aria-label"].partition(": ")
        assert link.attrib["href"] == f"../{edition.slugs[town]}/"
        assert told
        assert link.findtext("title") == link.attrib["aria-label"]


def test_every_town_is_filled_by_its_record(edition: Edition) -> None:
    for link in _drawn(edition).findall("a"):
        town = link.attrib["aria-label"].partition(":")[0]
        path = link.find("path")
        assert path is not None
        assert path.attrib["fill"] == f"url(#fill-{edition.base.standings[town].record})"
        assert path.attrib["d"].startswith("M")


def test_every_record_has_a_pattern_of_its_own(edition: Edition) -> None:
    patterns = {found.attrib["id"]: [list(part.attrib.items()) for part in found] for found in _drawn(edition).iter("pattern")}
    assert set(patterns) == {f"fill-{record}" for record in TownRecord}
    assert len({str(shapes) for shapes in patterns.values()}) == len(TownRecord)


def test_the_outlines_stay_inside_the_picture(edition: Edition) -> None:
    drawn = _drawn(edition)
    _, _, width, height = map(float, drawn.attrib["viewBox"].split())
    for path in drawn.iter("path"):
        numbers = [float(n) for n in path.attrib["d"].replace("M", " ").replace("L", " ").replace("Z", " ").split()]
        assert all(0 <= x <= width for x in numbers[::2])
        assert all(0 <= y <= height for y in numbers[1::2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_beside_it_names_every_town_once(edition: Edition, language: str) -> None:
    named = [town for group in picture.groups(edition, language) for town in group.towns]
    assert sorted(named) == sorted(edition.base.towns)


def test_colours_are_there_for_light_and_for_dark(edition: Edition) -> None:
    style = picture.stylesheet()
    light, dark = style.split("@media")
    for record, look in LEGEND.items():
        assert all(fill in part for fill, part in zip(look.fills.values(), (light, dark), strict=True))
        assert f"pattern.{record} rect" in style
