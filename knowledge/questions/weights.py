"""A linear classifier: every feature votes for and against each label, and the votes are added up."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple

UNIT = 32
"""How many steps of a vote make one unit of log-odds."""
STRONGEST = 255
"""No vote is stronger than this many steps."""

# The votes of a feature stand side by side in one whole number, 16 bits a label, each raised so that none is negative: adding
# such numbers adds the votes of every label at once, and so many of them can be added before a sum runs into its neighbor.
_RAISED = STRONGEST + 1
_DIGITS = 4
_AT_ONCE = 0xFFFF // (_RAISED + STRONGEST)


class Votes(NamedTuple):
    """The votes of so many features, added up as one number; `_AT_ONCE` features at most."""

    packed: int
    features: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The votes of each feature, label by label, in `UNIT`ths of log-odds, and the fingerprint of what they were learnt from.

    What a word that was learnt says together with its pieces is added up at its first use; no other word is kept.
    """

    labels: tuple[str, ...]
    packed: Mapping[str, int]
    learnt_from: str
    _words: dict[str, Votes] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def made(cls, labels: Sequence[str], votes: Mapping[str, Sequence[int]], learnt_from: str) -> Weights:
        """Weights from votes written out; votes stronger than `STRONGEST` are held at that."""
        return cls(tuple(labels), {feature: int(_written(column), 16) for feature, column in votes.items()}, learnt_from)

    @classmethod
    def read(cls, name: str) -> Weights:
        """The weights that come with the program under a name in the lexicon folder."""
        return cls.parse((files("knowledge") / "lexicon" / name).read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, text: str) -> Weights:
        """Weights as `write` writes them."""
        labels, learnt_from, *lines = text.splitlines()
        rows = (line.split("\t") for line in lines)
        return cls(tuple(labels.split("\t")), {feature: int(votes, 16) for feature, votes in rows}, learnt_from)

    def write(self) -> str:
        """The weights as the text of their file: one feature a line, so that changes can be seen."""
        width = _DIGITS * len(self.labels)
        lines = [f"{feature}\t{votes:0{width}x}" for feature, votes in sorted(self.packed.items())]
        return "\n".join(["\t".join(self.labels), self.learnt_from, *lines, ""])

    def of_words(self, words: Iterable[str], features: Callable[[str], Iterable[str]]) -> list[Votes]:
        """The votes of each of some words, by the `features` of a word alone."""
        found: list[Votes] = []
        for word in words:
            known = self._words.get(word)
            if known:
                found.append(known)
                continue
            added = list(self.of(features(word)))
            if len(added) == 1 and word in self.packed:
                self._words[word] = added[0]
            found += added
        return found

    def of(self, features: Iterable[str]) -> Iterator[Votes]:
        """The votes of all these features, added up."""
        known = [votes for votes in map(self.packed.get, features) if votes is not None]
        for start in range(0, len(known), _AT_ONCE):
            some = known[start : start + _AT_ONCE]
            yield Votes(sum(some), len(some))

    def totals(self, votes: Iterable[Votes]) -> list[int]:
        """All these votes together, label by label."""
        shape = struct.Struct(f">{len(self.labels)}H")
        totals, packed, features = [0] * len(self.labels), 0, 0
        for more in (*votes, Votes(0, _AT_ONCE)):
            if features + more.features > _AT_ONCE:
                added = shape.unpack(packed.to_bytes(shape.size, "big"))
                totals = [total + vote - _RAISED * features for total, vote in zip(totals, added, strict=True)]
                packed, features = 0, 0
            packed, features = packed + more.packed, features + more.features
        return totals

    def chances(self, votes: Iterable[Votes]) -> dict[str, float]:
        """How likely each label is, 0..1, adding up to 1; all alike where no feature is known."""
        totals = [total / UNIT for total in self.totals(votes)]
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}


def _written(column: Sequence[int]) -> str:
    return "".join(f"{max(-STRONGEST, min(STRONGEST, vote)) + _RAISED:0{_DIGITS}x}" for vote in column)
