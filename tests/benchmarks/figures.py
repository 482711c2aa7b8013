"""What a benchmark found: a figure with its unit and, where there is one, its target."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `target` is the most that it may be, or with `least` the least."""

    name: str
    value: float
    unit: str
    target: float | None = None
    least: bool = False

    @property
    def verdict(self) -> str:
        """Whether the target is met, in a word; empty where there is none."""
        if self.target is None:
            return ""
        met = self.value >= self.target if self.least else self.value <= self.target
        return "met" if met else "MISSED"

    @property
    def measured(self) -> str:
        """The value with its unit."""
        return f"{self.value:,.3g} {self.unit}"

    @property
    def goal(self) -> str:
        """The target as people read it, empty where there is none."""
        return "" if self.target is None else f"{'at least' if self.least else 'at most'} {self.target:g} {self.unit}"


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least `share` (0..1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def timed(act: Callable[[], object]) -> float:
    """How many seconds one call takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def each_timed(acts: Sequence[Callable[[], object]]) -> list[float]:
    """How many seconds each call takes, without the garbage of what was loaded before being collected in between."""
    gc.collect()
    gc.freeze()
    try:
        return [timed(act) for act in acts]
    finally:
        gc.unfreeze()


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines, one each."""
    rows = [("", "measured", "goal", "")]
    rows += [(figure.name, figure.measured, figure.goal, figure.verdict) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
