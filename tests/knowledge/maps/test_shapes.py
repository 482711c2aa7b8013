"""Outlines on the plane: against a hand-made map, against the pack, and against files that are none."""

from __future__ import annotations

import math
import zlib
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.contents import Contents
from knowledge.maps.errors import OutlinesError
from knowledge.maps.plane import Box, Point, crossings, holds
from knowledge.maps.shapes import Shapes
from tests.knowledge.maps import small_map
from tests.knowledge.maps.small_map import GEOMETRIES, Land, square


@pytest.fixture(scope="module")
def real(connecticut: Contents) -> Shapes:
    return Shapes.of(connecticut)


def test_towns_that_share_a_border_are_neighbors_and_a_shared_corner_makes_none() -> None:
    neighbours = small_map.shapes().neighbours
    assert neighbours["Northwest"] == ("Northeast", "Southwest")
    assert neighbours["Southeast"] == ("Northeast", "Southwest")


def test_a_town_apart_has_no_neighbors() -> None:
    assert small_map.shapes().neighbours["Isle"] == ()


def test_south_is_down_and_east_is_right() -> None:
    towns = small_map.shapes().towns
    assert towns["Southwest"].box.top > towns["Northwest"].box.top
    assert towns["Northeast"].box.left > towns["Northwest"].box.left


def test_a_degree_is_as_many_kilometres_as_it_is_there() -> None:
    box = small_map.shapes().towns["Northwest"].box
    assert box.height == pytest.approx(11.132, abs=0.01)
    assert box.width == pytest.approx(11.132 * math.cos(math.radians(41.1)), abs=0.02)


def test_the_middle_of_the_state_is_the_origin() -> None:
    box = small_map.shapes().box
    assert (box.left + box.right, box.top + box.bottom) == pytest.approx((0, 0), abs=0.01)


def test_regions_hold_their_towns_and_the_box_around_them() -> None:
    shapes = small_map.shapes()
    assert shapes.regions["Upper"].towns == ("Northeast", "Northwest")
    assert shapes.regions["Upper"].box == Box.over(shapes.towns[name].box for name in ("Northeast", "Northwest"))


def test_a_hole_is_outside_and_an_island_is_inside() -> None:
    isle = small_map.shapes().towns["Isle"]
    hole, island = Box.around(isle.rings[1]).middle, Box.around(isle.rings[2]).middle
    assert not holds(isle.rings, hole)
    assert holds(isle.rings, island)


def test_the_room_for_a_name_is_not_in_the_hole() -> None:
    isle = small_map.shapes().towns["Isle"]
    assert holds(isle.rings, isle.room.point)


def test_an_open_ring_is_closed() -> None:
    outline = {"type": "Polygon", "coordinates": [square(-72.2, 41.1)[:-1]]}
    (ring,) = Shapes.of(small_map.land({**GEOMETRIES, "Northwest": outline})).towns["Northwest"].rings
    assert ring[0] == ring[-1]


def test_every_town_of_the_pack_has_an_outline_a_neighbor_and_a_region(connecticut: Contents, real: Shapes) -> None:
    assert real.towns.keys() == real.neighbours.keys() == {town.name for town in connecticut.towns}
    assert all(real.neighbours.values())
    assert sum(len(region.towns) for region in real.regions.values()) == len(connecticut.towns)


def test_neighbors_in_the_pack_are_neighbors_both_ways(real: Shapes) -> None:
    assert all(town in real.neighbours[other] for town, others in real.neighbours.items() for other in others)
    assert real.neighbours["Fairfield"] == ("Bridgeport", "Easton", "Trumbull", "Weston", "Westport")


def test_neighbors_in_the_pack_are_those_that_brute_force_finds(real: Shapes) -> None:
    edges = {town: {frozenset(edge) for ring in shape.rings for edge in pairwise(ring)} for town, shape in real.towns.items()}
    touching = {frozenset((a, b)) for a, b in combinations(edges, 2) if edges[a] & edges[b]}
    assert touching == {frozenset((town, other)) for town, others in real.neighbours.items() for other in others}


def test_every_name_of_the_pack_has_its_room_inside_its_town(real: Shapes) -> None:
    for shape in real.towns.values():
        point, width = shape.room
        assert holds(shape.rings, point)
        assert holds(shape.rings, Point(point.x - 0.45 * width, point.y))
        assert holds(shape.rings, Point(point.x + 0.45 * width, point.y))


def test_the_middle_of_a_town_as_the_pack_gives_it_is_on_its_outline(connecticut: Contents, real: Shapes) -> None:
    west = min(town.lon for town in connecticut.towns)
    westmost = next(town.name for town in connecticut.towns if town.lon == west)
    assert real.towns[westmost].box.left < -60


def test_a_pack_keeps_its_boundaries_packed_and_small(connecticut: Contents) -> None:
    assert len(connecticut.outlines) < 80_000
    assert zlib.decompress(connecticut.outlines).startswith(b'{"type":"FeatureCollection"')


def test_a_pack_without_outlines_says_so() -> None:
    with pytest.raises(OutlinesError, match="holds no outlines"):
        Shapes.of(replace_outlines(b""))


def test_outlines_that_lack_a_town_name_it() -> None:
    fewer = {name: it for name, it in GEOMETRIES.items() if name != "Isle"}
    with pytest.raises(OutlinesError, match="Isle"):
        Shapes.of(small_map.land(fewer))


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [-72, 41]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[-72, 41], [-72, 42], [-72, 41]]]},
        {"type": "Polygon", "coordinates": [square(-720, 41)]},
        {"type": "Polygon", "coordinates": [square(-72, 91)]},
        {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]},
        {"type": "Polygon", "coordinates": [[[-72, 41]] * 4]},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": square(-72, 41)},
        None,
    ],
)
def test_an_outline_that_is_none_is_refused_in_a_sentence(geometry: Any) -> None:
    with pytest.raises(OutlinesError):
        Shapes.of(small_map.land({**GEOMETRIES, "Isle": geometry}))


@pytest.mark.parametrize("file", [b"{}", b"[]", b"null", b"{", b"\xff\xfe", b'{"features": 3}', b'{"features": [{"a": 1e999}]}'])
def test_a_file_that_holds_no_outlines_is_refused(file: bytes) -> None:
    with pytest.raises(OutlinesError):
        Shapes.of(replace_outlines(zlib.compress(file)))


def replace_outlines(packed: bytes) -> Land:
    return replace(small_map.land(), outlines=packed)


RINGS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12, unique=True)


@given(RINGS, st.floats(-60, 60))
def test_a_level_line_crosses_a_ring_an_even_number_of_times(corners: list[tuple[int, int]], y: float) -> None:
    ring = tuple(Point(*corner) for corner in [*corners, corners[0]])
    found = crossings([ring], y)
    assert len(found) % 2 == 0
    assert found == sorted(found)


@given(
    st.integers(-50, 50),
    st.integers(-50, 50),
    st.integers(1, 40),
    st.integers(1, 40),
    st.floats(0.01, 0.99),
    st.floats(0.01, 0.99),
)
def test_what_is_inside_a_box_is_inside_its_ring(x: int, y: int, wide: int, high: int, right: float, down: float) -> None:
    ring = (Point(x, y), Point(x + wide, y), Point(x + wide, y + high), Point(x, y + high), Point(x, y))
    assert holds([ring], Point(x + wide * right, y + high * down))
    assert not holds([ring], Point(x - wide * right, y + high * down))
    assert not holds([ring], Point(x + wide * right, y + high + high * down))
