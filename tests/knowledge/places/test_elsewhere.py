"""Places in other states and countries, namesakes of towns included."""

from __future__ import annotations

import pytest

from knowledge.places import ClarifyReason, PlaceFinder


@pytest.mark.parametrize(
    "text",
    [
        "Norwalk, California",
        "norwalk california",
        "Norwalk in California",
        "Norwalk en California",
        "Norwalk de California",
        "California's Norwalk",
        "springfield ma",
        "Springfield, MA",
        "is Portland Oregon sharing",
        "portland, or",
        "Manchester NH",
        "manchester, nh",
        "Manchester, New Hampshire ICE deal",
        "middletown ny",
        "Bristol UK",
        "Berlin, Germany",
        "bethlehem pa",
        "Ridgefield, New Jersey",
        "brooklyn, new york",
        "Brooklyn NY",
        "does boston share",
        "¿Y en Worcester?",
        "nyc police",
        "New York City",
        "Nueva York",
        "providence ri",
        "does the orange county sheriff share",
        "Washington DC",
        "greenwich village police",
        "is philly safe",
        "e brockton massachusetts",
        "what about Massachusetts",
        "worcestor",
    ],
)
def test_a_place_elsewhere_is_never_the_namesake(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert seen.towns == ()
    assert seen.clarify is not None
    assert seen.clarify.reason is ClarifyReason.ELSEWHERE
    assert (seen.matches[0].kind, seen.matches[0].towns) == ("elsewhere", ())


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Manchester, CT", "Manchester"),
        ("manchester connecticut", "Manchester"),
        ("Oxford CT", "Oxford"),
        ("norwalk conn", "Norwalk"),
        ("I moved from Boston to Norwalk", "Norwalk"),
        ("does New York share with Norwalk", "Norwalk"),
        ("does Stamford give plates to New York police", "Stamford"),
        ("norwalk pa pataje done", "Norwalk"),
        ("Norwalk va a compartir", "Norwalk"),
        ("in Washington CT", "Washington"),
        ("new london", "New London"),
    ],
)
def test_the_town_at_home_stays_the_town(finder: PlaceFinder, text: str, town: str) -> None:
    assert finder.find(text).towns == (town,)
