"""Figures that a test run measures and prints at its end, whether its tests pass or not."""

from __future__ import annotations

_LINES: list[str] = []


def report(line: str) -> None:
    """Print a line in the summary of the test run."""
    _LINES.append(line)


def lines() -> tuple[str, ...]:
    """What has been reported so far."""
    return tuple(_LINES)
