"""A pack while it is being read: the records that are sound so far, where each stands, and what is missing or broken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.pack.reading import Path
from knowledge.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: a file of the pack, and the way to the value inside it."""

    file: str
    path: Path = ()

    def __truediv__(self, path: Path) -> Spot:
        return Spot(self.file, self.path + path)


@dataclass(frozen=True, slots=True)
class Objection:
    """Something wrong with a pack, at a spot; whoever already knows the line and the field's name gives them."""

    spot: Spot
    problem: str
    remedy: str
    line: int = 0
    field: str = ""


@dataclass(slots=True)
class Draft:
    """Collects records by their type, and remembers which are there but broken or could not be read."""

    _records: dict[type[Record], list[Record]] = field(default_factory=lambda: defaultdict(list))
    _spots: dict[int, Spot] = field(default_factory=dict)
    _broken: dict[type[Record], set[str]] = field(default_factory=lambda: defaultdict(set))
    _incomplete: set[type[Record]] = field(default_factory=set)

    def add(self, record: Record, spot: Spot) -> None:
        """Keep a sound record."""
        self._records[type(record)].append(record)
        self._spots[id(record)] = spot

    def add_broken(self, kind: type[Record], name: object) -> None:
        """Note a record that is there but not sound, so that references to it are not called wrong as well."""
        if isinstance(name, str):
            self._broken[kind].add(name)
        else:
            self._incomplete.add(kind)

    def lose(self, kind: type[Record]) -> None:
        """Note that records of this kind could not be read at all."""
        self._incomplete.add(kind)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """The sound records of one kind, in the order of the files."""
        return tuple(record for record in self._records[kind] if isinstance(record, kind))

    def spot(self, record: Record) -> Spot:
        """Where a record of this draft stands."""
        return self._spots[id(record)]

    def is_complete(self, kind: type[Record]) -> bool:
        """Whether every record of the kind is known at least by name."""
        return kind not in self._incomplete

    def broken(self, kind: type[Record]) -> frozenset[str]:
        """The names of records that are there but not sound."""
        return frozenset(self._broken[kind])
