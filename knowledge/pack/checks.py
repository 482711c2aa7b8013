"""The rules that hold between the records of a pack. Each tells what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from knowledge import records, tables
from knowledge.contents import Manifest
from knowledge.pack.date_checks import check_dates
from knowledge.pack.draft import Draft, Objection, Spot
from knowledge.pack.layout import BOUNDARIES, FOLDERS, KINDS, TABLES, TranslationFile
from knowledge.pack.references import Known, twice
from knowledge.pack.table_checks import check_tables, simplified
from knowledge.records import Record, Sourced

STATED = (records.Finding, records.Statement, records.Law)
"""Kinds that the timeline may point to; one id must not name two of them."""
CREDITED = ("policing.csv", "legislators.csv")
"""Tables whose publisher or date is a part of answers."""


def check(draft: Draft) -> Iterator[Objection]:
    """Every broken rule of a draft; references to what could not be read are given the benefit of the doubt."""
    for rule in (_ids, _agency_names, _references, _towns, check_tables, check_dates, _logs, _manifest, _translations):
        yield from rule(draft)


def _sourced(draft: Draft) -> Iterator[Sourced]:
    for kind in KINDS.values():
        for record in draft.all(kind):
            if isinstance(record, Sourced):
                yield record


def _ids(draft: Draft) -> Iterator[Objection]:
    groups: list[tuple[type[Record], ...]] = [STATED, *((kind,) for kind in KINDS.values() if kind not in STATED)]
    for group in groups:
        yield from twice(draft, [record for kind in group for record in draft.all(kind)], "id", "give one of them another id")


def _agency_names(draft: Draft) -> Iterator[Objection]:
    first: dict[str, records.Agency] = {}
    for agency in draft.all(records.Agency):
        for name in {simplified(name) for name in (agency.name, *agency.also_called)}:
            other = first.setdefault(name, agency)
            if other is not agency:
                problem = f'"{name}" is a name of {other.id} too'
                remedy = "take it out of `also_called` of one of them, or rename one"
                yield Objection(draft.spot(agency) / ("name",), problem, remedy)


def _references(draft: Draft) -> Iterator[Objection]:
    sources = Known(draft, records.Source)
    for record in _sourced(draft):
        yield from sources.objections(draft, record, ("sources",), record.sources, "source")
    agencies = Known(draft, records.Agency)
    findings = Known(draft, records.Finding)
    for finding in draft.all(records.Finding):
        if finding.agency is not None:
            yield from agencies.objections(draft, finding, ("agency",), finding.agency, "agency")
    for statement in draft.all(records.Statement):
        yield from findings.objections(draft, statement, ("about",), statement.about, "finding")
    stated = Known(draft, *STATED)
    for event in draft.all(records.Event):
        yield from stated.objections(draft, event, ("related",), event.related, "finding, statement or law")


def _towns(draft: Draft) -> Iterator[Objection]:
    towns = Known(draft, tables.Town)
    for agency in draft.all(records.Agency):
        yield from towns.objections(draft, agency, ("towns",), agency.towns, "town")
    told: list[records.Finding | records.Statement | records.Event] = [*draft.all(records.Finding)]
    told += [*draft.all(records.Statement), *draft.all(records.Event)]
    for record in told:
        yield from towns.objections(draft, record, ("towns",), record.towns, "town")
        if record.scope is records.Scope.TOWN and not record.towns:
            yield Objection(draft.spot(record) / ("scope",), "the scope is town, but no town is named", "name the towns")
    for kind in TABLES.values():
        for row in draft.all(kind):
            town = getattr(row, "town", None)
            if town is not None:
                yield from towns.objections(draft, row, ("town",), town, "town")


def _logs(draft: Draft) -> Iterator[Objection]:
    for finding in draft.all(records.Finding):
        is_log = finding.kind is records.FindingKind.SEARCH_LOG
        spot = draft.spot(finding)
        if is_log and finding.searchers is None:
            remedy = f"add searchers: {', '.join(records.Searchers)}"
            yield Objection(spot / ("searchers",), "a search log must say who searched", remedy)
        for field in ("searchers", "accounts"):
            if not is_log and getattr(finding, field):
                remedy = "remove it, or make the kind search_log"
                yield Objection(spot / (field,), "only a search log has this field", remedy)


def _manifest(draft: Draft) -> Iterator[Objection]:
    """The leading parts are played by records that exist and that the public may see."""
    parts: list[tuple[type[Sourced], str, Callable[[Manifest], str | tuple[str, ...]]]] = [
        (records.Law, "law_today", lambda m: m.law_today),
        (records.Law, "records_laws", lambda m: m.records_laws),
        (records.Law, "related_laws", lambda m: m.related_laws),
        (records.Finding, "national_finding", lambda m: m.national_finding),
        (records.Finding, "statewide_findings", lambda m: m.statewide_findings),
        (records.Resource, "legislator_lookup", lambda m: m.legislator_lookup),
        (records.Resource, "records_appeal", lambda m: m.records_appeal),
        (records.Resource, "records_advice", lambda m: m.records_advice),
        (records.Resource, "urgent_help", lambda m: m.urgent_help),
        (records.Resource, "urgent_find", lambda m: m.urgent_find),
        (records.Term, "urgent_terms", lambda m: m.urgent_terms),
        (records.Term, "town_terms", lambda m: m.town_terms),
    ]
    for manifest in draft.all(Manifest):
        for kind, field, part in parts:
            named = part(manifest)
            yield from Known(draft, kind).objections(draft, manifest, (field,), named, kind.__name__.lower())
            leads = {record.id for record in draft.all(kind) if not record.showable}
            for name in leads & ({named} if isinstance(named, str) else set(named)):
                remedy = "raise its confidence once it is checked, or name another"
                yield Objection(draft.spot(manifest) / (field,), f"{name} is of low confidence and never shown", remedy)
        yield from Known(draft, tables.Town).objections(draft, manifest, ("example_towns",), manifest.example_towns, "town")
        committees = {seat.committee for seat in draft.all(tables.CommitteeSeat)}
        if draft.is_complete(tables.CommitteeSeat):
            yield from Known(draft, extra=committees).objections(
                draft, manifest, ("committees",), manifest.committees, "committee"
            )
        offices = {official.office for official in draft.all(tables.Official)}
        if draft.is_complete(tables.Official):
            yield from Known(draft, extra=offices).objections(draft, manifest, ("offices",), manifest.offices, "office")
        known = Known(draft, extra=[*FOLDERS, *(f"{name}.csv" for name in TABLES), BOUNDARIES])
        for name in manifest.origins:
            yield from known.objections(draft, manifest, ("origins", name), name, "table")
        for name in CREDITED:
            if name not in manifest.origins:
                remedy = f"add {name} with its publisher and as_of: answers name them"
                yield Objection(draft.spot(manifest) / ("origins",), f"the origin of {name} is missing", remedy)


def _translations(draft: Draft) -> Iterator[Objection]:
    """A translation belongs to a text that is there."""
    for file in draft.all(TranslationFile):
        spot = draft.spot(file)
        if spot.file != f"translations/{file.language}.json":
            problem = f'the file is not named after "{file.language}"'
            yield Objection(spot / ("language",), problem, "rename the file or correct the field")
        for name, texts in file.texts.items():
            kind = KINDS[name]
            originals = {record.id: record for record in draft.all(kind) if isinstance(record, Sourced)}
            known = Known(draft, kind)
            for key, fields in texts.items():
                yield from known.objections(draft, file, (name, key), key, "record")
                original = originals.get(key)
                for field in fields:
                    if isinstance(original, records.Sourced) and original.original(field) is None:
                        remedy = "remove it, or write the English text first"
                        yield Objection(spot / (name, key, field), "the record has no such text", remedy)
        yield from _reviews(file, spot)


def _reviews(file: TranslationFile, spot: Spot) -> Iterator[Objection]:
    """What has been reviewed is a translation that is there."""
    for kind, marks in file.checked.items():
        for key, fields in marks.items():
            for field in fields:
                if field not in file.texts.get(kind, {}).get(key, {}):
                    yield Objection(
                        spot / ("checked", kind, key, field), "there is no translation that was reviewed", "remove it"
                    )
