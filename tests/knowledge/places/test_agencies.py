"""Agencies named in a text: campuses, troops, a town's own department."""

from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import PlaceFinder


@pytest.mark.parametrize(
    ("text", "town", "agency"),
    [
        ("SCSU", "New Haven", "scsu-police"),
        ("southern connecticut state university", "New Haven", "scsu-police"),
        ("I'm a student at Southern, can campus police share where I park", "New Haven", "scsu-police"),
        ("central connecticut campus police ice", "New Britain", "ccsu-police"),
        ("uconn police", "Mansfield", "uconn-police"),
        ("UConn", "Mansfield", "uconn-police"),
        ("university of new haven police", "West Haven", "university-of-new-haven-police"),
        ("la universidad de yale comparte", "New Haven", "yale-police"),
        ("do the cops at yale give our plates away", "New Haven", "yale-police"),
    ],
)
def test_a_campus_stands_for_its_agency_and_its_town(
    connecticut: Contents, finder: PlaceFinder, text: str, town: str, agency: str
) -> None:
    assert agency in {one.id for one in connecticut.agencies} or agency == "yale-police"
    seen = finder.find(text)
    assert seen.towns == (town,)
    assert len(seen.agencies) == 1
    assert agency in seen.agencies or "yale" in seen.agencies[0]


@pytest.mark.parametrize("text", ["southern connecticut", "a southern town", "southern border agents", "the central question"])
def test_a_direction_is_no_campus_without_a_cue(finder: PlaceFinder, text: str) -> None:
    assert finder.find(text).agencies == ()


@pytest.mark.parametrize("text", ["Troop K", "is troop k sharing", "State Police Troop K"])
def test_a_troop_is_an_agency_without_one_town(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert (seen.towns, seen.agencies) == ((), ("state-police-troop-k",))
    assert [match.kind for match in seen.matches] == ["agency"]
    assert len(seen.matches[0].towns) > 1


@pytest.mark.parametrize(
    "text", ["Norwalk Police Department", "norwalk pd", "Norwalk's police", "la policía de Norwalk", "lapolis Norwalk"]
)
def test_the_police_of_a_town_are_its_department(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert (seen.towns, seen.agencies) == (("Norwalk",), ("norwalk-police",))
    assert seen.matches[0].kind == "town"


def test_a_town_without_mention_of_police_names_no_agency(finder: PlaceFinder) -> None:
    assert finder.find("who are my legislators in Norwalk").agencies == ()


def test_a_hospital_campus_named_for_no_agency_is_left_alone(finder: PlaceFinder) -> None:
    assert finder.find("Hartford Hospital").agencies == ()
