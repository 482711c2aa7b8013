"""Points, rings and boxes on the plane of a map: kilometres east and south of the middle of the state."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeAlias


class Point(NamedTuple):
    """A place on the plane."""

    x: float
    y: float


Ring: TypeAlias = tuple[Point, ...]
"""A closed line, its first point repeated at the end."""


class Box(NamedTuple):
    """The smallest upright rectangle around something."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Box:
        """The box of some points; raises ValueError for none."""
        held = tuple(points)
        xs, ys = [point.x for point in held], [point.y for point in held]
        return cls(min(xs), min(ys), max(xs), max(ys))

    @classmethod
    def over(cls, boxes: Iterable[Box]) -> Box:
        """The box of several boxes; raises ValueError for none."""
        return cls.around(corner for box in boxes for corner in (Point(box.left, box.top), Point(box.right, box.bottom)))

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """Where its diagonals cross."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def wider(self, by: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def crossings(rings: Iterable[Ring], y: float) -> list[float]:
    """Where a level line crosses the rings, from left to right; it is inside between the first and second, third and fourth..."""
    found = [a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y) for ring in rings for a, b in pairwise(ring) if (a.y > y) != (b.y > y)]
    return sorted(found)


def holds(rings: Iterable[Ring], point: Point) -> bool:
    """Whether a point lies inside the rings, the inside of a ring within a ring being outside."""
    return sum(x < point.x for x in crossings(rings, point.y)) % 2 == 1
