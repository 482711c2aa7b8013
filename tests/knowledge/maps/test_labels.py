"""Names lie inside their own towns, over no other name, or are not written."""

from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.maps.labels import ASTRAY, Form, Label, Level, Wish, placed
from knowledge.maps.legend import Style
from knowledge.maps.plane import Box, Point, holds
from knowledge.maps.scene import Scene
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale
from knowledge.maps.window import Window
from knowledge.standing import TownRecord

PAPER = Box(0, 0, 1000, 1000)


def wish(town: str, left: float, top: float, side: float, *forms: Form, needed: bool = False) -> Wish:
    """A name for a square town."""
    levels = tuple(Level(top + side * part / 10, ((left, left + side),)) for part in range(1, 10))
    return Wish(town, forms or (Form((town,), 60, 20),), levels, needed)


def test_a_name_with_room_stands_in_the_middle_of_its_town() -> None:
    (label,) = placed([wish("A", 100, 200, 200)], PAPER)
    assert label.box.middle == pytest.approx((200, 300))


def test_a_name_takes_the_form_that_fits() -> None:
    forms = Form(("East Longname",), 190, 20), Form(("East", "Longname"), 95, 40)
    (label,) = placed([wish("A", 100, 100, 100, *forms)], PAPER)
    assert label.form.lines == ("East", "Longname")


def test_a_name_far_too_long_for_its_town_is_not_written() -> None:
    assert placed([wish("A", 100, 100, 50, Form(("A",), 50 / (1 - ASTRAY) + 20, 20))], PAPER) == []


def test_a_needed_name_is_written_even_where_it_is_too_long() -> None:
    (label,) = placed([wish("A", 400, 100, 50, Form(("A",), 300, 20), needed=True)], PAPER)
    assert label.form.width == 300


def test_where_a_name_has_no_room_its_mark_stands_alone() -> None:
    forms = Form(("A",), 300, 52), Form((), 32, 32)
    (label,) = placed([wish("A", 100, 100, 60, *forms)], PAPER)
    assert label.form.lines == ()


def test_two_names_that_want_the_same_place_do_not_touch() -> None:
    found = placed([wish("A", 100, 100, 90), wish("B", 100, 100, 90)], PAPER)
    assert [label.town for label in found] == ["A", "B"]
    assert not found[0].box.meets(found[1].box)


def test_the_first_served_keeps_its_place_and_the_next_moves_or_stays_away() -> None:
    long = wish("A", 0, 0, 100, Form(("A",), 98, 90))
    small = wish("B", 0, 5, 40, Form(("B",), 38, 30))
    assert [label.town for label in placed([long, small], PAPER)] == ["A"]
    first, moved = placed([small, long], PAPER)
    assert (first.town, moved.town) == ("B", "A")
    assert not first.box.meets(moved.box)


def test_no_name_leaves_the_paper() -> None:
    assert placed([wish("A", 960, 100, 40, Form(("A",), 100, 20), needed=True)], PAPER) == []


@pytest.fixture(scope="module")
def shapes(connecticut: Contents) -> Shapes:
    return Shapes.of(connecticut)


def names(shapes: Shapes, area: Area, towns: tuple[str, ...]) -> tuple[Window, list[Label]]:
    window = Window.on(shapes, area, 944)
    records = dict.fromkeys(towns, TownRecord.CAMERAS_NO_SHARING_REPORTED)
    return window, Scene(area, records, shapes, window, Style.LIGHT).names()


def test_no_two_names_of_any_region_touch_and_each_lies_in_its_own_town(shapes: Shapes) -> None:
    for region in shapes.regions.values():
        window, found = names(shapes, Area(Scale.REGION, region=region.name), region.towns)
        assert not [(a, b) for n, a in enumerate(found) for b in found[n + 1 :] if a.box.meets(b.box)]
        for label in found:
            middle = label.box.middle
            there = Point(middle.x / window.scale + window.box.left, middle.y / window.scale + window.box.top)
            assert holds(shapes.towns[label.town].rings, there)


def test_every_town_of_a_region_has_its_name_or_its_mark_and_most_have_their_name(shapes: Shapes) -> None:
    for region in shapes.regions.values():
        _, found = names(shapes, Area(Scale.REGION, region=region.name), region.towns)
        assert {label.town for label in found} == set(region.towns)
        assert sum(bool(label.form.lines) for label in found) > 0.6 * len(region.towns)


def test_every_town_and_all_its_neighbors_are_named_up_close(shapes: Shapes) -> None:
    for town, others in list(shapes.neighbours.items())[::3]:
        _, found = names(shapes, Area(Scale.TOWN, town), (town, *others))
        assert {label.town for label in found if label.form.lines} == {town, *others}
