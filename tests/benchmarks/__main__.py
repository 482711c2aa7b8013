"""`python -m tests.benchmarks [--output FILE] [--page FILE] [PART ...]`: measure all of it or some."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.benchmarks.figures import Figure, table
from tests.benchmarks.page import page

PARTS = ("answering", "starting", "conversing", "flooding", "publishing", "delivering", "finding", "drawing", "building")


def main() -> int:
    """Measure, print a table, write JSON; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; without any, all")
    parser.add_argument("--output", type=Path, default=Path("benchmarks.json"), help="where to write the JSON")
    parser.add_argument("--page", type=Path, help="where to write the page for people; without it, none is written")
    arguments = parser.parse_args()
    found: dict[str, list[Figure]] = {}
    for part in arguments.parts or PARTS:
        module = import_module(f"tests.benchmarks.{part}")
        found[str(module.__doc__).partition("\n")[0].rstrip(".")] = list(module.measure())
    figures = [figure for part in found.values() for figure in part]
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    print(table(figures))
    print(f"\n{machine['processors']} processors, Python {machine['python']}")
    told = {"machine": machine, "figures": [{**asdict(figure), "verdict": figure.verdict} for figure in figures]}
    arguments.output.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    if arguments.page:
        day = dt.datetime.now().astimezone().date()
        arguments.page.write_text(page(found, machine, day), encoding="utf-8")
    return int(any(figure.verdict == "MISSED" for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
