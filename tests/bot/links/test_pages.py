from __future__ import annotations

from pathlib import Path

from bot.links.pages import Page, Use, pages
from knowledge import pack
from tests.knowledge.pack import small_pack

GAZETTE, ACT = "https://gazette.example/cameras", "https://parliament.example/act"


def _by_url(folder: Path, *, contacts: bool = False) -> dict[str, Page]:
    return {page.url: page for page in pages(pack.load(folder), contacts=contacts)}


def test_every_source_is_a_page_once_and_so_is_every_listed_camera(small: Path) -> None:
    found = pages(pack.load(small))
    assert [page.url for page in found] == [GAZETTE, ACT, "https://atlas.example/1"]


def test_a_page_knows_what_cites_it_and_the_towns_that_this_is_about(small: Path) -> None:
    page = _by_url(small)[GAZETTE]
    assert page.sources == ("gazette",)
    assert {"f-alder", "s-chief", "f-lead", "help-line", "plate-reader", "n-agencies", "t-story"} <= set(page.records)
    assert page.towns == ("Alder",)


def test_a_page_knows_the_words_that_statements_quote_from_it(small: Path) -> None:
    found = _by_url(small)
    assert found[GAZETTE].quotes == (Use("s-chief", ("Alder",), "We did not share a thing."),)
    assert found[ACT].quotes == ()


def test_two_sources_of_one_address_are_one_page(small: Path) -> None:
    small_pack.change(small, "sources/all.yaml", ACT, GAZETTE)
    page = _by_url(small)[GAZETTE]
    assert page.sources == ("gazette", "act-text")
    assert "camera-act" in page.records


def test_the_pages_to_turn_to_are_asked_for_where_that_is_wanted(small: Path) -> None:
    more = _by_url(small, contacts=True)
    assert more.keys() - _by_url(small).keys() == {
        "https://help.example",
        "https://parliament.example/find",
        "https://parliament.example/ann",
        "https://alder.example",
        "https://alder.example/ask",
    }
    assert more["https://alder.example"].records == ("town_websites", "Alder Police Department")
    assert more["https://alder.example"].towns == ("Alder",)


def test_every_source_of_the_built_in_pack_is_asked_for_over_https() -> None:
    contents = pack.load(pack.built_in())
    found = {page.url for page in pages(contents)}
    assert {source.url for source in contents.sources} <= found
    assert all(page.url.startswith("https://") for page in pages(contents, contacts=True))
