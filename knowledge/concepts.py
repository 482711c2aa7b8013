"""What words of several languages have in common: "comparte", "pataje" and "shares" are one concept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from knowledge.phrases import words

LONGEST = 3


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of words and short phrases; a concept is written `{name}`."""

    by_words: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls) -> Concepts:
        """The concepts that come with the program."""
        by_words: dict[str, tuple[str, ...]] = {}
        for line in (files("knowledge") / "lexicon" / "concepts.txt").read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            name, phrases = line.split(":", 1)
            for phrase in phrases.split(","):
                key = " ".join(words(phrase))
                by_words[key] = (*by_words.get(key, ()), f"{{{name}}}")
        return cls(by_words)

    def of(self, found: Sequence[str]) -> list[str]:
        """The concepts of a text's words, each once and sorted; masks stand for themselves."""
        seen: set[str] = set()
        lookup = self.by_words.get
        for i, word in enumerate(found):
            if word[0] == "<":
                seen.add(word)
                continue
            phrase = word
            seen.update(lookup(phrase, ()))
            for follower in found[i + 1 : i + LONGEST]:
                phrase = f"{phrase} {follower}"
                seen.update(lookup(phrase, ()))
        return sorted(seen)
