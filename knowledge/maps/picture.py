"""The map of the towns by record, as a PNG that is 1000 pixels wide and legible on a phone."""

from __future__ import annotations

from PIL import Image, ImageDraw

from knowledge.maps.ground import tile, tiled
from knowledge.maps.legend import LEGEND, THEMES, Style
from knowledge.maps.lettering import BOLD, font
from knowledge.maps.paper import PAD, TEXT, TITLE, WIDTH, Sentence, as_png, height_of, write
from knowledge.maps.plane import Box
from knowledge.maps.scene import Scene, mark
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Row, Sheet
from knowledge.maps.window import Window
from knowledge.wording import wording

SWATCH = (72, 44)
COUNT = 92
BETWEEN = 16
FEW = 12
"""The most towns that a line of the legend names."""


def draw(sheet: Sheet, shapes: Shapes, style: Style) -> bytes:
    """The map that a sheet tells, in a style."""
    theme, window = THEMES[style], Window.on(shapes, sheet.area, WIDTH - 2 * PAD)
    scene = Scene(sheet.area, {town: row.record for row in sheet.rows for town in row.towns}, shapes, window, style)
    named = scene.names()
    head = [Sentence(sheet.title, BOLD, TITLE), Sentence(sheet.caution)]
    entries = [_entry(row, sheet.language, {label.town for label in named if label.form.lines}) for row in sheet.rows]
    room = WIDTH - 2 * PAD - SWATCH[0] - COUNT
    rows = [max(SWATCH[1], height_of(entry, room)) + BETWEEN for entry in entries]
    top = PAD + height_of(head, WIDTH - 2 * PAD) + BETWEEN
    legend = top + window.height + BETWEEN
    image = Image.new("RGB", (WIDTH, legend + sum(rows) + PAD - BETWEEN), theme.paper)
    write(image, head, Box(PAD, PAD, WIDTH - PAD, top), theme.ink)
    image.paste(scene.draw(named), (PAD, top))
    for row, entry, high in zip(sheet.rows, entries, rows, strict=True):
        _swatch(image, row, Box(PAD, legend, PAD + SWATCH[0], legend + high - BETWEEN), style)
        write(image, entry, Box(WIDTH - PAD - room, legend, WIDTH - PAD, legend + high - BETWEEN), theme.ink)
        legend += high
    return as_png(image)


def _entry(row: Row, language: str, named: set[str]) -> list[Sentence]:
    """A line of the legend: the record, and those of its towns that the map does not name, where they are few."""
    rest = [town for town in row.towns if town not in named]
    return [Sentence(row.label, BOLD), *([Sentence(wording(language).listing(rest))] if 0 < len(rest) <= FEW else [])]


def _swatch(image: Image.Image, row: Row, box: Box, style: Style) -> None:
    """A sample of a record's look, and how many towns have it."""
    look, theme, pen = LEGEND[row.record], THEMES[style], ImageDraw.Draw(image)
    left, top = round(box.left), round(box.middle.y - SWATCH[1] / 2)
    image.paste(tiled(tile(look, style), SWATCH), (left, top))
    pen.rectangle((left, top, left + SWATCH[0] - 1, top + SWATCH[1] - 1), outline=theme.ink, width=2)
    mark(pen, row.record, box.middle, style)
    end = box.right + COUNT - BETWEEN
    pen.text((end, box.middle.y), str(len(row.towns)), theme.ink, font(BOLD, TEXT), anchor="rm")
