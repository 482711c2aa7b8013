"""The finder of towns beside other ways to find them, on the same misspelt questions and the same prose, in one run."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from knowledge import pack
from knowledge.contents import Contents
from knowledge.places import PlaceFinder
from tests.benchmarks import rivals
from tests.benchmarks.figures import Figure, each_timed, percentile, timed
from tests.knowledge.places import prose
from tests.knowledge.places.misspellings import Misspelling, misspellings

ASKED = 2000
SEED = 20261122
"""Not the seed of the misspellings that the finder's tests read."""
Read = Callable[[str], "Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The towns answered about, and those asked back with."""

    towns: frozenset[str]
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """Shares (0..1) of the questions and of the prose, and milliseconds, seconds and MiB."""

    right: float
    asked: float
    silent: float
    wrong: float
    in_prose: float
    p50: float
    p99: float
    build: float
    memory: float

    @property
    def precision(self) -> float:
        """How many of the towns answered about were meant."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    def __str__(self) -> str:
        shares = (self.right, self.asked, self.silent, self.wrong, self.in_prose)
        told = "  ".join(f"{share:7.2%}" for share in shares)
        return f"{told}  {self.p50:7.3f}  {self.p99:7.3f}  {self.build:6.3f}  {self.memory:6.2f}"


HEAD = f"{'':40}    right   asked b.   silent    wrong  in prose  p50 ms   p99 ms  build s  MiB"


def plainsight(contents: Contents) -> Read:
    """This project's finder."""
    finder = PlaceFinder.of(contents)

    def read(text: str) -> Seen:
        seen = finder.find(text)
        return Seen(frozenset(seen.towns), frozenset(seen.clarify.choices) if seen.clarify else frozenset())

    return read


def measure() -> Iterator[Figure]:
    """The table of all ways, printed; the figures of this project's."""
    contents = pack.load(pack.built_in())
    questions = list(misspellings(contents, ASKED, SEED))
    known = rivals.names(contents)
    print(HEAD)
    own = scored(lambda: plainsight(contents), questions)
    print(f"{'Plainsight':40}{own}")
    for name, build in rivals.RIVALS.items():
        print(f"{name:40}{scored(partial(_rival, build, known), questions)}")
    if address := os.environ.get("TEST_DATABASE_URL"):
        with rivals.in_postgresql(address.replace("+asyncpg", ""), known) as find:
            print(f"{'PostgreSQL pg_trgm':40}{scored(lambda: lambda text: Seen(find(text)), questions)}")
    yield Figure("misspelt towns answered right", own.right * 100, "%", 97, least=True)
    yield Figure("misspelt towns: precision of what is answered", own.precision * 100, "%", 99.8, least=True)
    yield Figure("misspelt towns answered wrong", own.wrong * 100, "%", 0.2)
    yield Figure("misspelt towns answered or among the choices", (own.right + own.asked) * 100, "%", 99, least=True)
    yield Figure("prose in which a town is seen", own.in_prose * 100, "%", 0.3)
    yield Figure("finding the town, p50", own.p50, "ms", 0.12)
    yield Figure("finding the town, p99", own.p99, "ms", 0.6)


def scored(build: Callable[[], Read], questions: Sequence[Misspelling]) -> Score:
    """Build a way, read everything with it, and count."""
    gc.collect()
    tracemalloc.start()
    build()
    memory = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    built = timed(build)
    read = build()
    counts = dict.fromkeys(("right", "asked", "silent", "wrong"), 0)
    for question in questions:
        counts[_outcome(read(question.sentence), question.town)] += 1
    lines = [form for line in prose.sentences() for form in (line, line.lower(), line.upper())]
    seen = [read(line) for line in lines]
    times = each_timed([partial(read, question.sentence) for question in questions])
    return Score(
        **{name: count / len(questions) for name, count in counts.items()},
        in_prose=sum(bool(found.towns or found.choices) for found in seen) / len(lines),
        p50=percentile(times, 0.5) * 1000,
        p99=percentile(times, 0.99) * 1000,
        build=built,
        memory=memory,
    )


def _rival(build: rivals.Build, known: dict[str, str]) -> Read:
    find = build(known)
    return lambda text: Seen(find(text))


def _outcome(seen: Seen, town: str) -> str:
    if seen.towns:
        return "right" if seen.towns == {town} else "wrong"
    return "asked" if town in seen.choices else "silent"
