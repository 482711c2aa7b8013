"""Candidates that stand, and what becomes of them when they are looked at together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from knowledge.places.candidate import Candidate
from knowledge.places.context import Context
from knowledge.places.doubts import Doubts
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.names import TOWN

_LIST_REACH = 3


class Reading(NamedTuple):
    """A candidate that stands, what it is read as, and the last word it takes in."""

    candidate: Candidate
    kind: str
    towns: tuple[str, ...]
    settled: bool
    last: int
    agency: str | None = None


def cover(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that explain most of the text without overlapping, in order."""
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.first - c.last, c.first)):
        words = range(candidate.first, candidate.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.first)


def plain(standing: Sequence[Candidate]) -> list[Candidate]:
    """All but the doubtful that hold the same town's name as written, beside a word of the sentence ("Fairfield anoche")."""
    written = {at: one.name.towns for one in standing if not one.edits for at in (one.first, one.last)}

    def needless(one: Candidate) -> bool:
        return bool(one.edits and (one.faint or one.rivals)) and one.name.towns in (written.get(one.first), written.get(one.last))

    return [one for one in standing if not needless(one)]


def lengthened(slips: Sequence[Candidate], standing: Sequence[Candidate]) -> list[Candidate]:
    """Those heard less surely that hold a name heard surely and lengthen it ("ues jarfor", where "jarfor" stands by itself)."""
    ends = {candidate.last: candidate.name.words for candidate in standing if candidate.first == candidate.last}
    return [slip for slip in slips if slip.first < slip.last and slip.name.words[1:] == ends.get(slip.last)]


def in_lists(unproven: Sequence[Candidate], readings: Sequence[Reading], context: Context) -> list[Candidate]:
    """Those that stand in one list with a place already read, before it or behind."""
    places = [reading for reading in readings if reading.towns]
    starts = {reading.candidate.first for reading in places}
    ends = {reading.last for reading in places}
    taken = {at for reading in readings for at in range(reading.candidate.first, reading.last + 1)}
    found: list[Candidate] = []
    for candidate in cover(unproven):
        if not taken.isdisjoint(range(candidate.first, candidate.last + 1)):
            continue
        behind = range(candidate.first - _LIST_REACH, candidate.first)
        ahead = range(candidate.last + 1, candidate.last + 1 + _LIST_REACH)
        after = any(end in ends and context.listed(end, candidate.first) for end in behind)
        if after or any(start in starts and context.listed(candidate.last, start) for start in ahead):
            found.append(candidate)
            starts.add(candidate.first)
            ends.add(candidate.last)
    return found


def joined(readings: Sequence[Reading], context: Context, gazetteer: Gazetteer) -> list[Reading]:
    """Take "e", "so", "no" before a name for the words they are where the sentence says so, and ask where it does not."""
    out: list[Reading] = []
    for reading in readings:
        candidate = reading.candidate
        name = candidate.name
        if candidate.first == candidate.last or candidate.edits or not reading.towns or not context.joining(candidate):
            out.append(reading)
            continue
        plain = gazetteer.exact.get("".join(name.words[1:]))
        if plain is None or plain.kind != TOWN or len(name.words[0]) > 2:
            out.append(reading)
        elif out and out[-1].last == candidate.first - 1:
            shorter = candidate._replace(first=candidate.first + 1, name=plain)
            out.append(reading._replace(candidate=shorter, kind=TOWN, towns=plain.towns, settled=plain.settled, agency=None))
        elif context.asks_on(candidate):
            towns = tuple(dict.fromkeys((*reading.towns, *plain.towns)))
            out.append(reading._replace(towns=towns, settled=len(towns) == 1))
        else:
            out.append(reading)
    return out


def denied(readings: Sequence[Reading], doubts: Doubts) -> list[Reading]:
    """Leave out a town that is named only to say that it is not the one meant ("not Milford, New Milford")."""
    meant = [reading for reading in readings if not (reading.towns and doubts.denied(reading.candidate))]
    return meant if any(reading.towns and reading.settled for reading in meant) else list(readings)


def settled(readings: Sequence[Reading]) -> list[Reading]:
    """Settle a name of several towns by the one of them that is named beside it."""
    sure = {town for reading in readings if reading.settled and len(reading.towns) == 1 for town in reading.towns}
    out = []
    for reading in readings:
        named = tuple(town for town in reading.towns if town in sure)
        decided = not reading.settled and len(named) == 1
        out.append(reading._replace(towns=named, settled=True) if decided else reading)
    return out
