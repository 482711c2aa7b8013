"""How names sound, so that one written the way a speaker of another language hears it is still known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.places.likeness import unlike

FURTHEST = 0.18

_ANY, _OF_NAMES, _DROPPED, _DROPPING = "*", "en", "dropped", "ht"
_MARKS = {"V": "(?=[aeiouy])", "C": "(?=[^aeiouyw])"}
_TWICE = re.compile(r"(.)\1+")
_ROUGH = str.maketrans("eioudvmxg", "aaaatbnsk", "h")
_SHORTEST, _LONG = 3, 5
_MOST = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """In one language some letters and the sound they stand for, written as `sound_alikes.csv` explains."""

    language: str
    letters: str
    sound: str


@dataclass(frozen=True, slots=True)
class Sounds:
    """The sounds of names, looked up for words spelt as any of the known languages spells them.

    `says` turns a word into sounds, by language. `full` holds the sounds of each name's key, for ears that hear all of them and
    for ears that drop some; `rough` the same without what is easily mixed up, by the first consonant. `spoken` holds the
    words of names: beside another word, one that is spelt right sounds as it does in its name ("east jarfor").
    """

    says: Mapping[str, Callable[[str], str]]
    full: Mapping[bool, Mapping[str, str]]
    rough: Mapping[bool, Mapping[str, Mapping[str, str]]]
    spoken: Mapping[str, str]

    @classmethod
    def of(cls, names: Mapping[str, Sequence[str]], rules: Sequence[Rule]) -> Sounds:
        """Index names, given as their keys with the words of each."""
        languages = dict.fromkeys(rule.language for rule in rules if rule.language not in (_ANY, _DROPPED))
        says = {language: _speaker(rule for rule in rules if rule.language in (language, _ANY)) for language in languages}
        drop = _speaker(rule for rule in rules if rule.language == _DROPPED)
        spoken = {word: says[_OF_NAMES](word) for word in {word for words in names.values() for word in words}}
        curt = {word: drop(sounds) for word, sounds in spoken.items()}
        plain = {key: _joined(spoken[word] for word in words) for key, words in names.items()}
        dropped = {key: _joined(curt[word] for word in words) for key, words in names.items()}
        full_ear = says[_DROPPING]
        says[_DROPPING] = lambda word: drop(full_ear(word))
        full = {False: plain, True: dropped}
        return cls(says, full, {way: _by_consonant(held) for way, held in full.items()}, spoken)

    def like(self, words: Sequence[str]) -> list[tuple[float, str]]:
        """The keys of the names that may be meant and how unlike each is, up to `FURTHEST` (0 is the same), most alike first."""
        prices: dict[str, float] = {}
        for heard, dropping in self._readings(words):
            rough = _rough(heard)
            if len(rough) < _SHORTEST:
                continue
            names, far = self.full[dropping], 2 if len(rough) >= _LONG else 1
            near = self.rough[dropping].get(_consonant(rough), {})
            found = process.extract(rough, near, scorer=OSA.distance, score_cutoff=far, limit=_MOST)
            for _, _, key in found:
                longer, most = max(len(heard), len(names[key])), prices.get(key, FURTHEST)
                price = unlike(heard, names[key], most * longer) / longer
                if price <= most:
                    prices[key] = price
        return sorted((price, key) for key, price in prices.items())

    def _readings(self, words: Sequence[str]) -> set[tuple[str, bool]]:
        known: Mapping[str, str] = self.spoken if len(words) > 1 else {}
        readings = set()
        for language, say in self.says.items():
            dropping = language == _DROPPING
            readings.add((_joined(say(word) if dropping or word not in known else known[word] for word in words), dropping))
        return readings


def _speaker(rules: Iterable[Rule]) -> Callable[[str], str]:
    """A function that turns one word into sounds: longer letters go first, and a language's own before those of any."""
    ordered = sorted(rules, key=lambda rule: (-len(rule.letters), rule.language == _ANY))
    sounds = [rule.sound for rule in ordered]
    pattern = re.compile("|".join(f"({_pattern(rule.letters)})" for rule in ordered))

    def say(word: str) -> str:
        return pattern.sub(lambda found: sounds[(found.lastindex or 1) - 1], word)

    return say


def _by_consonant(names: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, heard in names.items():
        rough = _rough(heard)
        found.setdefault(_consonant(rough), {})[key] = rough
    return found


def _consonant(rough: str) -> str:
    return rough.lstrip("a")[:1]


def _pattern(letters: str) -> str:
    return "".join(_MARKS.get(letter, letter) for letter in letters)


def _joined(heard: Iterable[str]) -> str:
    return _TWICE.sub(r"\1", "".join(heard))


def _rough(heard: str) -> str:
    return _TWICE.sub(r"\1", heard.translate(_ROUGH))
