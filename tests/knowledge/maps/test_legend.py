"""Any of colour, pattern and mark is enough to tell a record, for every kind of sight."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from knowledge.maps.legend import LEGEND, THEMES, TILE, Style, mixed
from knowledge.maps.timeline import Lane
from knowledge.maps.timeline_picture import FILLS
from knowledge.standing import TownRecord
from tests.knowledge.maps.sight import VISIONS, contrast, distance

CLEARLY_APART = 14
"""In CIELAB, seven times what is just noticeable."""
STYLES = list(Style)


def test_sight_itself_agrees_with_what_is_known() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert distance("#000000", "#ffffff", "usual") == pytest.approx(100, abs=0.1)
    assert distance("#d05040", "#7f7a30", "deuteranopia") < distance("#d05040", "#7f7a30", "usual") / 3


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_records_are_told_apart_by_colour_with_every_kind_of_sight(style: Style, vision: str) -> None:
    fills = {record: look.fills[style] for record, look in LEGEND.items()}
    close = [pair for pair in combinations(fills, 2) if distance(*(fills[record] for record in pair), vision) < CLEARLY_APART]
    assert not close


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_lanes_are_told_apart_by_colour_with_every_kind_of_sight(style: Style, vision: str) -> None:
    fills = [FILLS[lane][style] for lane in Lane]
    assert all(distance(one, other, vision) >= CLEARLY_APART for one, other in combinations(fills, 2))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("record", TownRecord)
def test_outlines_marks_and_names_stand_out_from_every_fill(style: Style, record: TownRecord) -> None:
    assert contrast(LEGEND[record].fills[style], THEMES[style].ink) >= 4.5


@pytest.mark.parametrize("style", STYLES)
def test_numbers_stand_out_from_every_lane_and_letters_from_the_paper(style: Style) -> None:
    theme = THEMES[style]
    assert all(contrast(FILLS[lane][style], theme.ink) >= 4.5 for lane in Lane)
    assert min(contrast(theme.paper, theme.ink), contrast(theme.paper, theme.quiet)) >= 7


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("record", TownRecord)
def test_a_pattern_shows_on_its_fill(style: Style, record: TownRecord) -> None:
    assert contrast(LEGEND[record].fills[style], LEGEND[record].hatch(style)) >= 1.5


def test_every_record_has_a_look_and_no_two_share_a_pattern_or_a_mark() -> None:
    assert list(LEGEND) == list(TownRecord)
    assert len({look.pattern for look in LEGEND.values()}) == len({look.mark for look in LEGEND.values()}) == len(TownRecord)


def test_only_a_town_with_nothing_on_record_has_neither_pattern_nor_mark() -> None:
    plain = {record for record, look in LEGEND.items() if not (look.mark and (look.pattern.lines or look.pattern.dots))}
    assert plain == {TownRecord.NOTHING_ON_RECORD}


def test_colours_are_written_as_svg_and_pillow_read_them() -> None:
    shape = re.compile(r"#[0-9a-f]{6}")
    colours = [look.fills[style] for look in LEGEND.values() for style in Style]
    colours += [look.hatch(style) for look in LEGEND.values() for style in Style]
    assert all(shape.fullmatch(colour) for colour in colours)


def test_patterns_run_on_from_tile_to_tile() -> None:
    for look in LEGEND.values():
        for x0, y0, x1, y1 in look.pattern.lines:
            level, upright = y0 == y1, x0 == x1
            assert level or upright or abs(x1 - x0) == abs(y1 - y0), "any other slope would not meet itself in the next tile"
        assert all(0 <= x <= TILE and 0 <= y <= TILE for x, y, _ in look.pattern.dots)


def test_a_mixture_begins_and_ends_with_its_colours() -> None:
    assert (mixed("#102030", "#ffffff", 0), mixed("#102030", "#ffffff", 1)) == ("#102030", "#ffffff")
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
