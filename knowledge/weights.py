"""A linear classifier: every feature votes for and against each label, and the votes are added up."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

UNIT = 32
"""How many steps of a vote make one unit of log-odds."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The votes of each feature, label by label, in `UNIT`ths of log-odds, and the fingerprint of what they were learnt from."""

    labels: tuple[str, ...]
    votes: Mapping[str, Sequence[int]]
    learnt_from: str

    @classmethod
    def read(cls, name: str) -> Weights:
        """The weights that come with the program under a name in the lexicon folder."""
        data = json.loads((files("knowledge") / "lexicon" / name).read_bytes())
        return cls(tuple(data["labels"]), data["votes"], data["learnt_from"])

    def write(self) -> str:
        """The weights as the text of their file: one feature a line, so that changes can be read."""
        lines = ",\n".join(
            f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(list(votes), separators=(',', ':'))}"
            for feature, votes in sorted(self.votes.items())
        )
        labels = json.dumps(self.labels)
        return f'{{"labels":{labels},\n"learnt_from":"{self.learnt_from}",\n"votes":{{\n{lines}\n}}}}\n'

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each label is, 0..1, adding up to 1; all alike where no feature is known."""
        known = [votes for votes in map(self.votes.get, features) if votes is not None]
        if not known:
            return dict.fromkeys(self.labels, 1 / len(self.labels))
        totals = [sum(column) / UNIT for column in zip(*known, strict=True)]
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}
