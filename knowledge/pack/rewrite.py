"""Writes changed records back into a pack's files: the files, lines and columns of every other record stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from knowledge.contents import Manifest
from knowledge.errors import Mistake, PackError
from knowledge.identity import key_of
from knowledge.pack.bundle import Files
from knowledge.pack.draft import Draft, Objection
from knowledge.pack.intake import take_in
from knowledge.pack.layout import KINDS, SINGLE, TABLES, model_of
from knowledge.pack.locate import Locator
from knowledge.pack.placing import file_for, opening, section_of
from knowledge.pack.plain import document
from knowledge.pack.reading import Path
from knowledge.pack.splice import Page
from knowledge.pack.yaml_text import INDENT, field, fields, item
from knowledge.records import Agency, Finding, Record

OWN_AGENCY = ("agency",)
"""What a finding leaves out in the file of its agency."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A record of the files, None for one to add, and what stands there afterwards, None for nothing."""

    old: Record | None
    new: Record | None


def drafted(files: Files) -> Draft:
    """The records of the files, each with its spot; raises PackError where a file cannot be read."""
    draft = Draft()
    objections: list[Objection] = []
    for name in sorted(files):
        if model_of(name) or name.removesuffix(".csv") in TABLES:
            objections += take_in(name, files[name], draft)
    if objections:
        locator = Locator(files)
        raise PackError(locator.mistake(objection) for objection in objections)
    return draft


def rewrite(files: Files, draft: Draft, replacements: Iterable[Replacement]) -> dict[str, bytes]:
    """The files with the replacements made in them; raises PackError where one cannot be written as text."""
    by_file: defaultdict[str, list[Replacement]] = defaultdict(list)
    for old, new in ((change.old, change.new) for change in replacements):
        if old is not None and (new is None or not _moves(old, new)):
            by_file[draft.spot(old).file].append(Replacement(old, new))
            continue
        if old is not None:
            by_file[draft.spot(old).file].append(Replacement(old, None))
        if new is not None:
            by_file[_home(new, draft, by_file)].append(Replacement(None, new))
    made = dict(files)
    for name, changes in by_file.items():
        if _is_emptied(name, changes, draft):
            del made[name]
            continue
        try:
            made[name] = _changed(name, changes, draft, files).encode("utf-8")
        except yaml.YAMLError:
            raise _unwritable(name, "a record") from None
        _prove(name, made[name], changes)
    return made


def _moves(old: Record, new: Record) -> bool:
    return isinstance(old, Finding) and isinstance(new, Finding) and old.agency != new.agency


def _home(record: Record, draft: Draft, by_file: Mapping[str, list[Replacement]]) -> str:
    """The file for a new record; the file of a new agency is the home of its findings too."""
    if isinstance(record, Finding) and record.agency:
        name = f"agencies/{record.agency}.yaml"
        if any(isinstance(change.new, Agency) for change in by_file.get(name, ())):
            return name
    return file_for(record, draft)


def _is_emptied(name: str, changes: Sequence[Replacement], draft: Draft) -> bool:
    gone = sum(change.new is None for change in changes)
    there = sum(draft.spot(record).file == name for kind in KINDS.values() for record in draft.all(kind))
    return name not in SINGLE and gone == len(changes) == there


def _changed(name: str, changes: Sequence[Replacement], draft: Draft, files: Files) -> str:
    without = OWN_AGENCY if name.startswith("agencies/") else ()
    if name not in files:
        return _begun(name, [change.new for change in changes if change.new is not None], files)
    page = Page(files[name].decode("utf-8"))
    removed: list[Path] = []
    for old, new in ((change.old, change.new) for change in changes if change.old is not None):
        if old is not None and new is not None:
            page.set_fields(draft.spot(old).path, document(old, without), document(new, without))
        elif old is not None:
            removed.append(draft.spot(old).path)
    for path in sorted(removed, key=lambda path: path[-1] if isinstance(path[-1], int) else -1, reverse=True):
        page.remove(path)
    for new in (change.new for change in changes if change.old is None):
        if new is not None:
            page.append(section_of(new), document(new, without))
    return page.text


def _begun(name: str, records: Sequence[Record], files: Files) -> str:
    """The text of a file that was not there before."""
    without = OWN_AGENCY if name.startswith("agencies/") else ()
    blocks = [fields(document(record)) for record in records if isinstance(record, Manifest)]
    listed = [record for record in records if not isinstance(record, Manifest)]
    for section in sorted({section_of(record) for record in listed}, key=list(KINDS).index):
        found = [document(record, without) for record in listed if section_of(record) == section]
        if section == "agency":
            blocks += [field(section, agency) for agency in found]
        else:
            blocks.append([f"{section}:", *(line for one in found for line in (*item(one, INDENT), ""))][:-1])
    return opening(name, records, files) + "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _prove(name: str, data: bytes, changes: Sequence[Replacement]) -> None:
    """Read the file back: it must hold the new records as they were meant, and the old ones no more."""
    draft = Draft()
    objections = list(take_in(name, data, draft))
    if objections:
        locator = Locator({name: data})
        raise PackError(locator.mistake(objection) for objection in objections)
    kinds: list[type[Record]] = [Manifest, *KINDS.values()]
    found = {(kind, key_of(record)): record for kind in kinds for record in draft.all(kind)}
    for old, new in ((change.old, change.new) for change in changes):
        record = new or old
        if record is not None and found.get((type(record), key_of(record))) != new:
            raise _unwritable(name, key_of(record))


def _unwritable(name: str, what: str) -> PackError:
    remedy = "lay the file out one field a line, each record behind its hyphen, or edit it by hand"
    return PackError([Mistake(name, 1, "", f"{what} cannot be written into the file as it is laid out", remedy)])
