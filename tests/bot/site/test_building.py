"""The whole site: the same bytes each time, every page reachable, every link and anchor there, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import fromstring

import pytest

from bot.site import policy
from bot.site.addresses import TAGS, Place
from bot.site.building import MARKER, SITEMAP, XHTML, build
from bot.site.edition import Edition
from knowledge.wording import LANGUAGES
from tests.bot.site.conftest import ADDRESS

LINK = re.compile(r'<(a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]*)"')
VOID = {"meta", "link", "input", "br"}
KINDS = (*(f"{place}/" if place else "" for place in Place), "fairfield/", "union/", "norwalk/act/")
HERE = "http://here.test/"


@cache
def _pages(site: Path) -> dict[str, str]:
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}


@cache
def _links(site: Path) -> dict[str, set[tuple[str, str]]]:
    """The tag and the whole address of everything that each page leads to or loads."""
    return {
        name: {(tag, urljoin(HERE + name, unescape(link))) for tag, link in set(LINK.findall(text))}
        for name, text in _pages(site).items()
    }


def _file(address: str) -> str:
    path = unquote(urlsplit(address).path).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def test_the_same_record_makes_the_same_bytes(site: Path, edition: Edition) -> None:
    for name, content in build(edition, ["ht"]):
        if not name.startswith(("sitemap", *(f"{language}/" for language in LANGUAGES if language != "ht"))):
            assert (site / name).read_bytes() == content, name


def test_every_town_has_a_page_in_every_language(site: Path, edition: Edition) -> None:
    expected = {f"{language}/{slug}/index.html" for language in LANGUAGES for slug in edition.slugs.values()}
    assert expected <= set(_pages(site))


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(site: Path) -> None:
    pages = _pages(site)
    anchors = {name: set(ANCHOR.findall(text)) for name, text in pages.items()}
    missing = []
    for name, links in _links(site).items():
        for _, address in links:
            parts = urlsplit(address)
            if parts.hostname != "here.test" or name == "404.html":
                continue
            found = _file(address)
            if not (site / found).is_file() or (parts.fragment and parts.fragment not in anchors.get(found, ())):
                missing.append((name, address))
    assert missing == []


def test_no_anchor_is_given_twice_on_a_page(site: Path) -> None:
    for name, text in _pages(site).items():
        found = ANCHOR.findall(text)
        assert len(found) == len(set(found)), name


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    pages = _pages(site)
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for tag, address in _links(site)[name]:
            found = _file(address)
            if tag == "a" and urlsplit(address).hostname == "here.test" and found in pages and found not in seen:
                seen.add(found)
                waiting.append(found)
    assert set(pages) - seen == {"404.html"}


def test_the_page_for_what_is_missing_finds_its_way_from_any_depth(site: Path) -> None:
    root = urlsplit(ADDRESS).path
    links = LINK.findall(_pages(site)["404.html"])
    assert links
    assert all(link.startswith(root) and (site / _file(link.removeprefix(root) or "./")).is_file() for _, link in links)


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(site: Path) -> None:
    for name, text in _pages(site).items():
        loaded = [address for tag, address in _links(site)[name] if tag in ("script", "img")]
        loaded += [urljoin(HERE + name, link) for link in re.findall(r'rel="(?:stylesheet|icon)" href="([^"]*)"', text)]
        assert {urlsplit(address).hostname for address in loaded} <= {"here.test"}, name
        assert not re.search(r'<style|\sstyle="|\son[a-z]+="|<script>', text), name
        assert set(re.findall(r'<script type="([^"]+)"', text)) <= {"module", "application/ld+json"}, name


def test_links_to_other_sites_tell_them_nothing(site: Path) -> None:
    for name, text in _pages(site).items():
        outside = re.findall(r'<a [^>]*href="https?:[^"]*"[^>]*>', text)
        assert all('rel="noopener noreferrer external"' in link for link in outside), name
        assert '<meta name="referrer" content="no-referrer">' in text


def test_every_page_carries_the_policy_before_anything_is_loaded(site: Path) -> None:
    for name, text in _pages(site).items():
        carried = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert carried, name
        assert unescape(carried.group(1)) == policy.CONTENT
        assert carried.end() < text.index("<link")


def test_a_server_is_told_the_same_policy_and_that_nobody_may_frame_it(site: Path) -> None:
    headers = (site / "_headers").read_text(encoding="utf-8")
    assert f"Content-Security-Policy: {policy.CONTENT}; frame-ancestors 'none'" in headers
    assert "Referrer-Policy: no-referrer" in headers
    assert not re.search("unsafe|https?:|data:", headers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_well_formed(site: Path, language: str, kind: str) -> None:
    parser = _Strict()
    parser.feed((site / language / kind / "index.html").read_text(encoding="utf-8"))
    parser.close()
    assert parser.open == []
    assert parser.headings[0] == 1
    assert parser.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(parser.headings, parser.headings[1:], strict=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_its_language_and_leads_to_the_others(site: Path, language: str) -> None:
    text = _pages(site)[f"{language}/norwalk/index.html"]
    assert f'<html lang="{TAGS[language]}">' in text
    for other in LANGUAGES:
        assert f'<link rel="alternate" hreflang="{TAGS[other]}" href="{ADDRESS}{other}/norwalk/">' in text
        there = "./" if other == language else f"../../{other}/norwalk/"
        assert f'<a href="{there}" hreflang="{TAGS[other]}"' in text
    assert f'<link rel="canonical" href="{ADDRESS}{language}/norwalk/">' in text


def test_help_is_the_first_thing_on_every_page_but_the_way_past_it(site: Path) -> None:
    for name, text in _pages(site).items():
        if "/" in name:
            links = re.findall(r'<a [^>]*?href="([^"]*)"', text)
            assert links[0] == "#content"
            assert links[1] == "./" if name.endswith("/help/index.html") else links[1].endswith("help/"), name


def test_the_sitemap_names_every_page_with_its_languages(site: Path) -> None:
    root = fromstring((site / "sitemap.xml").read_bytes())
    places = [loc.text or "" for loc in root.iter(f"{{{SITEMAP}}}loc")]
    assert {f"{place.removeprefix(ADDRESS)}index.html" for place in places} == {name for name in _pages(site) if "/" in name}
    assert len(list(root.iter(f"{{{XHTML}}}link"))) == len(places) * len(LANGUAGES)
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_a_site_knows_which_record_it_tells(site: Path, edition: Edition) -> None:
    told = json.loads((site / MARKER).read_bytes())
    assert told == {"site": "connecticut", "version": edition.base.version, "as_of": str(edition.base.manifest.as_of)}


class _Strict(HTMLParser):
    """Fails on a tag that is closed before it is opened, and keeps the levels of the headings."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawn shape."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag
