"""How far a typed word is from a name: whole edits to find candidates, weighed edits to choose between them."""

from __future__ import annotations

MOST_EDITS = 2

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SOUNDS = ("ckqx", "csz", "fv", "bvp", "gj", "dt", "mn", "uw", "iy", "lr", "hj")
_TRANSPOSED, _NEAR, _SOUND, _VOWEL, _DOUBLED, _MUTE, _FIRST = 0.7, 0.75, 0.45, 0.7, 0.5, 0.8, 0.35


def _likeness() -> dict[tuple[str, str], float]:
    """What it costs to write one letter for another, for the pairs that cost less than 1."""
    keys = {letter: (y, x + y / 2) for y, row in enumerate(_ROWS) for x, letter in enumerate(row)}
    price: dict[tuple[str, str], float] = {}
    for one, (y1, x1) in keys.items():
        for other, (y2, x2) in keys.items():
            if one in _VOWELS and other in _VOWELS:
                price[one, other] = _VOWEL
            if any(one in alike and other in alike for alike in _SOUNDS):
                price[one, other] = _SOUND
            elif abs(y1 - y2) <= 1 and abs(x1 - x2) <= 1:
                price[one, other] = min(_NEAR, price.get((one, other), 1.0))
    return price


_LIKENESS = _likeness()


def budget(length: int, *, cue: bool) -> int:
    """The edits allowed for a name of so many letters; a cue beside it (in, police, a capital) allows more."""
    if length < 4:
        return 0
    if length == 4:
        return 1 if cue else 0
    if length < 8:
        return MOST_EDITS if cue and length > 4 else 1
    return MOST_EDITS


def cost(typed: str, name: str) -> float:
    """The weighed edits between two words: slips of the finger and of the ear cost less than 1, the first letter more."""
    if typed == name:
        return 0.0
    typed, name = _apart(typed, name)
    before: list[float] = []
    row = [0.0]
    for j, letter in enumerate(name):
        row.append(row[-1] + _lone(name, j, letter))
    for i, wrote in enumerate(typed):
        extra = _lone(typed, i, wrote)
        previous, before_previous, row = row, before, [row[0] + extra]
        before = previous
        for j, letter in enumerate(name):
            best = min(previous[j + 1] + extra, row[j] + _lone(name, j, letter), previous[j] + _swap(wrote, letter, i))
            if i and j and wrote == name[j - 1] and typed[i - 1] == letter:
                best = min(best, before_previous[j - 1] + _TRANSPOSED)
            row.append(best)
    return row[-1]


def _apart(one: str, other: str) -> tuple[str, str]:
    """Both without what they begin and end alike with, but for a letter on either side that tells doubled ones."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    shorter -= start
    end = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    start, end = max(0, start - 1), max(0, end - 1)
    return one[start : len(one) - end], other[start : len(other) - end]


def _lone(word: str, at: int, letter: str) -> float:
    """What a letter too many or too few costs."""
    if at == 0:
        return 1.0 + _FIRST
    if word[at - 1] == letter:
        return _DOUBLED
    return _MUTE if letter in _VOWELS or letter == "h" else 1.0


def _swap(wrote: str, letter: str, at: int) -> float:
    if wrote == letter:
        return 0.0
    return _LIKENESS.get((wrote, letter), 1.0) + (0.0 if at else _FIRST)
