"""The map itself: the towns of a window with their marks, and the names that have room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from knowledge.maps import labels
from knowledge.maps.ground import ground
from knowledge.maps.labels import Form, Label, Level, Wish
from knowledge.maps.legend import LEGEND, THEMES, Style
from knowledge.maps.lettering import BOLD, REGULAR, font, width
from knowledge.maps.plane import Box, Point
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale
from knowledge.maps.window import Window
from knowledge.standing import TownRecord

NAME, MARK = 28, 32
LEADING = 1.08
HALO = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be drawn: an area, the records of its towns, strongest first, and where each outline comes to lie."""

    area: Area
    records: Mapping[str, TownRecord]
    shapes: Shapes
    window: Window
    style: Style

    def draw(self, named: Sequence[Label]) -> Image.Image:
        """The picture of it with these names, as large as its window."""
        image = ground(self.shapes, self.window, self.style, self.records, self.area.town)
        pen = ImageDraw.Draw(image)
        found = {label.town: label for label in named}
        for town, record in self.records.items():
            label = found.get(town)
            if LEGEND[record].mark:
                at = Point(label.box.middle.x, self._top(label) + MARK / 2) if label else self._middle(town)
                mark(pen, record, at, self.style)
            if label:
                self._write(pen, label)
        if self.area.town and self.area.scale is Scale.STATE:
            self._point_out(pen, self.area.town)
        return image

    def _middle(self, town: str) -> Point:
        return self.window.place(self.shapes.towns[town].room.point)

    def _face(self, town: str) -> str:
        return BOLD if town == self.area.town else REGULAR

    def names(self) -> list[Label]:
        """The names with their places, the asked town's first, then by record, and of those the ones with least room.

        A map of the whole state has no room for names.
        """
        if self.area.scale is Scale.STATE:
            return []
        asked, strength = self.area.town, {record: rank for rank, record in enumerate(TownRecord)}
        rooms = {town: self.shapes.towns[town].room.width for town in self.records}
        order = sorted(self.records, key=lambda town: (town != asked, strength[self.records[town]], rooms[town]))
        return labels.placed(map(self._wish, order), Box(0, 0, self.window.width, self.window.height))

    def _wish(self, town: str) -> Wish:
        above = MARK if LEGEND[self.records[town]].mark else 0
        forms = [
            Form(cut, max(width(line, self._face(town), NAME) for line in cut), above + len(cut) * NAME * LEADING)
            for cut in _cuts(town)
        ]
        if above:
            forms.append(Form((), above, above))
        levels = (
            Level(self._down(y), tuple((self._right(a), self._right(b)) for a, b in inside))
            for y, inside in self.shapes.towns[town].levels
        )
        return Wish(town, tuple(forms), tuple(levels), needed=town == self.area.town or self.area.scale is Scale.TOWN)

    def _right(self, x: float) -> float:
        return self.window.place(Point(x, 0)).x

    def _down(self, y: float) -> float:
        return self.window.place(Point(0, y)).y

    def _top(self, label: Label) -> float:
        return label.box.middle.y - label.form.height / 2

    def _write(self, pen: ImageDraw.ImageDraw, label: Label) -> None:
        """A town's name below its mark, with the town's colour around the letters."""
        top = label.box.middle.y + label.form.height / 2 - len(label.form.lines) * NAME * LEADING
        back = LEGEND[self.records[label.town]].fills[self.style]
        for n, line in enumerate(label.form.lines):
            at = (label.box.middle.x, top + (n + 0.5) * NAME * LEADING)
            letters = font(self._face(label.town), NAME)
            pen.text(at, line, THEMES[self.style].ink, letters, "mm", stroke_width=HALO, stroke_fill=back)

    def _point_out(self, pen: ImageDraw.ImageDraw, town: str) -> None:
        """The name of a town that is too small for it, at the edge, with a line that leads to the town."""
        theme, at, wide = THEMES[self.style], self._middle(town), width(town, BOLD, NAME)
        down = 1 if at.y > self.window.height / 2 else -1
        y = self.window.height - NAME if down > 0 else NAME
        x = min(max(at.x, wide / 2 + HALO), self.window.width - wide / 2 - HALO)
        line = [(at.x, at.y + down * MARK * 0.6), (x, y - down * NAME * 0.6)]
        pen.line(line, theme.paper, 9)
        pen.line(line, theme.ink, 4)
        pen.text((x, y), town, theme.ink, font(BOLD, NAME), "mm", stroke_width=HALO, stroke_fill=theme.paper)


def mark(pen: ImageDraw.ImageDraw, record: TownRecord, at: Point, style: Style) -> None:
    """A record's mark around a point, with its colour around it."""
    look = LEGEND[record]
    if look.mark:
        pen.circle(at, MARK * 0.3, look.fills[style])  # what is hollow is hollow without the pattern
        pen.text(at, look.mark, THEMES[style].ink, font(BOLD, MARK), "mm", stroke_width=2, stroke_fill=look.fills[style])


def _cuts(town: str) -> list[tuple[str, ...]]:
    """A name on one line, and on two where it has several words."""
    words = town.split()
    return [(town,), *((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))]
