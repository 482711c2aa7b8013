"""Chooses the file of a pack in which a new record goes, by where its like stand already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from knowledge.contents import Manifest
from knowledge.pack.bundle import Files
from knowledge.pack.draft import Draft, R
from knowledge.pack.layout import KINDS, MANIFEST, TABLES
from knowledge.records import Agency, Event, Finding, Law, NationalFact, Record, Resource, Source, Statement, Term

ONE_FILE: dict[type[Record], str] = {
    Law: "laws.yaml",
    Resource: "resources.yaml",
    Term: "terms.yaml",
    NationalFact: "national.yaml",
    Event: "timeline.yaml",
    Manifest: MANIFEST,
    **{model: f"{name}.csv" for name, model in TABLES.items()},
}
SAID: dict[type[Record], str] = {
    Source: "Sources: who published what, where, and how much of it was read",
    Manifest: "The pack itself: its name, its day, and the records that play the leading parts in answers",
    Law: "The laws, in plain words",
    Resource: "Where a resident can turn",
    Term: "Words explained",
    NationalFact: "Facts about the national record",
    Event: "What happened, in order",
}
ABOUT_NONE = "Findings about no single agency, and statements about several"
POINTER = "# yaml-language-server:"


def file_for(record: Record, draft: Draft) -> str:
    """The name of the file for a record that the draft does not hold; it may be a new one."""
    if type(record) in ONE_FILE:
        return ONE_FILE[type(record)]
    if isinstance(record, Agency):
        return f"agencies/{record.id}.yaml"
    if isinstance(record, Source):
        return _source_file(record, draft)
    if isinstance(record, Finding):
        agency = next((agency for agency in draft.all(Agency) if agency.id == record.agency), None)
        alike = _most(draft, Finding, lambda other: other.scope is record.scope and other.agency is None, "statewide/")
        return draft.spot(agency).file if agency else alike or "statewide/all.yaml"
    if isinstance(record, Statement):
        answered = _most(draft, Finding, lambda other: other.id in record.about)
        same = _most(draft, Statement, lambda other: other.organisation == record.organisation)
        return answered or same or "statewide/all.yaml"
    raise TypeError(f"a pack has no file for {type(record).__name__}")


def section_of(record: Record) -> str:
    """The field of a YAML file under which a record stands."""
    return next(name for name, kind in KINDS.items() if kind is type(record))


def opening(name: str, records: Sequence[Record], files: Files) -> str:
    """The first lines of a new file, with the pointer to the schema that its neighbours have."""
    agency = next((record.name for record in records if isinstance(record, Agency)), None)
    said = (
        f"{agency}: the agency, what is reported about it, and what was said"
        if agency
        else SAID.get(type(records[0]), ABOUT_NONE)
    )
    folder = name.rpartition("/")[0]
    near = (data.decode("utf-8").splitlines() for other, data in sorted(files.items()) if other.rpartition("/")[0] == folder)
    pointer = next((line for lines in near for line in lines[:5] if line.startswith(POINTER)), None)
    return f"# {said}.\n{pointer}\n\n" if pointer else f"# {said}.\n\n"


def _source_file(source: Source, draft: Draft) -> str:
    def alike(other: Source) -> bool:
        if source.published and other.published:
            return source.published.year == other.published.year
        return not source.published and not other.published and source.kind == other.kind

    new = f"sources/{source.published.year if source.published else 'undated'}.yaml"
    return _most(draft, Source, alike) or new


def _most(draft: Draft, kind: type[R], alike: Callable[[R], bool], folder: str = "") -> str | None:
    """The file in which most of the records that are alike stand."""
    files = Counter(draft.spot(record).file for record in draft.all(kind) if alike(record))
    return next((name for name, _ in files.most_common() if name.startswith(folder)), None)
