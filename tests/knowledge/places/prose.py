"""Sentences that name no place, and how many of them the finder reads one in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.places import PlaceFinder

FILE = Path(__file__).parent / "prose.txt"


@dataclass(frozen=True, slots=True)
class FalsePositives:
    """How many sentences were read and in which a town, or a choice of towns, was seen that is not there."""

    total: int
    mistakes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.total} sentences without a place: a town seen in {len(self.mistakes)}"


def sentences() -> Iterator[str]:
    """The sentences of the file."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def measure(finder: PlaceFinder) -> FalsePositives:
    """Read every sentence as it stands, in small letters, and in capitals."""
    read = [form for sentence in sentences() for form in (sentence, sentence.lower(), sentence.upper())]
    mistakes = []
    for sentence in read:
        seen = finder.find(sentence)
        if seen.towns or seen.clarify:
            mistakes.append(f"{sentence} -> {[(match.text, match.name) for match in seen.matches]}")
    return FalsePositives(len(read), tuple(mistakes))
