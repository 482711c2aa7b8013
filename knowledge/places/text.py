"""Text as the finder reads it: folded words that remember where they stood."""

from __future__ import annotations

import re
import sys
import unicodedata
from enum import IntEnum
from typing import NamedTuple

_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+(?:['\u2019\u02bc](?:[^\W_][{_MARKS}]*)+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APOSTROPHES = "'\u2019\u02bc"
_SHORT = 3


class Gap(IntEnum):
    """What stands between a word and the one before it: nothing that parts them, a comma or bracket, or an end of sentence."""

    NONE = 0
    COMMA = 1
    STOP = 2


class Token(NamedTuple):
    """A word: offsets in the text, its folded form, its capitals, and the gap before it.

    `dot` tells that the gap holds the dot of an abbreviation, `owned` that it holds a possessive ending.
    """

    start: int
    end: int
    word: str
    capital: bool
    upper: bool
    gap: Gap
    dot: bool = False
    owned: bool = False


def fold(text: str) -> str:
    """The text in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def key(text: str) -> str:
    """The letters and digits of a name, folded and run together: "St. Vincent" gives "stvincent"."""
    return "".join(words(text))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    if text.isascii() and text.replace(" ", "").isalpha() and (text.istitle() or text.islower()):
        return tuple(map(sys.intern, text.lower().split()))  # names have few words among them
    return tuple(token.word for token in tokenize(text))


def has_joined_capitals(text: str) -> bool:
    """Whether `tokenize` takes words of the text apart at their capitals."""
    return _CAMEL.search(text) is not None


def tokenize(text: str) -> list[Token]:
    """The words of a text in order; possessive endings are left out and joined capitals (NewHaven) are taken apart."""
    tokens: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        typed = found.group()
        if typed[-1] in "sS" and len(typed) > 2 and typed[-2] in _APOSTROPHES:
            typed, end = typed[:-2], end - 2
        gap, dot = _gap(text, last, start, tokens)
        owned = last < start and text[last] in _APOSTROPHES
        for part, offset in _parts(typed):
            folded = fold(part)
            if not folded.isalnum():
                folded = "".join(c for c in folded if c.isalnum())
            upper = part.isupper()
            first = start + offset
            tokens.append(Token(first, first + len(part), folded, upper or part[0].isupper(), upper, gap, dot, owned))
            gap, dot, owned = Gap.NONE, False, False
        last = end
    return tokens


def _parts(typed: str) -> list[tuple[str, int]]:
    if typed.islower() or typed.isupper() or not _CAMEL.search(typed):
        return [(typed, 0)]
    parts, offset = [], 0
    for part in _CAMEL.split(typed):
        parts.append((part, offset))
        offset += len(part)
    return parts


def _gap(text: str, last: int, start: int, before: list[Token]) -> tuple[Gap, bool]:
    """The gap between two words, and whether a dot of abbreviation stands in it."""
    if not before:
        return Gap.STOP, False
    between = text[last:start]
    if between == " ":
        return Gap.NONE, False
    gap, dot = Gap.NONE, False
    for char in between:  # the only letter here can be the s of a possessive ending
        if char in " \t\u00a0-\u2010\u2011#*_`'\u2019\u02bcsS\u200b":
            continue
        if char == "." and before[-1].end - before[-1].start <= _SHORT:
            dot = True
        elif char in ".!?\u00bf\u00a1\n\r;:\u2026":
            return Gap.STOP, False
        else:
            gap = Gap.COMMA
    return gap, dot
