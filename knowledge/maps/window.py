"""From the plane to the paper: which part of the state a picture shows, and how many pixels a kilometre is."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.maps.plane import Box, Point, Ring
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale

MARGIN = 0.015
SLIMMEST = 1.1
"""How high a map may be, as a part of its width: a phone shows it without scrolling."""
FLATTEST = 0.6


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that a map shows, drawn `width` by `height` pixels large."""

    box: Box
    width: int
    height: int

    @classmethod
    def on(cls, shapes: Shapes, area: Area, width: int) -> Window:
        """The window on an area, in these pixels wide, as high as the area wants within limits, the area in its middle."""
        box = _around(shapes, area)
        box = box.wider(MARGIN * max(box.width, box.height))
        height = min(max(box.height / box.width, FLATTEST), SLIMMEST)
        scale = min(width / box.width, height * width / box.height)
        middle, half = box.middle, width / scale / 2
        return cls(
            Box(middle.x - half, middle.y - half * height, middle.x + half, middle.y + half * height),
            width,
            round(width * height),
        )

    @property
    def scale(self) -> float:
        """Pixels a kilometre."""
        return self.width / self.box.width

    def place(self, point: Point) -> Point:
        """Where a point of the plane is on the picture, in pixels from its left and upper edge."""
        return Point((point.x - self.box.left) * self.scale, (point.y - self.box.top) * self.scale)

    def trace(self, ring: Ring) -> Ring:
        """Where a whole ring is."""
        scale, left, top = self.scale, self.box.left, self.box.top
        return tuple([Point((x - left) * scale, (y - top) * scale) for x, y in ring])


def _around(shapes: Shapes, area: Area) -> Box:
    if area.scale is Scale.REGION:
        return shapes.regions[area.region or ""].box
    if area.scale is Scale.TOWN:
        town = area.town or ""
        return Box.over(shapes.towns[name].box for name in (town, *shapes.neighbours[town]))
    return shapes.box
