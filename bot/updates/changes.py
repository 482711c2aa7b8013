"""What changed in the record, as followers are told it: composed when it is published, in every language, and kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.releases import Release
from bot.store.updates import Wording
from knowledge import changes
from knowledge.answer import Claim, Line, Link
from knowledge.answers.changed import TownChange, changed, towns_changed
from knowledge.questions import Language
from knowledge.wording import LANGUAGES, REFERENCE, wording

MOST_BLOCKS = 6
"""So many are told of one town; its card has the rest."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the sources where it can be read."""

    label: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What changed about a town, by its number: its headline before and now, and what is told of it; `more` are left out."""

    town: int
    name: str
    before: str
    now: str
    told: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed, by language, the towns in the same order in each."""

    by_language: Mapping[str, tuple[About, ...]]

    @property
    def towns(self) -> tuple[int, ...]:
        """The towns, by number."""
        return tuple(about.town for about in self.by_language[REFERENCE])

    def about(self, language: str, towns: Iterable[int] = ()) -> tuple[About, ...]:
        """What is told in a language about these towns (none: all of them)."""
        wanted = set(towns)
        return tuple(about for about in self.by_language[language] if not wanted or about.town in wanted)

    @property
    def wording(self) -> Wording:
        """How it stands among the updates."""
        names = wording(REFERENCE).listing(about.name for about in self.by_language[REFERENCE])
        return Wording(headline=wording(REFERENCE).say("changed.title", towns=names), text="", towns=self.towns)

    def to_json(self) -> str:
        """It as the database keeps it."""
        return json.dumps({language: [_written(about) for about in found] for language, found in self.by_language.items()})

    @classmethod
    def from_json(cls, text: str) -> Changed:
        """It as it was kept."""
        found: dict[str, list[dict[str, Any]]] = json.loads(text)
        return cls({language: tuple(map(_read, entries)) for language, entries in found.items()})


def between(before: Release, after: Release, day: dt.date) -> Changed | None:
    """What people read otherwise after than before; None where that is nothing. Takes a while: call it in a thread."""
    differing = changes.compare(before.base.contents, after.base.contents).towns
    towns = towns_changed(differing, before.base, after.base, day)
    if not towns:
        return None
    found = {
        language: [changed(town, before.base, after.base, Language(language), day) for town in towns] for language in LANGUAGES
    }
    return Changed({language: tuple(_about(one, after) for one in told if one) for language, told in found.items()})


def _about(change: TownChange, release: Release) -> About:
    told = tuple(Told(block.label, block.text, _sources(block)) for block in change.blocks)
    number = release.base.towns[change.town].town_no
    return About(number, change.town, change.before, change.after, told[:MOST_BLOCKS], len(told[MOST_BLOCKS:]))


def _sources(block: Claim | Line) -> tuple[Link, ...]:
    cited = block.citations if isinstance(block, Claim) else ()
    https = (citation.source for citation in cited if citation.source.url.startswith("https://"))
    return tuple(Link(source.publisher, source.url) for source in https)


def _written(about: About) -> dict[str, Any]:
    told = [{"label": one.label, "text": one.text, "links": [[*link] for link in one.links]} for one in about.told]
    return {"town": about.town, "name": about.name, "before": about.before, "now": about.now, "told": told, "more": about.more}


def _read(entry: Mapping[str, Any]) -> About:
    told = tuple(Told(one["label"], one["text"], tuple(Link(*link) for link in one["links"])) for one in entry["told"])
    return About(entry["town"], entry["name"], entry["before"], entry["now"], told, entry["more"])
