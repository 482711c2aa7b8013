from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import PlaceFinder
from knowledge.places.text import key
from tests.knowledge.places.misspellings import measure, misspellings
from tests.knowledge.places.oracle import osa


@pytest.mark.parametrize(
    ("typed", "town"),
    [
        ("stamfrd", "Stamford"),
        ("wethersfeild", "Wethersfield"),
        ("glastonbry", "Glastonbury"),
        ("greenwitch", "Greenwich"),
        ("willimantick", "Windham"),
        ("brigdeport", "Bridgeport"),
        ("brideport", "Bridgeport"),
        ("noorwalk", "Norwalk"),
        ("middeltown", "Middletown"),
        ("phairfield", "Fairfield"),
        ("danboory", "Danbury"),
        ("niu london", "New London"),
        ("stanfòd", "Stamford"),
        ("nwe haven", "New Haven"),
        ("new heaven", "New Haven"),
        ("west hartfrod", "West Hartford"),
        ("rocky hil", "Rocky Hill"),
        ("jewet city", "Griswold"),
        ("bridge prot", "Bridgeport"),
        ("newbritian", "New Britain"),
        ("unoin", "Union"),
    ],
)
@pytest.mark.parametrize("carrier", ["{}", "is {} sharing", "vivo en {}", "a polícia de {} compartilha", "mwen rete {}"])
def test_a_misspelt_town_is_found(finder: PlaceFinder, typed: str, town: str, carrier: str) -> None:
    assert finder.find(carrier.format(typed)).towns == (town,)


def test_the_generator_makes_one_or_two_edits_and_no_other_name(connecticut: Contents) -> None:
    names = {key(town.name) for town in connecticut.towns} | {key(place.alias) for place in connecticut.places}
    for made in misspellings(connecticut, 400):
        assert 1 <= osa(key(made.typed), key(made.town)) <= 2
        assert key(made.typed) not in names
        assert made.typed in made.sentence


def test_the_generator_repeats_itself_for_the_same_seed(connecticut: Contents) -> None:
    assert list(misspellings(connecticut, 50, seed=3)) == list(misspellings(connecticut, 50, seed=3))
    assert list(misspellings(connecticut, 50, seed=3)) != list(misspellings(connecticut, 50, seed=4))


def test_nearly_all_of_two_thousand_misspellings_are_read_right_and_next_to_none_wrong(
    connecticut: Contents, finder: PlaceFinder
) -> None:
    found = measure(connecticut, finder)
    print(found)
    assert found.right / found.total >= 0.96, found.mistakes
    assert found.wrong / found.total <= 0.01, found.mistakes
    assert found.right + found.asked + found.missed + found.wrong == found.total == 2000
