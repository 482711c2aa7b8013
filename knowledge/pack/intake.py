"""Takes the files of a pack into the draft, one by one, and tells what is wrong in each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from knowledge.contents import ChamberNames, Manifest, Origin
from knowledge.pack.draft import Draft, Objection, Spot
from knowledge.pack.explain import explain
from knowledge.pack.layout import KINDS, TABLES, AgencyFile, TranslationFile, model_of
from knowledge.pack.reading import Document, Path, Plain, Read, Table, read_csv, read_json, read_yaml
from knowledge.records import LawDate, Period, Record, SearchAccount
from knowledge.tables import Town

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

WHOLE = (Manifest, TranslationFile)
"""Files that are one record."""
NESTED = sorted({name for model in (Period, SearchAccount, LawDate, ChamberNames, Origin) for name in model.model_fields})


def take_in(name: str, data: bytes, draft: Draft) -> Iterator[Objection]:
    """Read the file `name`, add its sound records to the draft, and yield what is wrong with the rest."""
    if (table := name.removesuffix(".csv")) != name:
        yield from _take_table(name, read_csv(data), TABLES[table], draft)
    elif model := model_of(name):
        found = read_json(data) if name.endswith(".json") else read_yaml(data)
        yield from _faults(name, found)
        if found.content is None:
            for kind in _kinds(model):
                draft.lose(kind)
        else:
            yield from _take_document(name, found.content, model, draft)


def _faults(name: str, found: Read[Document] | Read[Table]) -> Iterator[Objection]:
    for fault in found.faults:
        yield Objection(Spot(name), fault.problem, fault.remedy, fault.line, fault.field)


def _take_document(name: str, document: Document, model: type[Record], draft: Draft) -> Iterator[Objection]:
    if model is AgencyFile:
        yield from _give_agency(name, document)
    try:
        whole = model.model_validate(document)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            yield _objection(Spot(name, problem["loc"]), problem, _fields_at(model, problem["loc"]))
        _salvage(name, document, model, draft)
        return
    if model in WHOLE:
        draft.add(whole, Spot(name))
        return
    for field in model.model_fields:
        found = getattr(whole, field)
        if isinstance(found, Record):
            draft.add(found, Spot(name, (field,)))
        else:
            for index, record in enumerate(found):
                draft.add(record, Spot(name, (field, index)))


def _give_agency(name: str, document: Document) -> Iterator[Objection]:
    """Write the file's agency into its findings, so that a finding knows whom it is about."""
    agency = document.get("agency")
    own = agency.get("id") if isinstance(agency, dict) else None
    findings = document.get("findings")
    for index, finding in enumerate(findings if isinstance(findings, list) else []):
        if isinstance(finding, dict) and own is not None and finding.setdefault("agency", own) != own:
            remedy = f"leave the field out, or move the finding to the file of {finding['agency']}"
            yield Objection(Spot(name, ("findings", index, "agency")), f"this is the file of {own}", remedy)


def _salvage(name: str, document: Document, model: type[Record], draft: Draft) -> None:
    """Keep the sound records of a file that is not sound as a whole, and the names of the others."""
    for field in () if model in WHOLE else model.model_fields:
        value = document.get(field)
        items: list[tuple[Path, Plain]] = [((field,), value)]
        if field != "agency":
            items = [((field, index), item) for index, item in enumerate(value)] if isinstance(value, list) else []
        for path, item in items:
            try:
                draft.add(KINDS[field].model_validate(item), Spot(name, path))
            except ValidationError:
                draft.add_broken(KINDS[field], item.get("id") if isinstance(item, dict) else None)


def _take_table(name: str, found: Read[Table], model: type[Record], draft: Draft) -> Iterator[Objection]:
    yield from _faults(name, found)
    if found.content is None or found.faults:
        draft.lose(model)
    if found.content is None:
        return
    columns = found.content.columns
    unknown = [column for column in columns if column and column not in model.model_fields]
    for column in unknown:
        near = difflib.get_close_matches(column, model.model_fields, n=1)
        yield Objection(Spot(name), "the table has no such column", f"rename it to {near[0]}" if near else "remove it", 1, column)
    absent = [column for column, field in model.model_fields.items() if field.is_required() and column not in columns]
    for column in absent:
        yield Objection(Spot(name), "the column is missing", "add it, with a value in every row", 1, column)
    if absent:
        draft.lose(model)
        return
    for index, row in enumerate(found.content.rows):
        cells = {column: cell for column, cell in row.items() if column in model.model_fields} if unknown else row
        try:
            draft.add(model.model_validate(cells), Spot(name, (index,)))
        except ValidationError as error:
            draft.add_broken(model, cells.get("name") if model is Town else None)
            for problem in error.errors(include_url=False):
                yield _objection(Spot(name, (index, *problem["loc"])), problem)


def _kinds(model: type[Record]) -> list[type[Record]]:
    return [model] if model in WHOLE else [KINDS[field] for field in model.model_fields]


def _objection(spot: Spot, error: ErrorDetails, fields: Sequence[str] = ()) -> Objection:
    return Objection(spot, *explain(error, fields))


def _fields_at(model: type[Record], path: Path) -> Sequence[str]:
    """The names that may stand where this path ends, for a guess at what a misspelt one was meant to be."""
    if len(path) == 1:
        return list(model.model_fields)
    kind = KINDS.get(str(path[0]))
    if kind and len(path) == (2 if path[0] == "agency" else 3):
        return list(kind.model_fields)
    return NESTED
