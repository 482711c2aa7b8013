"""Where names go on a map: inside the town that they name, over no other name, and nowhere if there is no such place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.maps.plane import Box, Point

GAP = 1
NO_ROOM, LAST = 10_000.0, 1_000.0
ASTRAY = 0.5
"""How far out of its town a name may reach, as a part of its length."""
PARTS = (0.5, 0.3, 0.7)
"""Where on a level line the middle of a name may be."""


class Form(NamedTuple):
    """One way to write a name: its lines, and how wide and high it is with its mark, in pixels; without lines, the mark alone."""

    lines: tuple[str, ...]
    width: float
    height: float


class Level(NamedTuple):
    """A level line across a town: how far down it is, and from where to where it is inside, in pixels."""

    y: float
    inside: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that wants a place: the forms it can take, the best first, and the levels of its town, from the top down.

    One that is `needed` is written even where it touches others.
    """

    town: str
    forms: tuple[Form, ...]
    levels: tuple[Level, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place."""

    town: str
    form: Form
    box: Box


def placed(wishes: Iterable[Wish], paper: Box) -> list[Label]:
    """The names with a place on the paper, the first served first."""
    labels: list[Label] = []
    for wish in wishes:
        places = [label for _, label in sorted(_choices(wish, paper), key=lambda its: its[0])]
        free = next((its for its in places if not any(its.box.meets(other.box) for other in labels)), None)
        if free is None and wish.needed and places:
            free = min(places, key=lambda its: sum(_shared(its.box, other.box) for other in labels))
        if free:
            labels.append(free)
    return labels


def _choices(wish: Wish, paper: Box) -> Iterator[tuple[float, Label]]:
    """Every place whose middle is inside the town and that does not reach too far out of it, with what speaks against it."""
    middle = (wish.levels[0].y + wish.levels[-1].y) / 2
    for form in wish.forms:
        wide, high = form.width / 2 + GAP, form.height / 2 + GAP
        for level in wish.levels:
            for left, right in level.inside:
                for part in PARTS:
                    at = Point(left + part * (right - left), level.y)
                    box = Box(at.x - wide, at.y - high, at.x + wide, at.y + high)
                    out = _out(box, at.x, wish.levels)
                    if _within(box, paper) and (wish.needed or out <= ASTRAY * form.width):
                        over = max(0.0, wish.levels[0].y - box.top) + max(0.0, box.bottom - wish.levels[-1].y)
                        against = out + over + abs(at.y - middle) / 8 + abs(part - 0.5) * form.width / 8
                        yield against + (0 if form.lines else LAST), Label(wish.town, form, box)


def _out(box: Box, x: float, levels: Sequence[Level]) -> float:
    """How many pixels of a box around `x` are out of the town, at the level where most are."""
    most = 0.0
    for y, inside in levels:
        if box.top <= y <= box.bottom:
            around = next(((left, right) for left, right in inside if left <= x <= right), None)
            if around is None:
                return NO_ROOM
            left, right = around
            most = max(most, max(0.0, left - box.left) + max(0.0, box.right - right))
    return most


def _within(box: Box, paper: Box) -> bool:
    return paper.left <= box.left and box.right <= paper.right and paper.top <= box.top and box.bottom <= paper.bottom


def _shared(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)
