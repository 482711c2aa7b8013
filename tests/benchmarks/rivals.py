"""Other ways to find the town that a question names, each as one would build it with a well-kept library in an afternoon.

Every way reads the same names (the towns and the aliases that lie in one town), folded alike. Those that look at runs of words
differ in how they come by names that may be meant, and choose among them alike: the longest name, less two letters a slip. That
rule and the cutoffs are the best of those tried on other misspellings than the benchmark asks.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from symspellpy import SymSpell, Verbosity

from knowledge.contents import Contents
from knowledge.places.text import key, words

Find: TypeAlias = Callable[[str], frozenset[str]]
Build: TypeAlias = Callable[[Mapping[str, str]], Find]
Near: TypeAlias = Callable[[Sequence[str]], Iterable[tuple[str, str]]]
"""From the runs of a question to pairs of a run and a name that it may be."""

NOTHING: frozenset[str] = frozenset()
MOST_WORDS = 3
MOST_SLIPS = 2
SHORTEST = 4
WHOLE_CUTOFF = 60.0
LIKENESS = 0.65
SHARED = 0.3
ROWS = 5


def names(contents: Contents) -> Mapping[str, str]:
    """Every name that lies in one town, folded, with that town."""
    aliases: dict[str, set[str]] = {}
    for place in contents.places:
        aliases.setdefault(key(place.alias), set()).add(place.town)
    single = {name: next(iter(towns)) for name, towns in aliases.items() if len(towns) == 1 and len(name) >= SHORTEST}
    return {**single, **{key(town.name): town.name for town in contents.towns}}


def whole(scorer: Callable[..., float]) -> Build:
    """rapidfuzz's score of the whole question against each name."""

    def build(known: Mapping[str, str]) -> Find:
        choices = list(known)

        def find(text: str) -> frozenset[str]:
            best = process.extractOne(" ".join(words(text)), choices, scorer=scorer, score_cutoff=WHOLE_CUTOFF)
            return frozenset((known[best[0]],)) if best else NOTHING

        return find

    return build


def by_windows(known: Mapping[str, str]) -> Find:
    """rapidfuzz's `cdist` of every run against every name at once."""
    choices = list(known)

    def near(runs: Sequence[str]) -> Iterable[tuple[str, str]]:
        likeness = process.cdist(runs, choices, scorer=OSA.normalized_similarity, dtype=np.float32)
        return ((runs[run], choices[name]) for run, name in np.argwhere(likeness >= LIKENESS))

    return choosing(near, known)


def by_deletions(known: Mapping[str, str]) -> Find:
    """symspellpy's dictionary of names, asked for each run."""
    speller = SymSpell(max_dictionary_edit_distance=MOST_SLIPS, prefix_length=7)
    for name in known:
        speller.create_dictionary_entry(name, 1)

    def near(runs: Sequence[str]) -> Iterable[tuple[str, str]]:
        return ((run, found.term) for run in runs for found in speller.lookup(run, Verbosity.CLOSEST, MOST_SLIPS))

    return choosing(near, known)


def by_full_text(known: Mapping[str, str]) -> Find:
    """SQLite's full-text index of trigrams: the best few matches of each run."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'trigram')")
    database.executemany("INSERT INTO names VALUES (?)", [(name,) for name in known])
    query = "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"

    def near(runs: Sequence[str]) -> Iterable[tuple[str, str]]:
        for run in runs:
            parts = {f'"{run[at : at + 3]}"' for at in range(len(run) - 2)}
            yield from ((run, name) for (name,) in database.execute(query, (" OR ".join(sorted(parts)), ROWS)))

    return choosing(near, known)


@contextlib.contextmanager
def in_postgresql(address: str, known: Mapping[str, str]) -> Iterator[Find]:
    """PostgreSQL's pg_trgm on the server at `address`, which must have the extension: one query a question."""
    import asyncpg

    query = "SELECT run, name FROM names, unnest($1::text[]) AS run WHERE similarity(name, run) >= $2"
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(address))
        try:
            runner.run(connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            runner.run(connection.execute("CREATE TEMPORARY TABLE names (name text)"))
            runner.run(connection.copy_records_to_table("names", records=[(name,) for name in known]))
            yield choosing(lambda runs: [tuple(row) for row in runner.run(connection.fetch(query, runs, SHARED))], known)
        finally:
            runner.run(connection.close())


def choosing(near: Near, known: Mapping[str, str]) -> Find:
    """Of the names that the runs of a text may be, the one with the most letters, less two a slip."""

    def find(text: str) -> frozenset[str]:
        runs = windows(text)
        pairs = near(runs) if runs else ()
        best = max((worth for run, name in pairs if (worth := _worth(run, name))), default=None)
        return frozenset((known[best[1]],)) if best else NOTHING

    return find


def windows(text: str) -> list[str]:
    """Every run of one to three words, folded and run together, as long as the shortest name."""
    found = words(text)
    runs = (found[at : at + length] for length in range(1, MOST_WORDS + 1) for at in range(len(found) - length + 1))
    return [run for run in map("".join, runs) if len(run) >= SHORTEST]


def _worth(run: str, name: str) -> tuple[int, str] | None:
    slips, longer = OSA.distance(run, name), max(len(run), len(name))
    return (longer - 2 * slips, name) if 1 - slips / longer >= LIKENESS else None


RIVALS: Mapping[str, Build] = {
    "rapidfuzz cdist of windows": by_windows,
    "symspellpy": by_deletions,
    "SQLite FTS5 trigram": by_full_text,
    "rapidfuzz WRatio, whole question": whole(fuzz.WRatio),
    "rapidfuzz partial_ratio, whole question": whole(fuzz.partial_ratio),
}
