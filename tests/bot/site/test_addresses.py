"""Where everything stands on the site."""

from __future__ import annotations

import pytest

from bot.site.addresses import Place, checked, page, root_of, slug, slugs, way
from bot.site.errors import SiteError


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Norwalk", "norwalk"), ("New Haven", "new-haven"), ("Cañón City", "canon-city"), ("O'Fallon", "o-fallon")],
)
def test_a_name_becomes_a_part_of_an_address(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("place", [place for place in Place if place])
def test_a_town_that_bears_a_pages_name_is_told_apart(place: Place) -> None:
    assert slug(place.title()) == f"{place}-town"


def test_two_towns_never_share_an_address() -> None:
    with pytest.raises(SiteError, match="share one address"):
        slugs(["East Haven", "East-Haven"])


def test_a_name_without_letters_has_no_address() -> None:
    with pytest.raises(SiteError):
        slugs(["!"])


def test_every_page_stands_in_its_languages_folder() -> None:
    assert page("es", "norwalk") == "es/norwalk/"
    assert page("ht", Place.START) == "ht/"


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("es/norwalk/", "es/law/", "../law/"),
        ("es/norwalk/", "ht/norwalk/", "../../ht/norwalk/"),
        ("es/", "es/norwalk/", "norwalk/"),
        ("es/norwalk/", "es/norwalk/act/", "act/"),
        ("es/norwalk/", "es/norwalk/", "./"),
        ("es/", "assets/site.css", "../assets/site.css"),
        ("", "", "./"),
        ("es/", "", "../"),
    ],
)
def test_ways_are_relative_and_short_so_that_a_site_may_stand_in_any_folder(here: str, there: str, expected: str) -> None:
    assert way(here, there) == expected


@pytest.mark.parametrize("address", ["https://a.example", "https://a.example/", "http://a.example/"])
def test_an_address_ends_in_one_slash(address: str) -> None:
    assert checked(address).endswith("a.example/")


@pytest.mark.parametrize(
    "address",
    ["a.example", "ftp://a.example/", "https://", "https://a.example/?x", "https://a.example/#x", "https://me:pw@a.example/"],
)
def test_an_address_that_is_none_is_refused_with_a_remedy(address: str) -> None:
    with pytest.raises(SiteError, match="write it like https://"):
        checked(address)


def test_the_root_is_the_path_of_the_address() -> None:
    assert root_of("https://a.example/ct/") == "/ct/"
    assert root_of("") == "/"
