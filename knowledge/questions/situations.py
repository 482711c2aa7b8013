"""What a cry for help is about, agents at hand or somebody taken: it decides which help comes first, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TypeAlias

from knowledge.questions.phrases import words
from knowledge.questions.types import Situation

FILE = "situations.txt"
ANY_WORD = "*"
_NAMES = {str(situation): situation for situation in Situation}


Phrase: TypeAlias = tuple[tuple[str, ...], Situation]


@dataclass(frozen=True, slots=True)
class Situations:
    """The phrases by which people tell it, each with the situation that it tells of, by their first word."""

    phrases: Mapping[str, tuple[Phrase, ...]]

    @classmethod
    def read(cls) -> Situations:
        """The phrases that come with the program; raises KeyError for a situation that does not exist."""
        text = (files("knowledge") / "lexicon" / FILE).read_text(encoding="utf-8")
        found: dict[str, tuple[Phrase, ...]] = {}
        for phrase in _phrases(text):
            first = phrase[0][0]
            found[first] = (*found.get(first, ()), phrase)
        return cls(MappingProxyType(found))

    def of(self, found: Sequence[str]) -> Situation | None:
        """What the words of a masked text tell of; None where they tell neither, or both."""
        told = {
            situation
            for at, word in enumerate(found)
            for phrase, situation in self.phrases.get(word, ())
            if _stands(phrase, found[at : at + len(phrase)])
        }
        return told.pop() if len(told) == 1 else None


def _phrases(text: str) -> Iterator[Phrase]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, phrases = line.partition(":")
            for phrase in phrases.split(","):
                parts = (words(part) for part in phrase.split())
                yield tuple(word for part in parts for word in part or [ANY_WORD]), _NAMES[name]


def _stands(phrase: Sequence[str], run: Sequence[str]) -> bool:
    """Whether these words are the phrase, a star standing for any of them."""
    return len(phrase) == len(run) and all(wanted in (ANY_WORD, word) for wanted, word in zip(phrase, run, strict=True))
