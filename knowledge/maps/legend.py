"""How each record is told apart on a map: a colour, a pattern and a mark, any of which is enough alone.

Every colour is "#rrggbb", which Pillow and SVG both read. The fills differ from each other for people with each kind of colour
blindness too, and every one of them lets the outlines and marks stand out; the tests measure both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from knowledge.standing import TownRecord

TILE = 20
"""The side of a pattern's tile, in pixels of a picture that is 1000 wide."""
STROKE = 2.5
"""How wide its lines are."""


class Style(StrEnum):
    """What the picture is made to be seen on."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours around the towns: `ink` for letters, marks and outlines, `quiet` for what matters less."""

    paper: str
    ink: str
    quiet: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """What repeats over a fill, in tiles of `TILE`: lines from (x, y) to (x, y), and dots with a middle and a radius."""

    lines: tuple[tuple[float, float, float, float], ...] = ()
    dots: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A record on the map: its fill by style, its pattern, and the mark in the middle of a town, "" for none."""

    mark: str
    pattern: Pattern
    fills: Mapping[Style, str]

    def hatch(self, style: Style) -> str:
        """The colour of the pattern: the fill, halfway to the letters."""
        return mixed(self.fills[style], THEMES[style].ink, 0.45)


def mixed(colour: str, other: str, part: float) -> str:
    """A colour moved by a part (0..1) of the way to another one."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _look(mark: str, pattern: Pattern, light: str, dark: str) -> Look:
    return Look(mark, pattern, MappingProxyType({Style.LIGHT: light, Style.DARK: dark}))


T, H, Q = TILE, TILE / 2, TILE / 4
PLAIN = Pattern()
RISING = Pattern(lines=((0, T, T, 0), (-Q, Q, Q, -Q), (T - Q, T + Q, T + Q, T - Q)))
FALLING = Pattern(lines=((0, 0, T, T), (-Q, T - Q, Q, T + Q), (T - Q, -Q, T + Q, Q)))
CROSSED = Pattern(lines=(*RISING.lines, *FALLING.lines))
LEVEL = Pattern(lines=((0, Q, T, Q), (0, H + Q, T, H + Q)))
UPRIGHT = Pattern(lines=((Q, 0, Q, T), (H + Q, 0, H + Q, T)))
GRID = Pattern(lines=((0, H, T, H), (H, 0, H, T)))
DOTTED = Pattern(dots=((Q, Q, 2), (H + Q, H + Q, 2)))
DASHED = Pattern(lines=((Q / 2, Q, H, Q), (H + Q / 2, H + Q, T, H + Q)))

THEMES: Mapping[Style, Theme] = MappingProxyType(
    {
        Style.LIGHT: Theme(paper="#ffffff", ink="#101418", quiet="#4a5058"),
        Style.DARK: Theme(paper="#1e1f22", ink="#ffffff", quiet="#c4c9d0"),
    }
)
LEGEND: Mapping[TownRecord, Look] = MappingProxyType(
    {
        TownRecord.SHARING_CONFIRMED: _look("★", CROSSED, "#746ef4", "#8847d4"),
        TownRecord.FEDERAL_SEARCHES_LOGGED: _look("▲", RISING, "#da5049", "#780007"),
        TownRecord.SHARING_DISPUTED: _look("◆", FALLING, "#e69d58", "#984b23"),
        TownRecord.SHARING_REPORTED: _look("●", LEVEL, "#e6df5b", "#996c00"),
        TownRecord.SHARING_ENDED: _look("○", UPRIGHT, "#88e78c", "#258455"),
        TownRecord.OUTSIDE_SEARCHES_LOGGED: _look("▼", GRID, "#a97283", "#5f4c69"),
        TownRecord.CAMERAS_NO_SHARING_REPORTED: _look("□", DOTTED, "#85abc7", "#42528c"),
        TownRecord.POLICY_ONLY: _look("△", DASHED, "#afb99b", "#657776"),
        TownRecord.NOTHING_ON_RECORD: _look("", PLAIN, "#e9ecef", "#303338"),
    }
)
