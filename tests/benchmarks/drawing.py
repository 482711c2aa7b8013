"""Maps and timelines: the first time each is wanted, and again; and the very first of a process, with all that it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from bot.gallery import Gallery, Land
from bot.loading import load
from knowledge.maps import sheet, timeline
from knowledge.maps.legend import Style
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale
from tests.benchmarks.figures import Figure, each_timed, percentile

PROCESSES = 5
COLD = """
import time
from bot.gallery import Gallery, Land
from bot.loading import load
from knowledge.maps.legend import Style
from knowledge.maps.sheet import Area, tell
base = load()
land, told = Land(base.version, base.contents.outlines, base.contents.towns), tell(base, Area(), "en")
began = time.perf_counter()
Gallery().map(land, told, Style.LIGHT)
print(time.perf_counter() - began)
"""


def measure() -> Iterator[Figure]:
    """The state, every region and forty towns up close, in two languages and styles; the timelines of the same towns."""
    base = load()
    land = Land(base.version, base.contents.outlines, base.contents.towns)
    shapes = Shapes.of(land)
    towns = list(base.towns)[::4]
    areas = [
        Area(),
        *(Area(Scale.REGION, region=region) for region in shapes.regions),
        *(Area(Scale.TOWN, town) for town in towns),
    ]
    sheets = [
        sheet.tell(base, area, language, shapes.neighbours.get(area.town or "", ()))
        for area in areas
        for language in ("en", "es")
    ]
    day = base.manifest.as_of.last_day
    lines = [timeline.tell(base, town, language, day) for town in (None, *towns) for language in ("en", "es")]
    gallery = Gallery(room=1 << 30)
    gallery.map(land, sheet.tell(base, Area(), "pt"), Style.LIGHT)  # loads Pillow, the fonts and the outlines: measured apart
    maps = [partial(gallery.map, land, told, style) for told in sheets for style in Style]
    drawn = [partial(gallery.timeline, base.version, told, style) for told in lines for style in Style]
    first, again = each_timed(maps), each_timed(maps)
    yield Figure("a map, first, p50", percentile(first, 0.5) * 1000, "ms")
    yield Figure("a map, first, p99", percentile(first, 0.99) * 1000, "ms", 150)
    yield Figure("a map, again, p99", percentile(again, 0.99) * 1000, "ms", 5)
    first, again = each_timed(drawn), each_timed(drawn)
    yield Figure("a timeline, first, p99", percentile(first, 0.99) * 1000, "ms", 150)
    yield Figure("a timeline, again, p99", percentile(again, 0.99) * 1000, "ms", 5)
    yield Figure("the first map of a process, with all it loads, p50", percentile(map(_cold, range(PROCESSES)), 0.5) * 1000, "ms")
    yield Figure("a map's file, largest", max(len(draw()) for draw in maps) / 1024, "KiB")


def _cold(_: int) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True, text=True, env=environment)
    return float(done.stdout)
