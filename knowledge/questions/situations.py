"""What a cry for help is about, agents at hand or somebody taken: it decides which help comes first, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from knowledge.questions.phrases import words
from knowledge.questions.types import Situation

FILE = "situations.txt"
ANY_WORD = "*"
_NAMES = {str(situation): situation for situation in Situation}


@dataclass(frozen=True, slots=True)
class Situations:
    """The phrases by which people tell it, each with the situation that it tells of."""

    phrases: tuple[tuple[tuple[str, ...], Situation], ...]

    @classmethod
    def read(cls) -> Situations:
        """The phrases that come with the program; raises KeyError for a situation that does not exist."""
        text = (files("knowledge") / "lexicon" / FILE).read_text(encoding="utf-8")
        return cls(tuple(_phrases(text)))

    def of(self, found: Sequence[str]) -> Situation | None:
        """What the words of a masked text tell of; None where they tell neither, or both."""
        told = {situation for phrase, situation in self.phrases if _holds(found, phrase)}
        return told.pop() if len(told) == 1 else None


def _phrases(text: str) -> Iterator[tuple[tuple[str, ...], Situation]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, phrases = line.partition(":")
            for phrase in phrases.split(","):
                parts = (words(part) for part in phrase.split())
                yield tuple(word for part in parts for word in part or [ANY_WORD]), _NAMES[name]


def _holds(found: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words of the phrase stand next to each other in the text."""
    starts = range(len(found) - len(phrase) + 1)
    return any(all(word in (ANY_WORD, found[at + n]) for n, word in enumerate(phrase)) for at in starts)
