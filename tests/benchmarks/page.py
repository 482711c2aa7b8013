"""docs/figures.md: every figure, its goal, the machine and the day, written by the benchmarks alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from tests.benchmarks.figures import Figure

HEAD = """# Figures

Measured on {day} by `python -m tests.benchmarks --page docs/figures.md`, on {processors} processors under Python {python}
({system}). Times vary with the machine; ratios are of one run. A figure that misses its goal says so.
"""


def page(found: Mapping[str, Sequence[Figure]], machine: Mapping[str, object], day: dt.date) -> str:
    """The page, from the figures by the heading of their part."""
    met = [figure for figures in found.values() for figure in figures if figure.verdict]
    missed = [figure.name for figure in met if figure.verdict == "MISSED"]
    told = f"{len(met) - len(missed)} of {len(met)} goals are met." + (f" Missed: {'; '.join(missed)}." if missed else "")
    parts = [HEAD.format(day=day, **machine), f"{told}\n", *(_part(title, figures) for title, figures in found.items())]
    return "\n".join(parts)


def _part(title: str, figures: Sequence[Figure]) -> str:
    rows = [f"| {f.name} | {f.measured} | {f.goal} | {f.verdict} |" for f in figures]
    return "\n".join((f"## {title}\n", "| | Measured | Goal | |", "|---|---|---|---|", *rows, ""))
