"""What differs between two versions of a pack: towns whose record changes, and records added, changed, retracted or removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from knowledge.standing import STRENGTH, TownRecord


class Sort(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    CHANGED = "changed"
    RETRACTED = "retracted"
    REMOVED = "removed"
    RESTORED = "restored"


MIRROR = {
    Sort.ADDED: Sort.REMOVED,
    Sort.REMOVED: Sort.ADDED,
    Sort.RETRACTED: Sort.RESTORED,
    Sort.RESTORED: Sort.RETRACTED,
    Sort.CHANGED: Sort.CHANGED,
}

SNAPSHOT = "snapshot"
"""The key of a change to what every row of a table repeats: the snapshot that the table was taken from."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record, as text; None where the record has no such value."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs; `kind` is its name in `Contents`, `towns` all the towns it is about in either version."""

    kind: str
    key: str
    label: str
    towns: tuple[str, ...]
    sort: Sort
    fields: tuple[FieldChange, ...]

    @property
    def size(self) -> int:
        """How much differs, in characters."""
        return sum(len(field.before or "") + len(field.after or "") for field in self.fields)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A town whose headline changes; None where the town is not in that version."""

    town: str
    before: TownRecord | None
    after: TownRecord | None

    @property
    def step(self) -> int:
        """How far the headline moves, in ranks of `TownRecord`; a town that comes or goes moves all the way."""
        if self.before is None or self.after is None:
            return len(TownRecord)
        return abs(STRENGTH[self.before] - STRENGTH[self.after])


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs from the version `before` to the version `after`; empty (false) where no record differs."""

    before: str
    after: str
    statuses: tuple[StatusChange, ...]
    records: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.statuses or self.records)

    @property
    def counts(self) -> Mapping[str, Mapping[Sort, int]]:
        """How many records of each kind were added, changed and so on; kinds without a change are left out."""
        kinds = dict.fromkeys(change.kind for change in self.records)
        tally = {kind: Counter(change.sort for change in self.records if change.kind == kind) for kind in kinds}
        return MappingProxyType({kind: MappingProxyType(dict(found)) for kind, found in tally.items()})

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """The changes to records of these kinds."""
        return tuple(change for change in self.records if change.kind in kinds)

    def about(self, town: str) -> tuple[Change, ...]:
        """The changes to records about a town."""
        return tuple(change for change in self.records if town in change.towns)

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns that a change is about, those whose headline changes first, then by name."""
        first = [status.town for status in self.statuses]
        return tuple(dict.fromkeys([*first, *sorted({town for change in self.records for town in change.towns})]))

    def largest(self, number: int) -> tuple[Change, ...]:
        """The changes with the most text before and after."""
        return tuple(sorted(self.records, key=lambda change: -change.size)[:number])

    def mirrored(self) -> Changes:
        """The same differences, seen from the other version."""
        statuses = tuple(StatusChange(found.town, found.after, found.before) for found in self.statuses)
        return Changes(self.after, self.before, statuses, tuple(map(_mirrored, self.records)))


def _mirrored(change: Change) -> Change:
    turned = tuple(FieldChange(field.field, field.after, field.before) for field in change.fields)
    return Change(change.kind, change.key, change.label, change.towns, MIRROR[change.sort], turned)
