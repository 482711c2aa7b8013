"""All names in two indexes: one that finds a name as written, one that finds the names a slip away."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from knowledge.contents import Contents
from knowledge.places.lexicon import Lexicon
from knowledge.places.names import AGENCY, ASIDE, ELSEWHERE, TOWN, TRAILING, Name, names, short_names
from knowledge.places.neighbours import Neighbours
from knowledge.places.sounds import Sounds
from knowledge.places.text import key, words

_SHORTEST_MISSPELT = {TOWN: 4, AGENCY: 9, ELSEWHERE: 7}
_NO_PARTS = ("abbreviation", AGENCY, ASIDE)
_SHORTEST_ALIAS = 5
_SHORTEST_HEARD = 5
_SHORTEST_SPELT_OUT = 3


@dataclass(frozen=True, slots=True, repr=False)
class Gazetteer:
    """What the finder looks names up in; every key is a name's folded words run together.

    `parts` are the words of towns' names of several words and `places` those of all places' names; `longest` the letters of the
    longest key; `departments` the agency that bears a place's name; `surnames` the family names of legislators; `home` the words
    for the state itself; `states` and `postal` what stands behind a place elsewhere; `sounds` the names of places by
    how they sound; `heard_first` everyday words that may be how a name begins in some ears, `heard_last` how it ends;
    `unheard` words that by themselves are never how a name sounds; `spelt_out` what directions in other languages stand for
    ("oeste": west); `shared_states` the states that bear a town's name.
    """

    exact: Mapping[str, Name]
    misspelt: Mapping[str, Name]
    neighbours: Neighbours
    parts: frozenset[str]
    places: frozenset[str]
    longest: int
    departments: Mapping[str, str]
    surnames: frozenset[str]
    home: frozenset[str]
    counties: frozenset[str]
    states: frozenset[str]
    postal: Mapping[str, str]
    sounds: Sounds
    heard_first: frozenset[str]
    heard_last: frozenset[str]
    unheard: Container[str]
    spelt_out: Mapping[str, str]
    shared_states: frozenset[str]

    @classmethod
    def of(cls, contents: Contents, lexicon: Lexicon) -> Gazetteer:
        """Index every name of a pack."""
        full = tuple(names(contents, lexicon))
        exact = _index((*full, *short_names(full, lexicon)))
        slips = {name.key for name in full if _may_be_misspelt(name)}
        misspelt = {key: name for key, name in exact.items() if key in slips}
        towns = [name for name in full if name.kind == TOWN]
        postal = contents.manifest.postal.lower()
        away = [state for state in lexicon.states if state.postal != postal]
        own = [state for state in lexicon.states if state.postal == postal]
        named = {key(town.name) for town in contents.towns}
        return cls(
            exact=exact,
            misspelt=misspelt,
            neighbours=Neighbours(misspelt),
            parts=frozenset(word for name in towns if len(name.words) > 1 for word in name.words),
            places=frozenset(word for name in full if name.kind not in _NO_PARTS and len(name.words) > 1 for word in name.words),
            longest=max(map(len, exact), default=0),
            departments=_departments(contents),
            surnames=frozenset(words(member.family_name)[-1] for member in contents.legislators if member.family_name),
            home=frozenset((postal, key(contents.manifest.name), *(key(also) for state in own for also in state.also))),
            counties=frozenset(key(town.county) for town in contents.towns),
            states=(frozenset(key(also) for state in away for also in (state.name, *state.also)) | lexicon.countries) - named,
            postal={state.postal: state.lower_case for state in away},
            sounds=_sounds(misspelt.values(), lexicon),
            heard_first=lexicon.roles["heard_first"],
            heard_last=lexicon.roles["heard_last"],
            unheard=lexicon.meaning,
            spelt_out=_directions(lexicon),
            shared_states=frozenset(key(state.name) for state in away) & named,
        )


def _index(found: Iterable[Name]) -> Mapping[str, Name]:
    exact: dict[str, Name] = {}
    for name in found:
        known = exact.get(name.key)
        if known is None:
            exact[name.key] = name
        elif name.agency and not known.agency and known.kind not in (ELSEWHERE, ASIDE, TOWN):
            exact[name.key] = replace(known, agency=name.agency)
    return exact


def _may_be_misspelt(name: Name) -> bool:
    if name.kind in ("abbreviation", ASIDE) or name.campus:
        return False
    return len(name.key) >= _SHORTEST_MISSPELT.get(name.kind, _SHORTEST_ALIAS)


def _directions(lexicon: Lexicon) -> Mapping[str, str]:
    forms = lexicon.short_forms
    return {short: word for word, short in forms if word in TRAILING and len(short) >= _SHORTEST_SPELT_OUT}


def _sounds(found: Iterable[Name], lexicon: Lexicon) -> Sounds:
    heard = {name.key: name.words for name in found if name.kind not in _NO_PARTS and len(name.key) >= _SHORTEST_HEARD}
    return Sounds.of({key: spelt for key, spelt in heard.items() if not lexicon.is_word(key)}, lexicon.sound_alikes)


def _departments(contents: Contents) -> Mapping[str, str]:
    return {
        key(agency.name.removesuffix(" Police Department")): agency.id
        for agency in contents.agencies
        if agency.name.endswith(" Police Department") and agency.kind != "university"
    }
