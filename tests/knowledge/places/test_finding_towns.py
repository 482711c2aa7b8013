"""Towns named as they are written, shortened, run together, and inside sentences."""

from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import PlaceFinder


def test_every_town_is_found_by_its_own_name(connecticut: Contents, finder: PlaceFinder) -> None:
    unsettled = {place.alias for place in connecticut.places if place.ambiguous}
    for town in connecticut.towns:
        for text in (town.name, town.name.lower(), town.name.upper(), f"is {town.name} sharing?", f"in {town.name.lower()}"):
            seen = finder.find(text)
            if town.name in unsettled:
                assert seen.clarify is not None
                assert town.name in seen.clarify.choices
            else:
                assert seen.towns == (town.name,), text


def test_every_town_is_found_after_a_cue_in_four_languages(connecticut: Contents, finder: PlaceFinder) -> None:
    unsettled = {place.alias for place in connecticut.places if place.ambiguous}
    for town in connecticut.towns:
        if town.name not in unsettled:
            for carrier in (
                "vivo en {}",
                "moro em {}",
                "mwen rete nan {}",
                "la policía de {} comparte",
                "lapolis {} bay ICE enfo",
            ):
                assert finder.find(carrier.format(town.name.lower())).towns == (town.name,), carrier


def test_every_other_name_leads_to_its_town_or_asks(connecticut: Contents, finder: PlaceFinder) -> None:
    towns = {town.name for town in connecticut.towns}
    for place in connecticut.places:
        if place.alias in towns:
            continue
        seen = finder.find(f"I live in {place.alias}, CT")
        if place.ambiguous:
            assert seen.clarify is not None, place.alias
        else:
            assert seen.towns == (place.town,), place.alias


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("newhaven", ["New Haven"]),
        ("new  haven", ["New Haven"]),
        ("new-haven", ["New Haven"]),
        ("#NewHaven", ["New Haven"]),
        ("west port police", ["Westport"]),
        ("n o r w a l k", []),
        ("Norwalk's police", ["Norwalk"]),
        ("Norwalk\u2019s", ["Norwalk"]),
        ("E Hartford", ["East Hartford"]),
        ("E. Hartford", ["East Hartford"]),
        ("e windsor", ["East Windsor"]),
        ("W. Haven", ["West Haven"]),
        ("w. hartford pd", ["West Hartford"]),
        ("N. Haven", ["North Haven"]),
        ("no. branford", ["North Branford"]),
        ("so. windsor", ["South Windsor"]),
        ("S Windsor", ["South Windsor"]),
        ("n britain police", ["New Britain"]),
        ("este hartford policia", ["East Hartford"]),
        ("rockville", ["Vernon"]),
        ("Winsted", ["Winchester"]),
        ("willimantic", ["Windham"]),
        ("WeHa", ["West Hartford"]),
        ("storrs", ["Mansfield"]),
        ("do the cops in Riverside share w/ ICE", ["Greenwich"]),
        ("whats up with newmilford police", ["New Milford"]),
    ],
)
def test_a_town_is_found_however_it_is_written(finder: PlaceFinder, text: str, towns: list[str]) -> None:
    assert list(finder.find(text).towns) == towns


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("bristol, southington and plainville", ["Bristol", "Southington", "Plainville"]),
        ("West Hartford vs Hartford", ["West Hartford", "Hartford"]),
        ("Hartford/New Britain", ["Hartford", "New Britain"]),
        ("East Haven & West Haven & North Haven", ["East Haven", "West Haven", "North Haven"]),
        ("Norwalk e Hartford compartilham", ["Norwalk", "Hartford"]),
        ("bristol y hartford", ["Bristol", "Hartford"]),
        ("norwalk oswa bridgeport", ["Norwalk", "Bridgeport"]),
        ("clinton and madison share?", ["Clinton", "Madison"]),
        ("milford, orange and west haven", ["Milford", "Orange", "West Haven"]),
        ("Norwalk and norwalk", ["Norwalk"]),
        ("Lisbon, Scotland and Union", ["Lisbon", "Scotland", "Union"]),
        ("Kent, Washington, Warren", ["Kent", "Washington", "Warren"]),
        ("storrs and mansfield", ["Mansfield"]),
        ("I went east. Hartford is nice", ["Hartford"]),
    ],
)
def test_several_towns_are_all_found_in_order_and_once(finder: PlaceFinder, text: str, towns: list[str]) -> None:
    assert list(finder.find(text).towns) == towns


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Windsor Locks", "Windsor Locks"),
        ("west hartford center", "West Hartford"),
        ("North Stonington", "North Stonington"),
        ("new london", "New London"),
        ("eaet hartford", "East Hartford"),
        ("windsor lcks", "Windsor Locks"),
        ("new hven", "New Haven"),
    ],
)
def test_the_longest_name_wins(finder: PlaceFinder, text: str, town: str) -> None:
    assert finder.find(text).towns == (town,)


def test_a_match_tells_what_was_typed_where_and_what_it_is(finder: PlaceFinder) -> None:
    (match,) = finder.find("is the rockville police ok").matches
    assert (match.text, match.start, match.name, match.kind, match.towns) == ("rockville", 7, "Rockville", "cdp", ("Vernon",))
    assert match.score == 100


def test_a_misspelt_match_scores_less(finder: PlaceFinder) -> None:
    (match,) = finder.find("is stamfrd sharing").matches
    assert (match.text, match.name) == ("stamfrd", "Stamford")
    assert 50 < match.score < 100
