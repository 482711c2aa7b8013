"""How unlike two words sound."""

from __future__ import annotations

_SOUNDS = "abdefghiklmnoprstuvwx"
_VOWELS = "aeiou"
_ALIKE = {0.2: "bv", 0.3: "dt mn", 0.35: "ow sx uw", 0.4: "fv gk", 0.5: "bp", 0.6: "gw hx kx", 0.7: "fp lr"}
_PAIRS = {one + other: 0.22 for one in _VOWELS for other in _VOWELS}
_PAIRS |= {pair: price for price, pairs in _ALIKE.items() for pair in pairs.split()}
_SWAP = {one + other: _PAIRS.get(min(one, other) + max(one, other), 1.0) for one in _SOUNDS for other in _SOUNDS}
_LOST = {"h": 0.25, "r": 0.4, "t": 0.45, "d": 0.45, "w": 0.45, "g": 0.6, "l": 0.7, "n": 0.75, "s": 0.8}
_LOST |= dict.fromkeys(_VOWELS, 0.33)
_SWAPS = {one: {other: _SWAP[one + other] for other in _SOUNDS} for one in _SOUNDS}
_NO_SWAPS: dict[str, float] = {}
_FIRST = 0.25


def unlike(one: str, other: str, most: float) -> float:
    """The weighed edits between two words written in sounds; where they come to more than `most`, something above it.

    What listeners mix up costs less than 1, a difference in the first sound more.
    """
    if one[:1] != other[:1]:
        most -= _FIRST
        return _FIRST + _edits(one, other, most)
    return _edits(one, other, most)


def _edits(one: str, other: str, most: float) -> float:
    shared = 0
    for said, sound in zip(one, other, strict=False):
        if said != sound:
            break
        shared += 1
    one, other = one[shared:], other[shared:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    lost = [_LOST.get(sound, 1.0) for sound in other]
    row = [0.0]
    for price in lost:
        row.append(row[-1] + price)
    for said in one:
        extra = _LOST.get(said, 1.0)
        previous, left = row, row[0] + extra
        row, swaps = [left], _SWAPS.get(said, _NO_SWAPS)
        above = previous[0]
        for sound, price, below in zip(other, lost, previous[1:], strict=True):
            best, above = above, below
            if said != sound:
                best += swaps.get(sound, 1.0)
                best = min(best, below + extra, left + price)
            row.append(best)
            left = best
        if min(row) > most:
            return min(row)
    return row[-1]
