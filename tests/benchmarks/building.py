"""The website of the built-in pack, 169 towns in four languages: composed, rendered and written to disk by the command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile, timed

BUILDS = 3
MEGABYTE = 1_000_000


def measure() -> Iterator[Figure]:
    """`plainsight pack site`, from the start of the process to its end, and how large the site is."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held, "site")
        times = [timed(partial(_build, folder)) for _ in range(BUILDS)]
        yield Figure("website built and written, p50", percentile(times, 0.5), "s", 20)
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        yield Figure("website", sum(sizes) / MEGABYTE, "MB")
        yield Figure("files of the website", len(sizes), "")


def _build(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "bot", "pack", "site", str(folder)], check=True, capture_output=True)
