"""What the search on the start page looks names up in: every town and every other name that the pack knows for one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from bot.site.edition import Edition
from knowledge.directory import grouped
from knowledge.records import Confidence

PATH = "assets/towns.json"
SHORT = "abbreviation"


class Known(NamedTuple):
    """A name and the towns that it can mean, by their place in the list of towns; `short` tells a mere way of writing one."""

    name: str
    towns: tuple[int, ...]
    short: bool = False


def index(edition: Edition) -> tuple[str, bytes]:
    """The towns with the last part of their addresses, and every name with its towns, as the script reads them."""
    towns = sorted(edition.base.towns)
    held = {"towns": [(town, edition.slugs[town]) for town in towns], "names": list(names(edition))}
    return PATH, json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def names(edition: Edition) -> Iterator[Known]:
    """Every name, the towns' own first; an alias of low confidence is a curator's lead and finds nothing."""
    number = {town: n for n, town in enumerate(sorted(edition.base.towns))}
    rows = grouped((p for p in edition.base.contents.places if p.confidence is not Confidence.LOW), lambda place: (place.alias,))
    for town, n in number.items():
        yield Known(town, tuple(dict.fromkeys((n, *(number[place.town] for place in rows.get(town, ()))))))
    for alias in sorted(rows.keys() - number.keys()):
        meant = dict.fromkeys(number[place.town] for place in rows[alias])
        yield Known(alias, tuple(meant), all(place.kind == SHORT for place in rows[alias]))
