"""The towns of a map, filled and outlined; drawn twice as large and made smaller again, which smooths every edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PIL import Image, ImageChops, ImageDraw

from knowledge.maps.legend import LEGEND, STROKE, THEMES, TILE, Look, Style, mixed
from knowledge.maps.plane import Box, Ring
from knowledge.maps.shapes import Shapes
from knowledge.maps.window import Window
from knowledge.standing import TownRecord

FINER = 2
"""How many times larger than the picture it is drawn."""
BORDER, BESIDE, ASKED, HALO = 1.5, 1.0, 6.0, 13.0
"""How wide the outlines are, in pixels: of the area's towns, of those beside it, of the asked town, and the light around that."""


def ground(shapes: Shapes, window: Window, style: Style, records: Mapping[str, TownRecord], asked: str | None) -> Image.Image:
    """The window's towns: those in `records` with the look of their record, the others as outlines, the asked one outlined."""
    larger = Window(window.box, window.width * FINER, window.height * FINER)
    theme = THEMES[style]
    image = Image.new("RGB", (larger.width, larger.height), theme.paper)
    seen = [shape for shape in shapes.towns.values() if shape.box.meets(window.box)]
    placed = {shape.town: tuple(map(larger.trace, shape.rings)) for shape in seen}
    tiles = {record: tile(LEGEND[record], style, FINER) for record in set(records.values())}
    draw = ImageDraw.Draw(image)
    for town, rings in placed.items():
        if town in records:
            _fill(image, rings, tiles[records[town]])
        else:
            _outline(draw, rings, mixed(theme.paper, theme.ink, 0.3), BESIDE)
    for town, rings in placed.items():
        if town in records:
            _outline(draw, rings, theme.ink, BORDER)
    if asked in placed:
        _outline(draw, placed[asked], theme.paper, HALO)
        _outline(draw, placed[asked], theme.ink, ASKED)
    return image.reduce(FINER)


def tile(look: Look, style: Style, finer: int = 1) -> Image.Image:
    """The square that repeats over a record's towns, `TILE` times `finer` pixels wide."""
    side = TILE * finer
    image = Image.new("RGB", (side, side), look.fills[style])
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in look.pattern.lines:
        draw.line((x0 * finer, y0 * finer, x1 * finer, y1 * finer), look.hatch(style), round(STROKE * finer))
    for x, y, radius in look.pattern.dots:
        draw.circle((x * finer, y * finer), radius * finer, look.hatch(style))
    return image


def tiled(one: Image.Image, size: tuple[int, int], shift: tuple[int, int] = (0, 0)) -> Image.Image:
    """A sheet covered with a tile again and again, begun `shift` pixels right of and below the tile's upper left corner."""
    row, sheet = Image.new("RGB", (size[0], one.height)), Image.new("RGB", size)
    for x in range(-(shift[0] % one.width), size[0], one.width):
        row.paste(one, (x, 0))
    for y in range(-(shift[1] % one.height), size[1], one.height):
        sheet.paste(row, (0, y))
    return sheet


def _fill(image: Image.Image, rings: Sequence[Ring], one: Image.Image) -> None:
    """Cover what the rings enclose with the tile, whose pattern runs on from town to town."""
    around = Box.over(map(Box.around, rings))
    left, top = max(0, int(around.left)), max(0, int(around.top))
    size = (min(image.width, int(around.right) + 1) - left, min(image.height, int(around.bottom) + 1) - top)
    image.paste(tiled(one, size, (left, top)), (left, top), _mask(rings, size, left, top))


def _mask(rings: Sequence[Ring], size: tuple[int, int], left: int, top: int) -> Image.Image:
    """What the rings enclose, the inside of a ring within a ring being outside."""
    mask = Image.new("1", size)
    ImageDraw.Draw(mask).polygon([(point.x - left, point.y - top) for point in rings[0]], fill=1)
    for ring in rings[1:]:
        part = Image.new("1", size)
        ImageDraw.Draw(part).polygon([(point.x - left, point.y - top) for point in ring], fill=1)
        mask = ImageChops.logical_xor(mask, part)
    return mask


def _outline(draw: ImageDraw.ImageDraw, rings: Sequence[Ring], colour: str, wide: float) -> None:
    for ring in rings:
        draw.line(ring, colour, round(wide * FINER), joint="curve" if wide > BORDER else None)
