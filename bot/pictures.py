"""`plainsight map` and `plainsight timeline`: a picture in a file, and the same in words on the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from bot.errors import PlainsightError
from bot.loading import load
from bot.terminal import Hanging, console, show
from knowledge.answer import Block, Claim
from knowledge.base import KnowledgeBase
from knowledge.maps import sheet
from knowledge.maps import timeline as timelines
from knowledge.maps.errors import OutlinesError
from knowledge.maps.legend import LEGEND, Style
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale, Sheet
from knowledge.maps.timeline import Timeline


class UndrawnError(PlainsightError):
    """What was asked for cannot be shown; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The language, the style, the folder of the pack, and the file for the picture, None for words alone."""

    language: str
    style: str
    pack: Path | None = None
    out: Path | None = None


def town_map(wanted: Wanted, town: str, region: str) -> int:
    """Show the towns of the state, of a region, or around a town, by record; raises UndrawnError and PackError."""
    base = load(wanted.pack)
    area = _area(base, town, region)
    shapes = _shapes(base) if wanted.out or area.scale is Scale.TOWN else None
    neighbours = shapes.neighbours[area.town] if shapes and area.town else ()
    told = sheet.tell(base, area, wanted.language, neighbours)
    if wanted.out and shapes:
        from knowledge.maps import picture

        _save(wanted.out, picture.draw(told, shapes, Style(wanted.style)))
    show(console(), *_told(told))
    return 0


def timeline(wanted: Wanted, town: str, day: dt.date) -> int:
    """Show what happened about a town or in the state, up to a day; raises UndrawnError and PackError."""
    base = load(wanted.pack)
    told = timelines.tell(base, _town(base, town) if town else None, wanted.language, day)
    if wanted.out:
        from knowledge.maps import timeline_picture

        _save(wanted.out, timeline_picture.draw(told, Style(wanted.style)))
    show(console(), *_listed(told))
    return 0


def _area(base: KnowledgeBase, town: str, region: str) -> Area:
    if town:
        return Area(Scale.TOWN, _town(base, town))
    if not region:
        return Area()
    regions = sorted({row.planning_region for row in base.contents.towns})
    fitting = [name for name in regions if region.casefold() in name.casefold()]
    if len(fitting) != 1:
        raise UndrawnError(f"which region is {region!r}? {', '.join(fitting or regions)}")
    return Area(Scale.REGION, region=fitting[0])


def _town(base: KnowledgeBase, typed: str) -> str:
    seen = base.finder.find(typed)
    if len(seen.towns) != 1 or seen.clarify:
        choices = ", ".join(seen.clarify.choices if seen.clarify else seen.towns)
        raise UndrawnError(f"which town is {typed!r}? {choices or 'write the name of one town'}")
    return seen.towns[0]


def _shapes(base: KnowledgeBase) -> Shapes:
    try:
        return Shapes.of(base.contents)
    except OutlinesError as error:
        raise UndrawnError(f"{error}; the pack's boundaries.geojson must hold every town of its towns.csv") from None


def _save(file: Path, picture: bytes) -> None:
    try:
        file.write_bytes(picture)
    except OSError as error:
        raise UndrawnError(f"{file} cannot be written: {error.strerror}") from None


def _told(told: Sheet) -> Iterator[RenderableType]:
    """The map in words: its title, what it says of the asked town, and the towns of each record beside its mark."""
    yield Text(told.title, style="bold underline")
    yield Hanging("", Text(told.caution))
    if told.asked:
        yield Hanging("", *_block(told.asked))
    if told.beside:
        yield Hanging("", Text(told.beside))
    for row, (line, names) in zip(told.rows, told.listed, strict=True):
        yield Text()
        yield Hanging(f" {LEGEND[row.record].mark or ' '} ", Text(line, style="bold"), Text(names))


def _listed(told: Timeline) -> Iterator[RenderableType]:
    """The timeline in words: every entry with its number, its lane and its sources, then what bears no date."""
    names = dict(told.lanes)
    yield Text(told.title, style="bold underline")
    yield Hanging("", Text(told.caution))
    for entry in (*told.entries, *told.undated):
        label = Text(f"{names[entry.lane]}: {entry.claim.label}", style="bold")
        yield Text()
        yield Hanging(f" {entry.n or ' ':>2} ", label, *_block(entry.claim.bare))
    yield Text()
    yield Hanging("", Text(told.footnote, style="dim"))


def _block(told: Block) -> Iterator[Text]:
    """A sentence, and below it the addresses of its sources."""
    yield Text(told.sentence)
    for citation in told.citations if isinstance(told, Claim) else ():
        yield Text(citation.source.url, style="cyan")
