"""Close calls and shared names: the finder asks, with at most three towns to choose from."""

from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import ClarifyReason, PlaceFinder
from knowledge.places.finder import MOST_CHOICES


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("mystic", {"Groton", "Stonington"}),
        ("old mystic cameras", {"Groton", "Stonington"}),
        ("do they share in Georgetown", {"Redding", "Weston", "Wilton"}),
        ("does Canaan share with ICE", {"Canaan", "North Canaan"}),
        ("east end", {"Bridgeport", "Waterbury"}),
    ],
)
def test_a_name_of_several_towns_asks_which(finder: PlaceFinder, text: str, choices: set[str]) -> None:
    seen = finder.find(text)
    assert seen.towns == ()
    assert seen.clarify is not None
    assert (seen.clarify.reason, set(seen.clarify.choices)) == (ClarifyReason.AMBIGUOUS, choices)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Mystic in Stonington", "Stonington"),
        ("East End of Bridgeport", "Bridgeport"),
        ("silvermine new canaan", "New Canaan"),
        ("town of Canaan", "Canaan"),
        ("north canaan", "North Canaan"),
    ],
)
def test_naming_one_of_the_towns_settles_it(finder: PlaceFinder, text: str, town: str) -> None:
    assert finder.find(text).towns == (town,)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("does hartlord share", {"Hartford", "Hartland"}),
        ("do the Staford police share", {"Stamford", "Stafford"}),
        ("is ewston sharing", {"Easton", "Weston"}),
        ("is ewst haven sharing", {"East Haven", "West Haven"}),
        ("So windsor shares too", {"South Windsor", "Windsor"}),
        ("e hartford?", {"East Hartford", "Hartford"}),
    ],
)
def test_a_close_call_asks_instead_of_guessing(finder: PlaceFinder, text: str, choices: set[str]) -> None:
    seen = finder.find(text)
    assert seen.towns == ()
    assert seen.clarify is not None
    assert seen.clarify.reason is ClarifyReason.UNSURE
    assert set(seen.clarify.choices) >= choices


def test_never_more_than_three_choices_and_only_towns(connecticut: Contents, finder: PlaceFinder) -> None:
    towns = {town.name for town in connecticut.towns}
    for place in connecticut.places:
        clarify = finder.find(f"in {place.alias}").clarify
        if clarify is not None:
            assert len(clarify.choices) <= MOST_CHOICES
            assert set(clarify.choices) <= towns


def test_a_town_that_is_sure_is_answered_and_the_unsettled_name_stays_in_the_matches(finder: PlaceFinder) -> None:
    seen = finder.find("Norwalk and Mystic")
    assert (seen.towns, seen.clarify) == (("Norwalk",), None)
    assert set(seen.matches[1].towns) == {"Groton", "Stonington"}


def test_nothing_is_asked_where_no_place_is_named(finder: PlaceFinder) -> None:
    seen = finder.find("does my town share with ICE?")
    assert (seen.matches, seen.towns, seen.clarify) == ((), (), None)
