"""From the command to the answer, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, each_timed, percentile

STARTS = 15


def measure() -> Iterator[Figure]:
    """`plainsight ask` and `plainsight --version`, bytecode warm."""
    for name, arguments, target in (
        ("plainsight ask, p50", ["ask", "Does Fairfield share with ICE?"], 0.6),
        ("plainsight ask --json, p50", ["ask", "--json", "Does Fairfield share with ICE?"], 0.6),
        ("plainsight --version, p50", ["--version"], None),
    ):
        _start(arguments)
        times = each_timed([lambda arguments=arguments: _start(arguments)] * STARTS)
        yield Figure(name, percentile(times, 0.5), "s", target)


def _start(arguments: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-m", "bot", *arguments], check=True, capture_output=True, env=environment)
