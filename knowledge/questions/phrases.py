"""Text as the classifiers read it: folded words, with names masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

TOWN = "<town>"
SPEAKER = "<speaker>"
LEGISLATOR = "<legislator>"
LAW = "<law>"
NAME = "<name>"

_WORD = re.compile(r"<[a-z]+>|[^\W_]+")
_APOSTROPHE = re.compile(r"['\u2019\u02bc`\u00b4]")
_RUN = re.compile(r"([a-z])\1{2,}")
_BRACKETED = re.compile(r"(?<=\d)\(([a-z])\)")
_CLAUSE_END = re.compile(r"[.?!;,\n\u2026]+\s*")
_WITH = re.compile(r"\bw/o?(?=[\s\w])")
_COM = re.compile(r"\bc/(?=[\s\w])")


def fold(text: str) -> str:
    """The text in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([c for c in decomposed if not unicodedata.combining(c)]).casefold()


def mask(text: str, masks: Iterable[tuple[int, int, str]]) -> str:
    """The text with each span `(start, end, word)` replaced by its word; of overlapping spans the first and longest counts."""
    parts: list[str] = []
    last = 0
    for start, end, word in sorted(masks, key=lambda m: (m[0], -m[1])):
        if start >= last:
            parts += (text[last:start], " ", word, " ")
            last = end
    return "".join([*parts, text[last:]])


def clauses(text: str, most: int = 20) -> list[str]:
    """The clauses of a text as its punctuation parts them, no more than so many."""
    return [clause for clause in _CLAUSE_END.split(text, most)[:most] if clause.strip()]


def words(text: str) -> list[str]:
    """The words of a text, folded; contractions are joined, drawn-out letters shortened, and masks kept as they are."""
    folded = fold(text)
    if not folded.isalnum():
        if "'" in folded or "`" in folded or not folded.isascii():
            folded = _APOSTROPHE.sub("", folded)
        if "/" in folded:
            folded = _COM.sub("com ", _WITH.sub("with ", folded))
        if "(" in folded:
            folded = _BRACKETED.sub(r"\1", folded)
    return _WORD.findall(_RUN.sub(r"\1", folded))


def pieces(word: str, length: int) -> list[str]:
    """Every run of so many letters in a word, marked as a piece."""
    return ["~" + word[i : i + length] for i in range(len(word) - length + 1)]
