"""The index that the search looks names up in."""

from __future__ import annotations

import json

from bot.site import searching
from bot.site.edition import Edition
from knowledge.records import Confidence


def test_every_town_and_every_other_name_is_in_it(edition: Edition) -> None:
    found = {known.name for known in searching.names(edition)}
    assert set(edition.base.towns) <= found
    sure = {place.alias for place in edition.base.contents.places if place.confidence is not Confidence.LOW}
    assert sure <= found


def test_a_name_that_several_places_bear_leads_to_all_of_them(edition: Edition) -> None:
    towns = sorted(edition.base.towns)
    held = {known.name: [towns[n] for n in known.towns] for known in searching.names(edition)}
    ambiguous = {
        place.alias for place in edition.base.contents.places if place.ambiguous and place.confidence is not Confidence.LOW
    }
    assert ambiguous
    for place in edition.base.contents.places:
        if place.confidence is not Confidence.LOW:
            assert place.town in held[place.alias]
    assert all(alias not in towns or held[alias][0] == alias for alias in ambiguous)


def test_no_name_stands_in_it_twice(edition: Edition) -> None:
    found = [known.name for known in searching.names(edition)]
    assert len(found) == len(set(found))


def test_the_file_holds_towns_with_their_addresses_and_is_small(edition: Edition) -> None:
    path, content = searching.index(edition)
    held = json.loads(content)
    assert path == "assets/towns.json"
    assert ["New Haven", "new-haven"] in held["towns"]
    assert len(content) < 40_000
