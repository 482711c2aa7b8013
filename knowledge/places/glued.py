"""Words run together with the name of a place, taken apart: "stamfordpolice", "newhavenct", "vivoendanbury"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.names import ASIDE, ELSEWHERE
from knowledge.places.text import Gap, Token

_SHORTEST, _LONGEST = 5, 40
_SHORTEST_NAME, _SHORTEST_MISSPELT = 3, 6


def unglued(tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Token]:
    """The same words, those that hold a name between known words divided."""
    exact, is_word = gazetteer.exact, lexicon.is_word
    out: list[Token] = []
    for token in tokens:
        word = token.word
        if len(word) < _SHORTEST or word in exact or is_word(word) or len(word) > _LONGEST:
            out.append(token)
        else:
            out += _divided(token, gazetteer, lexicon)
    return out


def _divided(token: Token, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Token]:
    word = token.word
    starts, ends = _starts(word, lexicon.glued["before"]), _ends(word, lexicon.glued["after"])
    if len(starts) + len(ends) == 2 or gazetteer.neighbours.near(word, 1):
        return [token]
    for start in starts:
        for end in ends:
            if end - start >= _SHORTEST_NAME and _written(word[start:end], gazetteer):
                return _cut(token, start, end)
    for end in ends:
        if _SHORTEST_MISSPELT <= end < len(word) and gazetteer.neighbours.near(word[:end], 1):
            return _cut(token, 0, end)
    return [token]


def _written(name: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.exact.get(name)
    return found is not None and found.kind not in (ASIDE, ELSEWHERE)


def _starts(word: str, known: Collection[str]) -> list[int]:
    """Where a name may begin: at 0, and behind every run of known words."""
    found = [0]
    for start in found:
        found += [end for end in range(start + 1, len(word)) if word[start:end] in known]
    return found


def _ends(word: str, known: Collection[str]) -> list[int]:
    """Where a name may end: at the word's end, and before every run of known words."""
    found = [len(word)]
    for end in found:
        found += [start for start in range(1, end) if word[start:end] in known]
    return found


def _cut(token: Token, start: int, end: int) -> list[Token]:
    cuts = sorted({0, start, end, len(token.word)})
    whole = token.end - token.start != len(token.word)
    parts = []
    for one, other in pairwise(cuts):
        place = (token.start, token.end) if whole else (token.start + one, token.start + other)
        first = one == 0
        parts.append(
            Token(
                *place,
                token.word[one:other],
                token.capital,
                token.upper,
                token.gap if first else Gap.NONE,
                token.dot and first,
                token.owned and first,
            )
        )
    return parts
