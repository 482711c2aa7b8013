"""The map as SVG: each town a link with its name and record, for whoever sees its colour and pattern, hears it or tabs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from bot.site.edition import Edition, question
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import headline
from knowledge.maps.legend import LEGEND, STROKE, THEMES, TILE, Look, Style
from knowledge.maps.plane import Box, Ring
from knowledge.maps.shapes import Shape
from knowledge.questions import Intent
from knowledge.standing import TownRecord

WIDTH = 1000
MARGIN = 4
SMALLEST_ROOM = 18
"""How many of the picture's units a mark needs to stand in."""


class Group(NamedTuple):
    """The towns of one record, by name; `label` says the record in words and `swatch` shows how the map fills it."""

    record: TownRecord
    label: str
    towns: tuple[str, ...]
    swatch: Markup


def groups(edition: Edition, language: str) -> tuple[Group, ...]:
    """Every record that some town has, the strongest first."""
    draft = Draft(question(Intent.WHO_SHARES, language), edition.base, edition.as_of)
    held = edition.base.by_record
    return tuple(
        Group(record, draft.say(f"record.{record}"), tuple(sorted(held[record])), _swatch(record))
        for record in TownRecord
        if record in held
    )


def drawing(edition: Edition, language: str, ways: Mapping[str, str]) -> Markup:
    """The whole state; `ways` leads from the page it stands on to each town's page."""
    draft = Draft(question(Intent.WHO_SHARES, language), edition.base, edition.as_of)
    frame = _Frame(edition.shapes.box)
    standings = edition.base.standings
    towns = Markup("\n").join(
        _town(shape, frame, standings[name].record, ways[name], f"{name}: {headline(draft, standings[name])}")
        for name, shape in edition.shapes.towns.items()
    )
    title = draft.say("site.map.title", state=edition.base.manifest.name)
    return Markup(
        '<svg viewBox="0 0 {} {}" role="group" aria-labelledby="map-title"><title id="map-title">{}</title>\n'
        "<defs>\n{}\n</defs>\n{}\n</svg>"
    ).format(WIDTH, frame.height, title, Markup("\n").join(map(_pattern, TownRecord)), towns)


def stylesheet() -> str:
    """The colours of the map's records, in light and in dark, as custom properties."""
    light, dark = ("".join(_colours(style)) for style in Style)
    return f":root {{\n{light}}}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n{''.join(_rules())}"


class _Frame:
    """Kilometres of the map as units of the picture."""

    def __init__(self, box: Box) -> None:
        self._box = box.wider(MARGIN * box.width / WIDTH)
        self.scale = WIDTH / self._box.width
        self.height = round(self._box.height * self.scale)

    def place(self, x: float, y: float) -> str:
        return f"{round((x - self._box.left) * self.scale, 1):g} {round((y - self._box.top) * self.scale, 1):g}"

    def path(self, rings: tuple[Ring, ...]) -> str:
        return "".join(f"M{'L'.join(self.place(*point) for point in ring[:-1])}Z" for ring in rings)


def _town(shape: Shape, frame: _Frame, record: TownRecord, there: str, said: str) -> Markup:
    mark, room = LEGEND[record].mark, shape.room
    x, y = frame.place(*room.point).split()
    shown = mark if room.width * frame.scale >= SMALLEST_ROOM else ""
    text = Markup('<text x="{}" y="{}" aria-hidden="true">{}</text>').format(x, y, shown) if shown else ""
    return Markup(
        '<a href="{}" aria-label="{}"><title>{}</title><path fill="url(#fill-{})" fill-rule="evenodd" d="{}"/>{}</a>'
    ).format(there, said, said, record, frame.path(shape.rings), text)


def _pattern(record: TownRecord) -> Markup:
    return Markup(
        '<pattern id="fill-{0}" class="{0}" width="{1}" height="{1}" patternUnits="userSpaceOnUse">'
        '<rect width="{1}" height="{1}"/>{2}</pattern>'
    ).format(record, TILE, Markup("").join(_strokes(LEGEND[record])))


def _strokes(look: Look) -> Iterator[Markup]:
    for line in look.pattern.lines:
        yield Markup('<line x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}"/>').format(*line)
    for dot in look.pattern.dots:
        yield Markup('<circle cx="{:g}" cy="{:g}" r="{:g}"/>').format(*dot)


def _swatch(record: TownRecord) -> Markup:
    return Markup(
        '<svg class="swatch" viewBox="0 0 40 28" aria-hidden="true"><rect width="40" height="28" fill="url(#fill-{})"/>'
        '<text x="20" y="14">{}</text></svg>'
    ).format(record, LEGEND[record].mark)


def _colours(style: Style) -> Iterator[str]:
    theme = THEMES[style]
    yield f"--map-ink: {theme.ink};\n--map-paper: {theme.paper};\n"
    for record, look in LEGEND.items():
        yield f"--{record}: {look.fills[style]};\n--{record}-hatch: {look.hatch(style)};\n"


def _rules() -> Iterator[str]:
    yield f"pattern line {{ stroke-width: {STROKE}; }}\n"
    for record in LEGEND:
        yield f"pattern.{record} rect {{ fill: var(--{record}); }}\n"
        yield f"pattern.{record} line {{ stroke: var(--{record}-hatch); }}\n"
        yield f"pattern.{record} circle {{ fill: var(--{record}-hatch); }}\n"
        yield f".headline.{record} {{ border-color: var(--{record}); }}\n"
