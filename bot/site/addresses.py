"""Where everything stands on the site: one folder a language, one folder a page, and the way from one to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from bot.site.errors import SiteError

LONELY = re.compile(r"[^a-z0-9]+")
TAGS: Mapping[str, str] = MappingProxyType({"en": "en", "es": "es", "pt": "pt-BR", "ht": "ht"})
"""The tag that browsers and screen readers know each language by."""


class Place(StrEnum):
    """The pages that every language has beside the towns', by the folder that each stands in."""

    START = ""
    MAP = "map"
    WHO_SHARES = "who-shares"
    UPDATES = "updates"
    LAW = "law"
    WORDS = "words"
    SOURCES = "sources"
    HELP = "help"
    DOWNLOADS = "downloads"
    ABOUT = "about"


def slug(name: str) -> str:
    """A name as it stands in an address; a town that bears a page's name is told apart from it."""
    folded = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    made = LONELY.sub("-", folded).strip("-")
    return f"{made}-town" if made and made in set(Place) else made


def slugs(names: Iterable[str]) -> Mapping[str, str]:
    """The slug of each name; raises SiteError where two names would share one."""
    found = {name: slug(name) for name in names}
    if len(set(found.values())) < len(found) or "" in found.values():
        raise SiteError("two towns of this pack would share one address: tell their names apart in towns.csv")
    return MappingProxyType(found)


def page(language: str, *folders: str) -> str:
    """The path of a page from the site's root, ending in a slash."""
    return "".join(f"{folder}/" for folder in (language, *folders) if folder)


def way(here: str, there: str) -> str:
    """The shortest relative address that leads from the page `here` to the path `there`."""
    ours, theirs = here.split("/")[:-1], there.split("/")
    while ours and len(theirs) > 1 and ours[0] == theirs[0]:
        ours, theirs = ours[1:], theirs[1:]
    return "../" * len(ours) + "/".join(theirs) or "./"


def checked(address: str) -> str:
    """The address that a site is to be found at, ending in a slash; raises SiteError for one that will not do."""
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise SiteError(f"{address} is no address for a site: write it like https://example.org/ or https://example.org/folder/")
    return address.rstrip("/") + "/"


def root_of(address: str) -> str:
    """The path that the site's root has on its server; "/" where no address is known."""
    return urlsplit(address).path or "/"
