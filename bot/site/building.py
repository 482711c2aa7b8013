"""The whole site as files: pages in every language, style and script, downloads, feeds, and what crawlers look for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement

from bot.site import downloads, feed, picture, policy, searching
from bot.site.addresses import TAGS, page
from bot.site.edition import Edition
from bot.site.pages import Writer, without_language
from bot.site.xml import written
from knowledge.wording import LANGUAGES

MARKER = "plainsight-site.json"
"""The file by which a folder is known as a site that may be replaced."""
ASSETS = ("icon.svg", "matching.js", "search.js")
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def build(edition: Edition, languages: Iterable[str] = LANGUAGES) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path; the same edition always makes the same bytes."""
    made: list[str] = []
    for language in languages:
        for path, content in Writer(edition, language).pages():
            made.append(path.removesuffix("index.html"))
            yield path, content
        yield feed.feed(edition, language)
    yield from without_language(edition)
    yield from _assets()
    yield searching.index(edition)
    yield from downloads.files(edition)
    yield "robots.txt", _robots(edition)
    yield "_headers", policy.HEADERS.encode()
    if edition.address:
        yield "sitemap.xml", _sitemap(edition, made)
    told = {"site": edition.base.manifest.id, "version": edition.base.version, "as_of": str(edition.base.manifest.as_of)}
    yield MARKER, f"{json.dumps(told)}\n".encode()


def _assets() -> Iterator[tuple[str, bytes]]:
    kept = files("bot.site") / "assets"
    for name in ASSETS:
        yield f"assets/{name}", (kept / name).read_bytes()
    yield "assets/site.css", (kept / "site.css").read_bytes() + picture.stylesheet().encode()


def _robots(edition: Edition) -> bytes:
    where = f"Sitemap: {edition.address}sitemap.xml\n" if edition.address else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _sitemap(edition: Edition, paths: Iterable[str]) -> bytes:
    """Every page, each with its other languages."""
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for path in paths:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = edition.address + path
        rest = path.partition("/")[2]
        for language in LANGUAGES:
            href = edition.address + page(language) + rest
            SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": TAGS[language], "href": href})
    return written(root)
