"""The edits that moderators make to a pack, one frozen value each, and how its files change by them.

Nothing is ever deleted: a retracted record stays in its file with its reason, and is shown to the public no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pydantic import ValidationError

from knowledge.contents import Manifest
from knowledge.dates import PartialDate
from knowledge.errors import Mistake, PackError
from knowledge.pack import load
from knowledge.pack.bundle import Bundle, Files
from knowledge.pack.draft import Draft, R
from knowledge.pack.explain import explain
from knowledge.pack.reading import Document
from knowledge.pack.references import Known
from knowledge.pack.rewrite import Replacement, drafted, rewrite
from knowledge.records import Finding, FindingStatus, Retractable, Retraction, Source, Statement
from knowledge.standing import newest

T = TypeVar("T", bound=Retractable)
THE_EDIT = "the edit"
"""Stands where a mistake names its file, for mistakes that no file holds yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource:
    """A source that is new to the pack; `on` is the day of the edit, here and below."""

    source: Source
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFinding:
    """A finding that is new to the pack; with an agency's id it goes into that agency's file."""

    finding: Finding
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStatement:
    """A statement that is new to the pack."""

    statement: Statement
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStatus:
    """Another status for a finding, with the ids of the sources that show it, added to those it has.

    A note is added, with the day, to the finding's notes for curators.
    """

    finding: str
    status: FindingStatus
    sources: tuple[str, ...]
    on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """A finding or statement, by its id, taken back for a reason."""

    record: str
    reason: str
    on: dt.date


Edit: TypeAlias = AddSource | AddFinding | AddStatement | ChangeStatus | Retract


def apply(files: Files, *edits: Edit) -> dict[str, bytes]:
    """The files with the edits made, in order; raises PackError where the result breaks a rule of the pack.

    Only the lines of the records concerned change. An entry with a date after the pack's `as_of` (and not after the day of its
    edit) moves `as_of` to the day of the edit; `reviewed` then keeps the day up to which the whole record was gone through.
    """
    made = dict(files)
    for edit in edits:
        draft = drafted(made)
        made = rewrite(made, draft, [_replacement(edit, draft), *_moved_day(edit, draft)])
    load(Bundle(made))
    return made


def entry(kind: type[R], values: Document) -> R:
    """A record from the fields of a form, in the names and shapes of the files; raises PackError in a curator's words."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise PackError(
            Mistake(THE_EDIT, 1, ".".join(map(str, found["loc"])), *explain(found, list(kind.model_fields)))
            for found in error.errors(include_url=False)
        ) from None


def _replacement(edit: Edit, draft: Draft) -> Replacement:
    match edit:
        case AddSource():
            return _added_source(edit.source, draft)
        case AddFinding():
            return Replacement(None, _unused(edit.finding, draft))
        case AddStatement():
            return Replacement(None, _unused(edit.statement, draft))
        case ChangeStatus():
            return _changed_status(edit, _known(edit.finding, draft, Finding))
        case Retract():
            return _retracted(edit, _known(edit.record, draft, Finding, Statement))


def _added_source(source: Source, draft: Draft) -> Replacement:
    known = next((other for other in draft.all(Source) if (other.id, other.url) == (source.id, source.url)), None)
    return Replacement(known, known or _unused(source, draft))  # two entries that cite one new source bring it both


def _changed_status(edit: ChangeStatus, finding: Finding) -> Replacement:
    if not edit.sources:
        raise _refused("sources", "a change of status needs a source", "name the source that shows it")
    cited = tuple(dict.fromkeys((*finding.sources, *edit.sources)))
    if (edit.status, cited) == (finding.status, finding.sources):
        raise _refused("status", f"{edit.finding} has this status and this source already", "choose another of the two")
    noted = "\n".join(filter(None, (finding.notes, edit.note and f"{edit.on}: {edit.note}")))
    changed = {"status": edit.status, "sources": cited, "notes": noted or None}
    return Replacement(finding, finding.model_copy(update=changed))


def _retracted(edit: Retract, record: Retractable) -> Replacement:
    if record.retracted:
        raise _refused("retracted", f"{edit.record} was retracted on {record.retracted.on}", "leave it as it is")
    if not edit.reason.strip():
        raise _refused("reason", "a retraction needs a reason", "say in a sentence why the record is taken back")
    retraction = Retraction(reason=edit.reason, on=_day(edit.on))
    return Replacement(record, record.model_copy(update={"retracted": retraction}))


def _moved_day(edit: Edit, draft: Draft) -> Iterator[Replacement]:
    """The manifest with a later day, where the entry is of a later day than the pack."""
    told = None
    match edit:
        case AddSource():
            told = edit.source.published
        case AddFinding():
            told = newest(edit.finding)
        case AddStatement():
            told = edit.statement.date
    for manifest in draft.all(Manifest):
        if told and manifest.as_of.first_day < told.first_day <= edit.on:
            changed = {"as_of": _day(edit.on), "reviewed": manifest.reviewed or manifest.as_of}
            yield Replacement(manifest, manifest.model_copy(update=changed))


def _unused(record: Source | Finding | Statement, draft: Draft) -> Source | Finding | Statement:
    if record.id in {other.id for other in draft.all(type(record))}:
        raise _refused("id", f'"{record.id}" stands in the pack already', "choose another id")
    return record


def _known(name: str, draft: Draft, *kinds: type[T]) -> T:
    found = next((record for kind in kinds for record in draft.all(kind) if record.id == name), None)
    if found is None:
        what = " or ".join(kind.__name__.lower() for kind in kinds)
        known = sorted(Known(draft, *kinds).names)
        raise _refused("id", f'there is no {what} "{name}"', f"choose one of the {len(known)} in the pack")
    return found


def _refused(field: str, problem: str, remedy: str) -> PackError:
    return PackError([Mistake(THE_EDIT, 1, field, problem, remedy)])


def _day(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
