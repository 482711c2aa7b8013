"""From records to the plain data of a pack's files, in the order in which curators write the fields."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from knowledge.contents import Manifest
from knowledge.pack.reading import Document, Plain
from knowledge.records import Record

LATE = ("sources", "confidence", "locator", "as_of", "note", "notes", "review_by", "retracted")
"""Fields that stand at the end of a record, in this order."""


def field_order(kind: type[Record]) -> list[str]:
    """The fields of a kind of record in the order in which they are written."""
    late = () if kind is Manifest else LATE
    names = list(kind.model_fields)
    order = [name for name in names if name not in late] + [name for name in late if name in names]
    return sorted(order, key=lambda name: name != "id")


def document(record: Record, without: Collection[str] = ()) -> Document:
    """The fields of a record that differ from their defaults, in the order in which they are written."""
    found = cast("Document", record.model_dump(mode="json", exclude_defaults=True, exclude=set(without)))
    return {name: found[name] for name in field_order(type(record)) if name in found}


def row(record: Record) -> dict[str, str]:
    """The cells of a table's row, those without a value left out."""
    return {name: cell(value) for name, value in document(record).items()}


def cell(value: Plain) -> str:
    """A value as a table holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
