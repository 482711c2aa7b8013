"""The towns' outlines on a plane, which towns touch, and the planning regions: what a map is drawn from, whoever draws it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, Protocol

from knowledge.directory import grouped
from knowledge.maps import outlines
from knowledge.maps.errors import OutlinesError
from knowledge.maps.plane import Box, Point, Ring, crossings
from knowledge.tables import Town

KM_PER_DEGREE = 111.32
HEIGHTS = tuple(step / 16 for step in range(2, 15))
"""Where to look for the room of a name: parts of a town's height, its uppermost and lowest left alone."""


class Land(Protocol):
    """What holds towns and their outlines: the contents of a pack, or just this much of them."""

    @property
    def outlines(self) -> bytes:
        """The file of the boundaries, packed by zlib."""

    @property
    def towns(self) -> tuple[Town, ...]:
        """The rows of the towns."""


class Room(NamedTuple):
    """Where a town's name fits best: the middle of a level line inside it, and how long that line is, in kilometres."""

    point: Point
    width: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A town's outline: every ring of every part, holes among them, and the box around all."""

    town: str
    rings: tuple[Ring, ...]
    box: Box

    @property
    def levels(self) -> Iterator[tuple[float, tuple[tuple[float, float], ...]]]:
        """Level lines across the largest part, from the top down: each one's y, and from which x to which it is inside."""
        mainland = max(map(Box.around, self.rings), key=lambda box: box.width * box.height)
        for part in HEIGHTS:
            y = mainland.top + part * mainland.height
            at = crossings(self.rings, y)
            yield y, tuple(zip(at[::2], at[1::2], strict=True))

    @property
    def room(self) -> Room:
        """The longest level line inside the town, one near the middle before others; its own middle is never outside."""
        found = []
        for part, (y, inside) in zip(HEIGHTS, self.levels, strict=True):
            found += [((b - a) * (1 - abs(part - 0.5)), Room(Point((a + b) / 2, y), b - a)) for a, b in inside]
        return max(found)[1]


@dataclass(frozen=True, slots=True)
class Region:
    """A planning region: its name, its towns in alphabetical order, and the box around them."""

    name: str
    towns: tuple[str, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Shapes:
    """Every town's outline, the towns that share a stretch of border with each, and the regions by name; y grows southward."""

    towns: Mapping[str, Shape]
    neighbours: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, Region]
    box: Box

    @classmethod
    def of(cls, land: Land) -> Shapes:
        """Read and project a pack's outlines; raises OutlinesError where they are missing, damaged or lack a town."""
        read = outlines.read(land.outlines)
        missing = [town.name for town in land.towns if town.name not in read]
        if missing:
            raise OutlinesError(f"the outlines lack {', '.join(missing)}")
        whole = Box.around(Point(*place) for lines in read.values() for line in lines for place in line)
        middle, narrower = whole.middle, math.cos(math.radians(whole.middle.y))
        held: dict[tuple[float, float], Point] = {}  # a border's points belong to two towns: kept once

        def project(place: tuple[float, float]) -> Point:
            known = held.get(place)
            if known is None:
                x, y = (place[0] - middle.x) * narrower, middle.y - place[1]
                known = held[place] = Point(round(x * KM_PER_DEGREE, 3), round(y * KM_PER_DEGREE, 3))
            return known

        shapes = {}
        for town in sorted(land.towns, key=lambda town: town.name):
            rings = tuple(tuple(map(project, ring)) for ring in read[town.name])
            shapes[town.name] = Shape(town.name, rings, Box.over(map(Box.around, rings)))
            if not (shapes[town.name].box.width and shapes[town.name].box.height):
                raise OutlinesError(f"the outline of {town.name} encloses nothing")
        members = grouped(sorted(land.towns, key=lambda town: town.name), lambda town: (town.planning_region,))
        regions = {
            name: Region(name, tuple(t.name for t in towns), Box.over(shapes[t.name].box for t in towns))
            for name, towns in sorted(members.items())
        }
        return cls(
            MappingProxyType(shapes),
            MappingProxyType(_touching(shapes.values())),
            MappingProxyType(regions),
            Box.over(shape.box for shape in shapes.values()),
        )


def _touching(shapes: Iterable[Shape]) -> dict[str, tuple[str, ...]]:
    """Towns with a stretch of border in common; a shared corner is none."""
    along: defaultdict[frozenset[Point], list[str]] = defaultdict(list)
    for shape in shapes:
        for ring in shape.rings:
            for a, b in pairwise(ring):
                along[frozenset((a, b))].append(shape.town)
    touching: defaultdict[str, set[str]] = defaultdict(set)
    for towns in along.values():
        for town in towns:
            touching[town].update(towns)
    return {town: tuple(sorted(others - {town})) for town, others in sorted(touching.items())}
