"""Tells whether a reference from one record of a pack leads to another."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from knowledge.pack.draft import Draft, Objection
from knowledge.pack.reading import Path
from knowledge.records import Record
from knowledge.tables import Legislator, Town


class Known:
    """The names that a reference may use."""

    def __init__(self, draft: Draft, *kinds: type[Record], extra: Iterable[str] = ()) -> None:
        self.complete = all(draft.is_complete(kind) for kind in kinds)
        self.names = {name_of(record) for kind in kinds for record in draft.all(kind)}
        self.names.update(extra, *(draft.broken(kind) for kind in kinds))

    def objections(self, draft: Draft, record: Record, field: Path, wanted: Iterable[str], what: str) -> Iterator[Objection]:
        """One objection for each wanted name that is not known; `what` names the kind of thing in words."""
        single = isinstance(wanted, str)
        for index, name in enumerate((wanted,) if isinstance(wanted, str) else wanted):
            if name not in self.names and self.complete:
                near = difflib.get_close_matches(name, sorted(self.names), n=1)
                remedy = f"did you mean {near[0]}? Else add it" if near else "correct it, or add it to the pack"
                path = field if single else (*field, index)
                yield Objection(draft.spot(record) / path, f'there is no {what} "{name}"', remedy)


def name_of(record: Record) -> str:
    """What other records call this one: its id, or the name or id that its table uses."""
    key = "name" if isinstance(record, Town) else "openstates_id" if isinstance(record, Legislator) else "id"
    return str(getattr(record, key))


def twice(draft: Draft, found: Sequence[Record], field: str, remedy: str) -> Iterator[Objection]:
    """One objection for each record whose `field` has the value of an earlier one's."""
    first: dict[object, Record] = {}
    for record in found:
        value = getattr(record, field)
        if value in first:
            where = draft.spot(first[value]).file
            yield Objection(draft.spot(record) / (field,), f'"{value}" stands in {where} already', remedy)
        first.setdefault(value, record)
