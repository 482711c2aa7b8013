"""From a question to its answer, and the loading of what answers it, in this process."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bot.ask import Asker
from knowledge import pack
from knowledge.base import KnowledgeBase
from tests.benchmarks.figures import Figure, each_timed, percentile

QUESTIONS = Path(__file__).parents[1] / "heldout"
DAY = dt.date(2026, 11, 22)
ROUNDS = 5
LOADS = 7


def questions() -> list[str]:
    """The held-out questions, in all languages."""
    return [row[0] for path in sorted(QUESTIONS.glob("*.tsv")) for row in _rows(path)]


def measure() -> Iterator[Figure]:
    """Question to answer, and pack to knowledge base."""
    asker = Asker.of(None, DAY, None)
    asked = questions()
    for text in asked:
        asker.answer(text)
    times = each_timed([partial(asker.answer, text) for _ in range(ROUNDS) for text in asked])
    yield Figure("question to answer, p50", percentile(times, 0.5) * 1000, "ms", 0.4)
    yield Figure("question to answer, p99", percentile(times, 0.99) * 1000, "ms", 1.5)
    yield Figure("question to answer, slowest", max(times) * 1000, "ms")
    loads = each_timed([lambda: pack.load(pack.built_in())] * LOADS)
    yield Figure("pack checked and loaded, p50", percentile(loads, 0.5), "s", 0.3)
    contents = pack.load(pack.built_in())
    indexing = each_timed([partial(KnowledgeBase.of, contents)] * LOADS)
    yield Figure("pack indexed, p50", percentile(indexing, 0.5), "s")


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and row[0] and not row[0].startswith("#"):
                yield row
