"""Compares two versions of a pack, record by record and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.changes.difference import SNAPSHOT, Change, Changes, FieldChange, Sort, StatusChange
from knowledge.contents import Contents
from knowledge.dates import PartialDate
from knowledge.identity import SECTIONS, keyed, label_of, section, towns_of, towns_of_agencies
from knowledge.pack.plain import field_order
from knowledge.records import Record, Retractable, Scope
from knowledge.standing import TownRecord, newest, standing

LONG_AGO = PartialDate(1, 1, 1)
HIDDEN = {"id"}
"""Fields that the key of a change tells already."""
SNAPSHOT_FIELDS = {"snapshot_commit", "snapshot_commit_date"}
"""Fields that every row of a table repeats; where they differ, that is one change to the table."""


def compare(before: Contents, after: Contents) -> Changes:
    """What differs from one to the other; comparing the other way round gives the same, mirrored."""
    records = [*_manifest(before, after)]
    for name in SECTIONS:
        old, new = keyed(section(before, name)), keyed(section(after, name))
        if old != new:
            records += _changed(name, old, new, (towns_of_agencies(before), towns_of_agencies(after)))
    records += _translations(before, after)
    return Changes(before.version, after.version, tuple(_statuses(before, after)), tuple(records))


def town_records(contents: Contents) -> Mapping[str, TownRecord]:
    """The headline of every town, as the public sees it."""
    findings = [finding for finding in contents.findings if finding.showable and finding.scope is Scope.TOWN]
    findings.sort(key=lambda finding: newest(finding) or LONG_AGO, reverse=True)
    readers = {row.town for row in contents.plate_readers}
    return {
        town.name: standing((f for f in findings if town.name in f.towns), readers=town.name in readers).record
        for town in contents.towns
    }


def _statuses(before: Contents, after: Contents) -> Iterator[StatusChange]:
    old, new = town_records(before), town_records(after)
    found = [StatusChange(town, old.get(town), new.get(town)) for town in sorted(old.keys() | new.keys())]
    yield from sorted((status for status in found if status.before != status.after), key=lambda status: -status.step)


def _changed(
    kind: str, old: Mapping[str, Record], new: Mapping[str, Record], agencies: tuple[Mapping[str, tuple[str, ...]], ...]
) -> Iterator[Change]:
    snapshots: set[FieldChange] = set()
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        fields = tuple(_fields(before, after))
        if before and after:
            snapshots |= {field for field in fields if field.field in SNAPSHOT_FIELDS}
            fields = tuple(field for field in fields if field.field not in SNAPSHOT_FIELDS)
        if fields:
            towns = {town for record in (before, after) if record for found in agencies for town in towns_of(record, found)}
            labels = sorted({label_of(record) for record in (before, after) if record})
            yield Change(kind, key, " / ".join(labels), tuple(sorted(towns)), _sort(before, after), fields)
    if snapshots:
        fields = tuple(sorted(snapshots, key=lambda field: (field.field, sorted(map(str, (field.before, field.after))))))
        yield Change(kind, SNAPSHOT, SNAPSHOT, (), Sort.CHANGED, fields)


def _sort(before: Record | None, after: Record | None) -> Sort:
    if before is None:
        return Sort.ADDED
    if after is None:
        return Sort.REMOVED
    if isinstance(before, Retractable) and isinstance(after, Retractable) and bool(before.retracted) != bool(after.retracted):
        return Sort.RETRACTED if after.retracted else Sort.RESTORED
    return Sort.CHANGED


def _fields(before: Record | None, after: Record | None) -> Iterator[FieldChange]:
    old, new = _values(before), _values(after)
    order = [name for record in (before, after) if record for name in field_order(type(record))]
    for name in sorted(old.keys() | new.keys(), key=lambda name: (order.index(name.partition(".")[0]), name)):
        if old.get(name) != new.get(name):
            yield FieldChange(name, old.get(name), new.get(name))


def _values(record: Record | None) -> dict[str, str]:
    """The fields of a record as text, nested ones as `period.start`."""
    found = record.model_dump(mode="json", exclude_defaults=True) if record else {}
    return {name: text for name, text in _flat(found) if name not in HIDDEN}


def _flat(found: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_text(inner)}" for name, inner in value.items())
    return str(value)


def _manifest(before: Contents, after: Contents) -> Iterator[Change]:
    fields = tuple(_fields(before.manifest, after.manifest))
    if fields:
        label = " / ".join(sorted({before.manifest.name, after.manifest.name}))
        yield Change("manifest", "pack.yaml", label, (), Sort.CHANGED, fields)


def _translations(before: Contents, after: Contents) -> Iterator[Change]:
    old, new = _texts(before), _texts(after)
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            language, kind, record = key
            names = sorted({*old.get(key, {}), *new.get(key, {})})
            pairs = ((name, old.get(key, {}).get(name), new.get(key, {}).get(name)) for name in names)
            sort = Sort.ADDED if key not in old else Sort.REMOVED if key not in new else Sort.CHANGED
            fields = tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])
            yield Change("translations", " ".join(filter(None, key)), f"{language}: {kind} {record}".rstrip(), (), sort, fields)


def _texts(contents: Contents) -> Mapping[tuple[str, str, str], Mapping[str, str]]:
    found: dict[tuple[str, str, str], Mapping[str, str]] = {}
    for language, translations in contents.translations.items():
        marks = {
            f"reviewed {kind}/{record}/{field}": print_of_english
            for kind, records in translations.checked.items()
            for record, fields in records.items()
            for field, print_of_english in fields.items()
        }
        found[language, "", ""] = {"reviewed": _text(translations.reviewed), **marks}
        for kind, records in translations.texts.items():
            found |= {(language, kind, record): texts for record, texts in records.items()}
    return found
