"""The feed of changes."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from bot.site.edition import Edition
from bot.site.feed import ATOM, NEWEST, entries, feed
from knowledge.changes.difference import Change, Changes, FieldChange, Sort, StatusChange
from knowledge.standing import TownRecord
from knowledge.wording import LANGUAGES
from tests.bot.site.conftest import ADDRESS

NAME = f"{{{ATOM}}}"
CHANGES = Changes(
    "old",
    "new",
    (StatusChange("Norwalk", TownRecord.NOTHING_ON_RECORD, TownRecord.SHARING_REPORTED),),
    (
        Change("findings", "f-1", "Norwalk Police", ("Norwalk",), Sort.ADDED, (FieldChange("summary", None, "x"),)),
        Change("legislators", "l-1", "Somebody", (), Sort.CHANGED, (FieldChange("email", "a", "b"),)),
    ),
)


def _texts(root: Element, path: str) -> list[str]:
    return [found.text or "" for found in root.findall("/".join(f"{NAME}{part}" for part in path.split("/")))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_has_all_that_atom_asks_for(edition: Edition, language: str) -> None:
    path, content = feed(edition, language)
    root = fromstring(content)
    assert path == f"{language}/feed.xml"
    assert all(_texts(root, name) for name in ("id", "title", "updated", "author/name"))
    for entry in root.findall(f"{NAME}entry"):
        assert all(_texts(entry, name) and all(_texts(entry, name)) for name in ("id", "title", "updated", "content"))


def test_the_newest_records_come_first_and_are_not_too_many(edition: Edition) -> None:
    days = [entry.day for entry in entries(edition, "en")]
    assert days == sorted(days, reverse=True)
    assert len(days) == NEWEST


def test_every_entry_has_a_name_of_its_own_that_stays(edition: Edition) -> None:
    ids = _texts(fromstring(feed(edition, "en")[1]), "entry/id")
    assert len(set(ids)) == len(ids)
    assert ids == _texts(fromstring(feed(edition, "en")[1]), "entry/id")
    assert not set(ids) & set(_texts(fromstring(feed(edition, "es")[1]), "entry/id"))


def test_an_entry_about_one_town_leads_to_its_page(edition: Edition) -> None:
    root = fromstring(feed(edition, "es")[1])
    found = {
        tuple(c.attrib["term"] for c in e.findall(f"{NAME}category")): e.find(f"{NAME}link").attrib["href"]  # type: ignore[union-attr]
        for e in root.findall(f"{NAME}entry")
    }
    one = next(towns for towns in found if len(towns) == 1)
    assert found[one] == f"{ADDRESS}es/{edition.slugs[one[0]]}/"


def test_with_an_earlier_release_the_feed_tells_what_differs_from_it(edition: Edition) -> None:
    told = entries(replace(edition, changes=CHANGES), "en")
    assert [entry.title for entry in told] == ["Norwalk", "Norwalk Police"]
    assert "Nothing on record" in told[0].text
    assert {entry.day for entry in told} == {edition.base.manifest.as_of}


def test_without_a_known_address_the_links_are_relative(edition: Edition) -> None:
    root = fromstring(feed(replace(edition, address=""), "en")[1])
    links = [link.attrib["href"] for link in root.iter(f"{NAME}link")]
    assert links[0] == "./"
    assert not [link for link in links if ":" in link or link.startswith("/")]
