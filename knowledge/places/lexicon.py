"""The curated words that tell names from what only looks like one, read from `knowledge/lexicon`."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from knowledge.places.sounds import Rule
from knowledge.places.text import key, words


@dataclass(frozen=True, slots=True)
class State:
    """A state, its postal code, other words for it, and where the code is understood in lower case: "yes", at the "end" or ""."""

    name: str
    postal: str
    lower_case: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words by what they tell; `roles` holds the sections of `place_words.txt`.

    `meaning` are words of questions in any language that mean something else than a place.
    """

    ordinary: frozenset[str]
    function: frozenset[str]
    people: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    not_places: tuple[tuple[str, ...], ...]
    states: tuple[State, ...]
    countries: frozenset[str]
    elsewhere: tuple[tuple[str, str], ...]
    short_forms: tuple[tuple[str, str], ...]
    sound_alikes: tuple[Rule, ...]
    glued: Mapping[str, frozenset[str]]
    meaning: Container[str]

    @classmethod
    def load(cls, meaning: Container[str] = frozenset()) -> Lexicon:
        """Read the curated files."""
        return cls(
            ordinary=frozenset(_words("ordinary_words.txt")),
            function=frozenset(_words("function_words.txt")),
            people=frozenset(_words("person_names.txt")),
            roles=_sections("place_words.txt"),
            not_places=tuple(words(line) for line in _lines("not_places.txt")),
            states=tuple(_state(row) for row in _rows("states.csv")),
            countries=frozenset(key(line) for line in _lines("countries.txt")),
            elsewhere=tuple((row["name"], row["where"]) for row in _rows("elsewhere.csv")),
            short_forms=tuple((row["word"], row["short"]) for row in _rows("short_forms.csv")),
            sound_alikes=tuple(Rule(row["language"], row["letters"], row["sound"]) for row in _rows("sound_alikes.csv")),
            glued=_sections("glued_words.txt"),
            meaning=meaning,
        )

    def is_word(self, word: str) -> bool:
        """Whether the word means something besides a place."""
        return word in self.ordinary or word in self.function or word in self.people


def _read(name: str) -> str:
    return (resources.files("knowledge") / "lexicon" / name).read_text(encoding="utf-8")


def _lines(name: str) -> Iterator[str]:
    for line in _read(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _words(name: str) -> Iterator[str]:
    for line in _lines(name):
        yield from line.split()


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_lines(name))


def _state(row: Mapping[str, str]) -> State:
    return State(row["name"], row["postal"].lower(), row["lower_case"], tuple(filter(None, row["also"].split(";"))))


def _sections(name: str) -> Mapping[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in _lines(name):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(line.split())
    return {role: frozenset(found) for role, found in sections.items()}
