"""A hand-made map: four square towns around a corner, a fifth with a hole and an island, in two regions."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from knowledge.maps.shapes import Shapes

SIDE = 0.1
REGIONS = {"Northwest": "Upper", "Northeast": "Upper", "Southwest": "Lower", "Southeast": "Lower", "Isle": "Lower"}


def square(west: float, south: float, side: float = SIDE) -> list[list[float]]:
    """A closed ring, in degrees."""
    east, north = round(west + side, 6), round(south + side, 6)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


GEOMETRIES: dict[str, dict[str, Any]] = {
    "Northwest": {"type": "Polygon", "coordinates": [square(-72.2, 41.1)]},
    "Northeast": {"type": "Polygon", "coordinates": [square(-72.1, 41.1)]},
    "Southwest": {"type": "Polygon", "coordinates": [square(-72.2, 41.0)]},
    "Southeast": {"type": "Polygon", "coordinates": [square(-72.1, 41.0)]},
    "Isle": {
        "type": "MultiPolygon",
        "coordinates": [[square(-71.9, 41.0), square(-71.87, 41.03, 0.04)], [square(-71.79, 41.0, 0.02)]],
    },
}


@dataclass(frozen=True)
class Land:
    """What shapes are made of."""

    outlines: bytes
    towns: tuple[Any, ...]


def packed(geometries: dict[str, Any]) -> bytes:
    """A boundaries file with these geometries by name, as a pack keeps it."""
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": it} for name, it in geometries.items()]
    return zlib.compress(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def land(geometries: dict[str, Any] | None = None, names: tuple[str, ...] = tuple(REGIONS)) -> Land:
    """The towns of the map with these outlines."""
    towns = tuple(SimpleNamespace(name=name, planning_region=REGIONS[name]) for name in names)
    return Land(packed(GEOMETRIES if geometries is None else geometries), towns)


def shapes() -> Shapes:
    """The map, projected."""
    return Shapes.of(land())
