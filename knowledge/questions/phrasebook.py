"""The example phrases that the classifiers learn from, as a curator writes them: one file a language, one phrasing a line."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

from knowledge.questions.phrases import LAW, LEGISLATOR, SPEAKER, TOWN
from knowledge.questions.types import Intent, Language

T = TypeVar("T")
FOLDER = "lexicon"
MOST_VARIANTS = 12

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOTS = {"{town}": TOWN, "{speaker}": SPEAKER, "{legislator}": LEGISLATOR, "{law}": LAW}
_SLOT = re.compile(r"\{[a-z]+\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrasing with its alternatives, as it stands in the file."""

    language: Language
    intent: Intent
    pattern: str

    def variants(self) -> list[str]:
        """Up to twelve ways to say it, names masked, the same ones every time."""
        parts = _CHOICE.split(_SLOT.sub(lambda found: f" {_SLOTS[found.group()]} ", self.pattern))
        options = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
        everything = ["".join(chosen) for chosen in itertools.islice(itertools.product(*options), 5000)]
        everything.sort(key=_scatter)
        return everything[:MOST_VARIANTS]


def phrases() -> list[Phrase]:
    """Every example phrase of every language; raises ValueError for an intent that does not exist."""
    return [phrase for language in Language for phrase in _read(language)]


@dataclass(frozen=True, slots=True)
class Fillers:
    """What people of one language say before and after a question without changing it."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def around(self, text: str) -> str:
        """The text with a filler before or after it, the same one every time."""
        filler = _pick(text, self.before + self.after)
        return f"{filler} {text}" if filler in self.before else f"{text} {filler}"


def fillers() -> dict[Language, Fillers]:
    """The fillers of every language."""
    found = {}
    for line in _lines("fillers.txt"):
        code, both = line.split(": ", 1)
        before, after = (tuple(part.strip().split(" | ")) for part in both.split(" \u2014 "))
        found[Language(code)] = Fillers(before, after)
    return found


def misspelt(text: str) -> str:
    """The text with two neighboring letters of one longer word swapped, or one of them lost, the same ones every time."""
    spelt = text.split()
    longer = [i for i, word in enumerate(spelt) if len(word) > 4 and word.isalpha()]
    if longer:
        i = _pick(text, longer)
        word = spelt[i]
        at = _pick(text, range(1, len(word) - 1))
        spelt[i] = word[:at] + _pick(text, (word[at + 1] + word[at] + word[at + 2 :], word[at + 1 :]))
    return " ".join(spelt)


def _scatter(text: str) -> int:
    """A number that looks like chance and is the same for the same text on every machine."""
    return zlib.crc32(text.encode())


def _pick(text: str, options: Sequence[T]) -> T:
    return options[_scatter(text) % len(options)]


def _read(language: Language) -> Iterator[Phrase]:
    intent = Intent.TOWN_STATUS
    for line in _lines(f"intents_{language}.txt"):
        if line.startswith("["):
            intent = Intent(line.strip("[]"))
        else:
            yield Phrase(language, intent, line)


def _lines(name: str) -> Iterator[str]:
    """The lines of a file of the lexicon, without comments and empty lines."""
    for line in (files("knowledge") / FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
