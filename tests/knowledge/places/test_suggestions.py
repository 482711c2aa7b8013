from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import PlaceFinder


def test_a_beginning_offers_what_begins_so_before_what_holds_it(finder: PlaceFinder) -> None:
    names = [match.name for match in finder.suggest("hart")]
    assert names[:2] == ["Hartford", "Hartland"]
    assert {"East Hartford", "West Hartford", "New Hartford"} <= set(names)


def test_the_name_itself_comes_first(finder: PlaceFinder) -> None:
    assert finder.suggest("windsor")[0].name == "Windsor"
    assert finder.suggest("Windsor Locks")[0].name == "Windsor Locks"


@pytest.mark.parametrize(
    ("typed", "name"), [("stamfr", "Stamford"), ("brigde", "Bridgeport"), ("new hav", "New Haven"), ("newhv", "New Haven")]
)
def test_a_misspelt_beginning_still_offers_the_town(finder: PlaceFinder, typed: str, name: str) -> None:
    assert name in [match.name for match in finder.suggest(typed)][:5]


def test_a_village_is_offered_with_its_town(finder: PlaceFinder) -> None:
    first = finder.suggest("rockvi")[0]
    assert (first.name, first.towns) == ("Rockville", ("Vernon",))


def test_a_village_of_several_towns_is_offered_once_with_all_of_them(finder: PlaceFinder) -> None:
    (mystic,) = [match for match in finder.suggest("mystic") if match.name == "Mystic"]
    assert set(mystic.towns) == {"Groton", "Stonington"}


def test_nothing_typed_offers_the_largest_towns(connecticut: Contents, finder: PlaceFinder) -> None:
    largest = sorted(connecticut.towns, key=lambda town: -town.population)
    assert [match.name for match in finder.suggest("", limit=5)] == [town.name for town in largest[:5]]


def test_never_more_than_asked_for_and_never_a_place_elsewhere(finder: PlaceFinder) -> None:
    for typed in ("", "n", "east", "w"):
        offered = finder.suggest(typed)
        assert len(offered) <= 25
        assert all(match.kind != "elsewhere" for match in offered)


@pytest.mark.parametrize("typed", ["🙂", "x" * 5000, "zzzzzzzz", "'; --"])
def test_odd_beginnings_are_no_trouble(finder: PlaceFinder, typed: str) -> None:
    assert isinstance(finder.suggest(typed), tuple)


def test_every_town_is_offered_first_for_its_own_name(connecticut: Contents, finder: PlaceFinder) -> None:
    for town in connecticut.towns:
        assert finder.suggest(town.name.lower())[0].name == town.name
