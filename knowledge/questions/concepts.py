"""What words of several languages have in common: "comparte", "pataje" and "shares" are one concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from rapidfuzz.distance import OSA

SHORTEST_MISSPELT = 6
"""A shorter word that is a slip away from a known one is more often another word."""
HEAD, TAIL = 2, 3


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of words and short phrases; a concept is written `{name}`.

    A single slip leaves the first two letters of a word or its last three as they are: `heads` and `tails` hold the longer words
    by these.
    """

    by_words: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    heads: Mapping[str, Sequence[str]]
    tails: Mapping[str, Sequence[str]]

    @classmethod
    def read(cls) -> Concepts:
        """The concepts that come with the program."""
        by_words: dict[str, tuple[str, ...]] = {}
        longest: dict[str, int] = {}
        heads: defaultdict[str, list[str]] = defaultdict(list)
        tails: defaultdict[str, list[str]] = defaultdict(list)
        for line in (files("knowledge") / "lexicon" / "concepts.txt").read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            name, phrases = line.split(": ", 1)
            concept = (f"{{{name}}}",)
            for phrase in phrases.split(", "):
                by_words[phrase] = by_words[phrase] + concept if phrase in by_words else concept
                first, *more = phrase.split(" ") if " " in phrase else (phrase,)
                longest[first] = max(longest.get(first, 1), 1 + len(more))
                if not more and len(first) >= SHORTEST_MISSPELT - 1:
                    heads[first[:HEAD]].append(first)
                    tails[first[-TAIL:]].append(first)
        return cls(by_words, longest, dict(heads), dict(tails))

    def of(self, found: Sequence[str]) -> list[str]:
        """The concepts of a text's words, each once and sorted; masks stand for themselves, a misspelt word for the one meant."""
        seen: set[str] = set()
        for i, word in enumerate(found):
            if word[0] == "<":
                seen.add(word)
                continue
            seen.update(self.by_words.get(word) or self._misspelt(word))
            for length in range(2, self.longest.get(word, 1) + 1):
                seen.update(self.by_words.get(" ".join(found[i : i + length]), ()))
        return sorted(seen)

    def _misspelt(self, word: str) -> tuple[str, ...]:
        """The concepts of the known word that is a single slip away."""
        if len(word) < SHORTEST_MISSPELT or word in self.longest:
            return ()
        alike = (*self.heads.get(word[:HEAD], ()), *self.tails.get(word[-TAIL:], ()))
        near = [known for known in alike if -1 <= len(known) - len(word) <= 1 and OSA.distance(word, known, score_cutoff=1) <= 1]
        return self.by_words[min(near, key=lambda known: (len(known), known))] if near else ()
