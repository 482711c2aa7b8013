"""The timeline as a PNG: a lane for each sort of thing, and on it a numbered mark for each thing, where its day is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from PIL import Image, ImageDraw

from knowledge.maps.legend import THEMES, Style, mixed
from knowledge.maps.lettering import BOLD, REGULAR, font, width
from knowledge.maps.paper import PAD, TEXT, TITLE, WIDTH, Sentence, as_png, height_of, write
from knowledge.maps.plane import Box, Point
from knowledge.maps.timeline import FIRST_YEAR, Entry, Lane, Timeline
from knowledge.maps.years import Years

NUMBER = 28
MARK = (56, 46)
ROW, NAME_ROW, YEAR_ROW = 56, 50, 46
BEFORE = 74
"""The room at the left for what came before the first year."""
FINER = 2

FILLS: Mapping[Lane, Mapping[Style, str]] = MappingProxyType(
    {
        Lane.LAW: {Style.LIGHT: "#85abc7", Style.DARK: "#42528c"},
        Lane.REPORT: {Style.LIGHT: "#e69d58", Style.DARK: "#984b23"},
        Lane.RESPONSE: {Style.LIGHT: "#e6df5b", Style.DARK: "#657776"},
        Lane.CHANGE: {Style.LIGHT: "#88e78c", Style.DARK: "#258455"},
    }
)


class Placed(NamedTuple):
    """An entry on its lane: the middle of its mark, the row it stands in, and the time that its date spans."""

    entry: Entry
    x: float
    row: int
    span: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """A lane of the picture: its name, its entries in rows, and where it begins and ends."""

    lane: Lane
    name: str
    placed: tuple[Placed, ...]
    top: int

    @property
    def bottom(self) -> int:
        """Where the next begins."""
        rows = max((its.row for its in self.placed), default=0) + 1
        return self.top + NAME_ROW + rows * ROW + 8

    def middle(self, row: int) -> float:
        """The middle of a row."""
        return self.top + NAME_ROW + (row + 0.5) * ROW


def draw(timeline: Timeline, style: Style) -> bytes:
    """The picture of a timeline, in a style."""
    theme = THEMES[style]
    head = [Sentence(timeline.title, BOLD, TITLE), Sentence(timeline.caution)]
    top = PAD + height_of(head, WIDTH - 2 * PAD) + 12
    days = [entry.when for entry in timeline.entries if entry.when]
    early = any(day.year < FIRST_YEAR for day in days)
    years = Years.across(days, FIRST_YEAR, timeline.day, PAD + (BEFORE if early else 0) + MARK[0] / 2, WIDTH - PAD - MARK[0] / 2)
    bands = list(_bands(timeline, years, top + YEAR_ROW))
    bottom = bands[-1].bottom
    image = Image.new("RGB", (WIDTH, bottom + YEAR_ROW + PAD), theme.paper)
    write(image, head, Box(PAD, PAD, WIDTH - PAD, top - 12), theme.ink)
    image.paste(_marks(bands, years, style, (WIDTH, bottom - top - YEAR_ROW)), (0, top + YEAR_ROW))
    pen = ImageDraw.Draw(image)
    for y in (top + YEAR_ROW / 2, bottom + YEAR_ROW / 2):
        _years(pen, years, y, style, early=early)
    for band in bands:
        pen.text((PAD + 10, band.top + NAME_ROW / 2), band.name, theme.ink, font(BOLD, TEXT), "lm")
        for its in band.placed:
            y = band.middle(its.row) - (3 if band.lane is Lane.RESPONSE else 0)
            pen.text((its.x, y), str(its.entry.n), theme.ink, font(BOLD, NUMBER), "mm")
        if not band.placed:
            pen.text((PAD + 10, band.middle(0)), timeline.nothing, theme.quiet, font(REGULAR, TEXT), "lm")
    return as_png(image)


def _bands(timeline: Timeline, years: Years, top: int) -> Iterator[Band]:
    for lane, name in timeline.lanes:
        band = Band(lane, name, tuple(_in_rows([entry for entry in timeline.entries if entry.lane is lane], years)), top)
        yield band
        top = band.bottom


def _in_rows(entries: Sequence[Entry], years: Years) -> Iterator[Placed]:
    """Each entry in the first row where its mark lies over no other."""
    ends: list[float] = []
    for entry in entries:
        if entry.when is None:
            continue
        span = years.span(entry.when)
        x = (span[0] + span[1]) / 2 if entry.when.year >= FIRST_YEAR else PAD + MARK[0] / 2
        row = next((n for n, end in enumerate(ends) if end + 4 <= x - MARK[0] / 2), len(ends))
        ends[row : row + 1] = [x + MARK[0] / 2]
        yield Placed(entry, x, row, span)


def _marks(bands: Sequence[Band], years: Years, style: Style, size: tuple[int, int]) -> Image.Image:
    """The lanes and their marks without letters, drawn larger and made smaller again, which smooths them."""
    theme, top = THEMES[style], bands[0].top
    image = Image.new("RGB", (size[0] * FINER, size[1] * FINER), theme.paper)
    pen = ImageDraw.Draw(image)

    def larger(*numbers: float) -> list[float]:
        return [number * FINER for number in numbers]

    for n, band in enumerate(bands):
        back = mixed(theme.paper, theme.ink, 0.07 if n % 2 == 0 else 0.0)
        pen.rectangle(larger(PAD, band.top - top, WIDTH - PAD, band.bottom - top), fill=back)
    for start in years.starts:
        pen.line(larger(start, 0, start, size[1]), mixed(theme.paper, theme.ink, 0.25), FINER)
    for band in bands:
        fill = FILLS[band.lane][style]
        for its in band.placed:
            y = band.middle(its.row) - top
            if its.span[1] - its.span[0] > 3:
                pen.line(larger(its.span[0], y, its.span[1], y), theme.ink, 5 * FINER)
            pen.polygon([Point(*larger(*corner)) for corner in _outline(band.lane, its.x, y)], fill, theme.ink, 2 * FINER)
    return image.reduce(FINER)


def _outline(lane: Lane, x: float, y: float) -> list[tuple[float, float]]:
    """A lane's own shape around a point: a sheet for a law, a disc for a report, a speech bubble, an arrow for a change."""
    wide, high = MARK[0] / 2, MARK[1] / 2
    if lane is Lane.REPORT:
        turns = [2 * math.pi * n / 40 for n in range(40)]
        return [(x + wide * math.cos(turn), y + (high + 2) * math.sin(turn)) for turn in turns]
    if lane is Lane.RESPONSE:
        tail = [
            (x + wide, y + high - 5),
            (x - 2, y + high - 5),
            (x - 14, y + high + 5),
            (x - 14, y + high - 5),
            (x - wide, y + high - 5),
        ]
        return [(x - wide, y - high), (x + wide, y - high), *tail]
    if lane is Lane.CHANGE:
        return [(x - wide, y - high), (x + wide / 2, y - high), (x + wide + 3, y), (x + wide / 2, y + high), (x - wide, y + high)]
    return [(x - wide, y - high), (x + wide, y - high), (x + wide, y + high), (x - wide, y + high)]


def _years(pen: ImageDraw.ImageDraw, years: Years, y: float, style: Style, *, early: bool) -> None:
    """The years, each where it begins; where they have no room beside each other, those in which more happened."""
    taken: list[tuple[float, float]] = []
    names: list[tuple[float, str]] = [(start, str(years.first + n)) for n, start in enumerate(years.starts)]
    names.sort(key=lambda its: years.room(its[0]), reverse=True)
    if early:
        names.insert(0, (PAD, f"<{years.first}"))
    for start, name in names:
        end = start + width(name, REGULAR, NUMBER)
        if end <= WIDTH - 4 and all(end + 10 <= left or right + 10 <= start for left, right in taken):
            pen.text((start, y), name, THEMES[style].quiet, font(REGULAR, NUMBER), "lm")
            taken.append((start, end))
