"""Names to offer while someone is still typing one."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.contents import Contents
from knowledge.places.distance import budget
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.matches import PlaceMatch
from knowledge.places.names import AGENCY, ASIDE, ELSEWHERE, TOWN, Name
from knowledge.places.text import key

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Every name worth offering, towns before the rest, each with the keys of the name and of its later words."""

    names: tuple[tuple[Name, str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, contents: Contents, gazetteer: Gazetteer) -> Suggestions:
        """The towns by population, then villages and other names by the alphabet."""
        people = {town.name: town.population for town in contents.towns}
        known = reversed(list(gazetteer.exact.values()))  # of several ways to write a name its own comes first, and wins
        offered = {name.text: name for name in known if name.kind not in (ASIDE, ELSEWHERE) and not name.campus}
        full = sorted(
            offered.values(),
            key=lambda name: (name.kind == AGENCY, name.kind != TOWN, -people.get(name.text, 0), name.text),
        )
        return cls(tuple((name, key(name.text), _tails(name)) for name in full))

    def of_typed(self, typed: str, limit: int) -> tuple[PlaceMatch, ...]:
        """The best matches for a beginning; for an empty one the largest towns."""
        wanted = key(typed[:_LONGEST])
        ranked = []
        for order, (name, whole, tails) in enumerate(self.names):
            rank = _rank(wanted, whole, tails)
            if rank is not None:
                ranked.append((rank, order, name))
        ranked.sort(key=lambda item: item[:2])
        return tuple(
            PlaceMatch(typed, 0, len(typed), name.text, name.kind, name.towns, float(100 - 10 * rank), name.agency)
            for rank, _, name in ranked[:limit]
        )


def _tails(name: Name) -> tuple[str, ...]:
    return tuple("".join(name.words[at:]) for at in range(1, len(name.words)))


def _rank(wanted: str, whole: str, tails: tuple[str, ...]) -> int | None:
    """0 the name itself, 1 it begins so, 2 a later word does, 3 or more a slip away, None not at all."""
    if whole.startswith(wanted):
        return 0 if whole == wanted else 1
    if any(tail.startswith(wanted) for tail in tails):
        return 2
    allowed = budget(len(wanted), cue=True)
    if not allowed:
        return None
    away = min(OSA.distance(wanted, whole[:size], score_cutoff=allowed) for size in range(len(wanted) - 1, len(wanted) + 2))
    return 2 + away if away <= allowed else None
