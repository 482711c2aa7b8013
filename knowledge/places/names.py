"""The names that the finder knows: of towns, villages and agencies of the pack, and of places elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from operator import ne

from knowledge.contents import Contents
from knowledge.places.lexicon import Lexicon
from knowledge.places.text import words
from knowledge.records import Agency, Confidence
from knowledge.tables import PlaceName

TOWN, AGENCY, ELSEWHERE, ASIDE = "town", "agency", "elsewhere", "aside"
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_FORCE = re.compile(r" Police( Department)?$", re.IGNORECASE)
_TROOP = "state police troop"
TRAILING = {
    "east": (("del", "este"), ("do", "leste")),
    "west": (("del", "oeste"), ("do", "oeste"), ("oeste",)),
    "north": (("del", "norte"), ("do", "norte")),
    "south": (("del", "sur"), ("do", "sul")),
}
"""How Spanish and Portuguese put a direction behind a name; "este" alone would be "this", as in "Hartford este mes"."""
MOST_SHORT = 2
_KIND_ORDER = {"cdp": 0, "borough": 1, "village": 2, "neighborhood": 3, "post_office": 4, "abbreviation": 5}


@dataclass(frozen=True, slots=True)
class Name:
    """One name: how it is written, its folded words, what kind of thing bears it, and the towns it can mean.

    `settled` is false when its towns are alternatives; `campus` marks a word that names a college only beside a cue;
    kind "aside" marks people, papers and sayings that only look like a place.
    """

    text: str
    words: tuple[str, ...]
    kind: str
    towns: tuple[str, ...] = ()
    agency: str | None = None
    settled: bool = True
    campus: bool = False

    @property
    def key(self) -> str:
        """The name run together, as the index holds it."""
        return "".join(self.words)


def names(contents: Contents, lexicon: Lexicon) -> Iterator[Name]:
    """Every name, the ones that win a clash first."""
    yield from _towns(contents)
    yield from _aliases(contents.places)
    places = {name.text: name for name in (*_towns(contents), *_aliases(contents.places))}
    for agency in contents.agencies:
        yield from _agency(agency, places, lexicon)
    for place, _ in lexicon.elsewhere:
        yield Name(place, words(place), ELSEWHERE)
    for state in lexicon.states:
        if state.postal != contents.manifest.postal.lower():
            yield Name(state.name, words(state.name), ELSEWHERE)
    for phrase in lexicon.not_places:
        yield Name(" ".join(phrase), phrase, ASIDE)
    yield from _people(contents, lexicon)


def short_names(full: Iterable[Name], lexicon: Lexicon) -> Iterator[Name]:
    """The same names with words shortened or in another language: "W. Hartford", "Nuevo Londres", "Hartford del Este"."""
    shorts: dict[str, list[str]] = {}
    for word, short in lexicon.short_forms:
        shorts.setdefault(word, []).append(short)
    for name in full:
        if name.kind in (ELSEWHERE, ASIDE) or len(name.words) < 2:
            continue
        choices = [(word, *shorts.get(word, ())) for word in name.words]
        for spelt in product(*choices):
            if spelt != name.words and sum(map(ne, spelt, name.words)) <= MOST_SHORT:
                yield replace(name, words=spelt)
        for behind in TRAILING.get(name.words[0], ()):
            yield replace(name, words=(*name.words[1:], *behind))


def _towns(contents: Contents) -> Iterator[Name]:
    also: dict[str, list[str]] = {}
    for place in contents.places:
        if place.ambiguous:
            also.setdefault(place.alias, []).append(place.town)
    for town in contents.towns:
        towns = (town.name, *(other for other in also.get(town.name, ()) if other != town.name))
        yield Name(town.name, words(town.name), TOWN, towns, settled=len(towns) == 1)


def _aliases(places: Iterable[PlaceName]) -> Iterator[Name]:
    rows: dict[str, list[PlaceName]] = {}
    for place in places:
        if place.confidence is not Confidence.LOW:
            rows.setdefault(place.alias, []).append(place)
    for alias, found in rows.items():
        found.sort(key=lambda place: _KIND_ORDER.get(place.kind, 9))
        towns = tuple(dict.fromkeys(place.town for place in found))
        spelt = words(alias)
        yield Name(alias, spelt, found[0].kind, towns, settled=len(towns) == 1)
        if len(spelt) == 2 and spelt[1] == "university":
            yield Name(alias, spelt[:1], found[0].kind, towns, settled=len(towns) == 1)


def _agency(agency: Agency, places: Mapping[str, Name], lexicon: Lexicon) -> Iterator[Name]:
    """The names of an agency that is not simply a town's own department: a campus, a troop, a tribe, the state."""
    full = _BRACKETS.sub("", agency.name)
    university = agency.kind == "university"
    if _FORCE.sub("", full) in places and not university:
        return
    for called in dict.fromkeys((full, *agency.also_called)):
        own = words(called)
        seat = places.get(_FORCE.sub("", called))
        towns = seat.towns if seat and seat.settled and university else agency.towns
        if agency.kind == _TROOP and len(towns) == 1:
            towns = ()
        yield Name(called, own, AGENCY, towns, agency.id, campus=university and len(own) == 1 and lexicon.is_word(own[0]))
    if university:
        yield from _shortened(agency)


def _shortened(agency: Agency) -> Iterator[Name]:
    """What people at a state university call it: all but its last words."""
    for called in (agency.name, *agency.also_called):
        parts = words(called)
        if "state" in parts and "university" in parts:
            for size in range(1, parts.index("university") + 1):
                if parts[size - 1] != "university":
                    whole = parts[size - 1] == "state"
                    yield Name(called, parts[:size], AGENCY, agency.towns, agency.id, campus=not whole)
                    if whole:
                        yield Name(called, (*parts[:size], "police"), ASIDE)
            return


def _people(contents: Contents, lexicon: Lexicon) -> Iterator[Name]:
    """Those whose names could be taken for places, by first and last name."""
    known = {*(member.name for member in contents.legislators), *(official.name for official in contents.executive)}
    known |= {speaker for statement in contents.statements for speaker in statement.speakers}
    for person in sorted(known):
        parts = words(person)
        if 2 <= len(parts) <= 4 and not any(part in lexicon.roles["after"] or part in lexicon.function for part in parts):
            yield Name(person, parts, ASIDE)
