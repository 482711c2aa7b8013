"""The matcher as anyone would write it first: every stretch of words against every name, by the plain definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def osa(one: str, other: str) -> int:
    """Optimal string alignment distance: inserts, drops, replacements, and swaps of two neighbours, none edited twice."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        rows[i][0] = i
    for j in range(len(other) + 1):
        rows[0][j] = j
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def near(typed: str, known: Iterable[str], edits: int) -> dict[str, int]:
    """Every known word at most so many edits away."""
    return {word: away for word in known if abs(len(word) - len(typed)) <= edits and (away := osa(typed, word)) <= edits}


def windows(words: Sequence[str], longest: int) -> dict[tuple[int, int], str]:
    """Every stretch of at most so many words, run together, by its first and last."""
    return {
        (first, last): "".join(words[first : last + 1])
        for first in range(len(words))
        for last in range(first, min(first + longest, len(words)))
    }
