"""An index that finds every word within two edits of a typed one without comparing it to all of them.

Two words within k edits share a form after at most k letters are struck from the beginning of each; the index holds those
forms for the known words, and the few words that share one are then measured exactly.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from knowledge.places.distance import MOST_EDITS

_PREFIX = 5


class Neighbours:
    """Known words without spaces, found by their optimal string alignment distance.

    An edit inserts, drops or replaces a letter or swaps two neighbours.
    """

    __slots__ = ("_forms",)

    def __init__(self, known: Iterable[str]) -> None:
        forms: dict[str, str] = {}
        for word in dict.fromkeys(known):
            for form in _struck(word):
                forms[form] = f"{forms[form]} {word}" if form in forms else word
        self._forms = forms

    def near(self, typed: str, edits: int = MOST_EDITS) -> list[tuple[str, int]]:
        """Every known word at most so many edits (up to two) away, with its distance, in no promised order."""
        forms = self._forms
        shared: set[str] = set()
        for form in _struck(typed):
            if form in forms:
                shared.update(forms[form].split(" "))
        length = len(typed)
        found = []
        for word in shared:
            if -edits <= len(word) - length <= edits:
                away = OSA.distance(typed, word, score_cutoff=edits)
                if away <= edits:
                    found.append((word, away))
        return found


def _struck(word: str) -> set[str]:
    head = word[:_PREFIX]
    size = len(head)
    out = {head}
    for i in range(size):
        left, right = head[:i], head[i + 1 :]
        out.add(left + right)
        for j in range(i, size - 1):
            out.add(left + right[: j - i] + right[j - i + 1 :])
    return out
