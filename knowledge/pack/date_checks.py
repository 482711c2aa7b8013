"""The rules that dates keep: nothing in the record lies after the day it was researched, and nothing ends before it starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from knowledge import records, tables
from knowledge.contents import Manifest
from knowledge.dates import PartialDate
from knowledge.errors import Mistake
from knowledge.pack.draft import Draft, Objection
from knowledge.pack.layout import MANIFEST
from knowledge.pack.reading import Path, positions
from knowledge.records import Record

PAST: Mapping[type[Record], str] = {
    records.Source: "published",
    records.Finding: "reported",
    records.Statement: "date",
    records.Event: "date",
    records.Law: "as_of",
    tables.Legislator: "role_start",
    tables.PlateReader: "dataset_date",
}
"""Fields that tell of the past; the days of a law and the end of a term may lie ahead."""


def check_dates(draft: Draft) -> Iterator[Objection]:
    """Every date of the draft that cannot be."""
    for manifest in draft.all(Manifest):
        for record, path, date in _dated(draft):
            if date is not None and date.first_day > manifest.as_of.first_day:
                problem = f"{date} lies after the pack's as_of, {manifest.as_of}"
                yield Objection(draft.spot(record) / path, problem, "correct the date, or move as_of in pack.yaml")
    for finding in draft.all(records.Finding):
        for path, start, end in _spans(finding):
            if start and end and end.last_day < start.first_day:
                problem = f"it ends on {end}, before it starts on {start}"
                yield Objection(draft.spot(finding) / (*path, "end"), problem, "correct one of the two")


def ahead(manifest: Manifest, data: bytes, today: dt.date) -> tuple[Mistake, ...]:
    """The mistake of a manifest, which stands in these bytes, that tells of a day to come; a day is left for other time zones."""
    if manifest.as_of.first_day <= today + dt.timedelta(days=1):
        return ()
    line = positions(data).get(("as_of",), 1)
    remedy = "write the day up to which the record was researched"
    return (Mistake(MANIFEST, line, "as_of", f"{manifest.as_of} has not come yet", remedy),)


def _spans(finding: records.Finding) -> Iterator[tuple[Path, PartialDate | None, PartialDate | None]]:
    yield ("period",), finding.period.start, finding.period.end
    for index, account in enumerate(finding.accounts):
        yield ("accounts", index), account.start, account.end


def _dated(draft: Draft) -> Iterator[tuple[Record, Path, PartialDate | None]]:
    for kind, field in PAST.items():
        for record in draft.all(kind):
            yield record, (field,), getattr(record, field)
    for finding in draft.all(records.Finding):
        for path, start, end in _spans(finding):
            yield finding, (*path, "start"), start
            yield finding, (*path, "end"), end
    for manifest in draft.all(Manifest):
        for name, origin in manifest.origins.items():
            yield manifest, ("origins", name, "as_of"), origin.as_of
