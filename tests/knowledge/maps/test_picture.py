"""The map as a picture: its size, its colours and patterns where they belong, its smooth edges, and how small its file is."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from knowledge.base import KnowledgeBase
from knowledge.contents import Contents
from knowledge.maps.ground import ground, tile, tiled
from knowledge.maps.legend import LEGEND, THEMES, TILE, Style
from knowledge.maps.paper import PAD, WIDTH
from knowledge.maps.picture import draw
from knowledge.maps.plane import Box
from knowledge.maps.scene import Scene
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale, tell
from knowledge.maps.window import FLATTEST, SLIMMEST, Window
from knowledge.standing import TownRecord
from tests.knowledge.maps import small_map

RECORDS = {
    "Northwest": TownRecord.SHARING_DISPUTED,
    "Northeast": TownRecord.NOTHING_ON_RECORD,
    "Southwest": TownRecord.CAMERAS_NO_SHARING_REPORTED,
    "Southeast": TownRecord.FEDERAL_SEARCHES_LOGGED,
    "Isle": TownRecord.SHARING_REPORTED,
}


@pytest.fixture(scope="module")
def base(connecticut: Contents) -> KnowledgeBase:
    return KnowledgeBase.of(connecticut)


@pytest.fixture(scope="module")
def shapes(connecticut: Contents) -> Shapes:
    return Shapes.of(connecticut)


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def colours(image: Image.Image, box: Box) -> set[tuple[int, ...]]:
    """The colours inside a box, its edges left alone."""
    inner = image.crop((int(box.left) + 4, int(box.top) + 4, int(box.right) - 4, int(box.bottom) - 4))
    return {colour for _, colour in inner.getcolors(maxcolors=1 << 24)}


def drawn_small(style: Style, asked: str | None = None) -> tuple[Image.Image, Window, Shapes]:
    shapes = small_map.shapes()
    window = Window.on(shapes, Area(), 900)
    return ground(shapes, window, style, RECORDS, asked), window, shapes


def placed(window: Window, box: Box) -> Box:
    corner, other = (
        window.place(box.middle._replace(x=box.left, y=box.top)),
        window.place(box.middle._replace(x=box.right, y=box.bottom)),
    )
    return Box(corner.x, corner.y, other.x, other.y)


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("town", ["Northwest", "Northeast", "Southwest", "Southeast"])
def test_a_town_shows_the_colour_and_the_pattern_of_its_record(style: Style, town: str) -> None:
    image, window, shapes = drawn_small(style)
    look = LEGEND[RECORDS[town]]
    seen = colours(image, placed(window, shapes.towns[town].box))
    assert rgb(look.fills[style]) in seen
    if look.mark:
        assert rgb(look.hatch(style)) in seen
    else:
        assert seen == {rgb(look.fills[style])}


def test_the_hole_of_a_town_is_paper_and_its_island_is_filled() -> None:
    image, window, shapes = drawn_small(Style.LIGHT)
    _, hole, island = (placed(window, Box.around(ring)) for ring in shapes.towns["Isle"].rings)
    assert colours(image, hole) == {rgb(THEMES[Style.LIGHT].paper)}
    assert rgb(LEGEND[TownRecord.SHARING_REPORTED].fills[Style.LIGHT]) in colours(image, island)


def test_edges_are_smooth() -> None:
    image, window, shapes = drawn_small(Style.LIGHT)
    edge = placed(window, shapes.towns["Northeast"].box)
    across = image.crop((int(edge.right) - 6, int(edge.middle.y), int(edge.right) + 6, int(edge.middle.y) + 1))
    ink, fill, paper = (
        rgb(colour)
        for colour in (THEMES[Style.LIGHT].ink, LEGEND[RECORDS["Northeast"]].fills[Style.LIGHT], THEMES[Style.LIGHT].paper)
    )
    assert {colour for _, colour in across.getcolors()} - {ink, fill, paper}, "shades between the outline and what lies beside it"


def test_only_the_asked_town_bears_a_broad_outline() -> None:
    plain, window, shapes = drawn_small(Style.LIGHT)
    asked, _, _ = drawn_small(Style.LIGHT, "Northwest")
    box = placed(window, shapes.towns["Northwest"].box)
    edge = (int(box.left), int(box.middle.y))
    dark = [sum(sum(image.getpixel((edge[0] + step, edge[1]))) < 200 for step in range(-8, 9)) for image in (plain, asked)]
    assert dark[1] >= dark[0] + 3


def test_a_town_beside_the_area_is_an_outline_alone() -> None:
    shapes = small_map.shapes()
    window = Window.on(shapes, Area(), 900)
    image = ground(shapes, window, Style.LIGHT, {"Northwest": TownRecord.SHARING_DISPUTED}, None)
    assert colours(image, placed(window, shapes.towns["Southeast"].box)) == {rgb(THEMES[Style.LIGHT].paper)}


@pytest.mark.parametrize("record", [record for record in TownRecord if LEGEND[record].mark])
def test_a_tile_meets_itself_on_every_side(record: TownRecord) -> None:
    one = tile(LEGEND[record], Style.LIGHT, 2)
    sheet = tiled(one, (4 * TILE, 4 * TILE), (TILE, TILE))
    assert sheet.crop((TILE, TILE, 3 * TILE, 3 * TILE)).tobytes() == one.tobytes()


AREAS = [Area(), Area(Scale.STATE, "Derby"), Area(Scale.TOWN, "Fairfield"), Area(Scale.REGION, region="Capitol Planning Region")]


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("area", AREAS, ids=str)
def test_every_map_is_a_thousand_wide_small_and_holds_the_colours_of_its_records(
    base: KnowledgeBase, shapes: Shapes, area: Area, style: Style
) -> None:
    sheet = tell(base, area, "es", shapes.neighbours[area.town or "Union"])
    png = draw(sheet, shapes, style)
    image = opened(png).convert("RGB")
    assert image.width == WIDTH
    assert 1000 <= image.height <= 2200
    assert len(png) < 120_000
    seen = image.getcolors(maxcolors=1 << 24)
    for row in sheet.rows:
        fill = rgb(LEGEND[row.record].fills[style])
        near = sum(count for count, colour in seen if max(abs(a - b) for a, b in zip(colour, fill, strict=True)) <= 6)
        assert near > 400, row.record


def test_the_same_sheet_makes_the_same_picture(base: KnowledgeBase, shapes: Shapes) -> None:
    sheet = tell(base, Area(), "ht")
    assert draw(sheet, shapes, Style.DARK) == draw(sheet, shapes, Style.DARK)


def test_light_and_dark_are_different_pictures_on_their_own_paper(base: KnowledgeBase, shapes: Shapes) -> None:
    sheet = tell(base, Area(), "en")
    corners = [opened(draw(sheet, shapes, style)).convert("RGB").getpixel((2, 2)) for style in Style]
    assert [sum(corner) > 600 for corner in corners] == [True, False]


def test_a_towns_mark_stands_inside_it_on_the_map_of_the_state(base: KnowledgeBase, shapes: Shapes) -> None:
    sheet = tell(base, Area(), "en")
    window = Window.on(shapes, sheet.area, WIDTH - 2 * PAD)
    records = {town: row.record for row in sheet.rows for town in row.towns}
    with_marks = Scene(sheet.area, records, shapes, window, Style.LIGHT).draw([])
    without = ground(shapes, window, Style.LIGHT, records, None)
    at = window.place(shapes.towns["Fairfield"].room.point)
    spot = (int(at.x) - 3, int(at.y) - 3, int(at.x) + 3, int(at.y) + 3)
    assert {colour for _, colour in with_marks.crop(spot).getcolors()} == {rgb(THEMES[Style.LIGHT].ink)}
    assert with_marks.crop(spot).tobytes() != without.crop(spot).tobytes()


@pytest.mark.parametrize("area", AREAS, ids=str)
def test_a_window_shows_the_whole_area_in_its_middle_and_is_no_slimmer_than_a_phone(shapes: Shapes, area: Area) -> None:
    window = Window.on(shapes, area, 944)
    towns = {
        Scale.STATE: tuple(shapes.towns),
        Scale.REGION: shapes.regions[area.region].towns if area.region else (),
        Scale.TOWN: (area.town or "", *shapes.neighbours[area.town or "Union"]),
    }[area.scale]
    for town in towns:
        box = placed(window, shapes.towns[town].box)
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= window.width
        assert box.bottom <= window.height
    assert FLATTEST * 944 - 1 <= window.height <= SLIMMEST * 944 + 1


def test_a_town_apart_can_be_shown_up_close() -> None:
    shapes = small_map.shapes()
    window = Window.on(shapes, Area(Scale.TOWN, "Isle"), 944)
    assert placed(window, shapes.towns["Isle"].box).width > 600
