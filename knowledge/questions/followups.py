"""Recognises a question that only swaps the town: "what about Norwalk?" asks the last question again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from knowledge.questions.phrases import TOWN, words


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The phrases that people put around a town's name when they ask the same again."""

    phrases: frozenset[tuple[str, ...]]

    @classmethod
    def read(cls) -> FollowUps:
        """The phrases that come with the program."""
        text = (files("knowledge") / "lexicon" / "followups.txt").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        return cls(frozenset({(), *(tuple(words(phrase)) for line in lines for phrase in line.split(","))}))

    def swaps_town(self, found: Sequence[str]) -> bool:
        """Whether the words of a masked text name a town and ask nothing else."""
        between = {i for i in range(1, len(found) - 1) if found[i - 1] == found[i + 1] == TOWN and (found[i],) in self.phrases}
        rest = tuple(word for i, word in enumerate(found) if word != TOWN and i not in between)
        return TOWN in found and rest in self.phrases
