"""What the downloads hold: the public's part of the record as plain shapes, without the curators' own notes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.site.edition import Edition, question
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import headline
from knowledge.dates import DateField
from knowledge.questions import Intent
from knowledge.records import (
    Confidence,
    Event,
    Finding,
    FindingKind,
    FindingStatus,
    Law,
    Period,
    Scope,
    SearchAccount,
    Source,
    Stance,
    Statement,
    Term,
)
from knowledge.standing import TownRecord
from knowledge.tables import Town

SEPARATOR = "; "
"""What parts several values in one cell of a table."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stamp(_Shape):
    """Which record this is, and where its parts come from."""

    name: str
    version: str
    as_of: DateField
    origins: dict[str, str]


class TownRow(_Shape):
    """A town and its headline; `record` is the strongest thing on record, and nothing on record proves nothing."""

    name: str
    county: str
    planning_region: str
    geoid: str
    latitude: float
    longitude: float
    population: int
    record: TownRecord
    headline: str
    findings: int
    statements: int
    police: str


class PublicFinding(_Shape):
    """What someone reports about an agency: who, when, on which sources, and where it stands."""

    id: str
    agency: str | None
    subject: str
    towns: tuple[str, ...]
    scope: Scope
    kind: FindingKind
    status: FindingStatus
    summary: str
    system: str | None
    recipient: str | None
    period: Period
    reported: DateField | None
    asserted_by: str
    accounts: tuple[SearchAccount, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    locator: str | None


class PublicStatement(_Shape):
    """What an official, a company or an advocate said."""

    id: str
    speakers: tuple[str, ...]
    role: str
    organisation: str | None
    date: DateField | None
    stance: Stance
    about: tuple[str, ...]
    towns: tuple[str, ...]
    summary: str
    quote: str | None
    sources: tuple[str, ...]


class PublicSource(_Shape):
    """Where a claim can be read, and how much of it the curators read."""

    id: str
    publisher: str
    title: str
    published: DateField | None
    url: str
    archive: str | None
    read: str


class PublicRecord(_Shape):
    """The whole of what the public is told, in English."""

    stamp: Stamp
    towns: tuple[TownRow, ...]
    findings: tuple[PublicFinding, ...]
    statements: tuple[PublicStatement, ...]
    laws: tuple[Law, ...]
    terms: tuple[Term, ...]
    timeline: tuple[Event, ...]
    sources: tuple[PublicSource, ...]


class FindingRow(_Shape):
    """A finding as a row; several values in one cell are parted by "; "."""

    id: str
    subject: str
    towns: str
    kind: FindingKind
    status: FindingStatus
    summary: str
    recipient: str
    start: str
    end: str
    reported: str
    asserted_by: str
    confidence: Confidence
    sources: str


class StatementRow(_Shape):
    """A statement as a row; several values in one cell are parted by "; "."""

    id: str
    speakers: str
    role: str
    date: str
    stance: Stance
    towns: str
    summary: str
    quote: str
    sources: str


class SourceRow(_Shape):
    """A source as a row."""

    id: str
    publisher: str
    title: str
    published: str
    url: str
    archive: str
    read: str


class Outline(_Shape):
    """A town's outline, in degrees, as GeoJSON has it."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[list[tuple[float, float]]] | list[list[list[tuple[float, float]]]]


class Feature(_Shape):
    """A town on the map, with what the table of towns says of it."""

    type: Literal["Feature"] = "Feature"
    properties: TownRow
    geometry: Outline


class Boundaries(_Shape):
    """Every town as a GeoJSON feature, fit for a picture, not for finding an address at a border."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    stamp: Stamp
    features: tuple[Feature, ...]


def record(edition: Edition) -> PublicRecord:
    """Everything that the public is told."""
    base, manifest = edition.base, edition.base.manifest
    draft = Draft(question(Intent.WHO_SHARES, "en"), base, edition.as_of)
    origins = {name: _origin(held.publisher, held.licence) for name, held in sorted(manifest.origins.items())}
    return PublicRecord(
        stamp=Stamp(name=manifest.name, version=base.version, as_of=manifest.as_of, origins=origins),
        towns=tuple(_town(draft, town) for town in base.towns.values()),
        findings=tuple(map(_finding, sorted(base.findings.values(), key=lambda finding: finding.id))),
        statements=tuple(map(_statement, sorted(base.statements.values(), key=lambda statement: statement.id))),
        laws=tuple(base.laws.values()),
        terms=tuple(base.terms.values()),
        timeline=tuple(event for event in base.contents.timeline if event.showable),
        sources=tuple(map(_source, sorted(base.sources.values(), key=lambda source: source.id))),
    )


def tables(of: PublicRecord) -> Iterator[Iterable[BaseModel]]:
    """The same as rows: towns, findings, statements, sources."""
    yield of.towns
    yield (_finding_row(found) for found in of.findings)
    yield (_statement_row(said) for said in of.statements)
    yield (SourceRow(**{name: _cell(value) for name, value in source}) for source in of.sources)


def boundaries(of: PublicRecord, geojson: bytes) -> Boundaries:
    """The pack's outlines with each town's row as its properties."""
    rows = {row.name: row for row in of.towns}
    held = json.loads(geojson)["features"]
    features = sorted(
        (
            Feature(properties=rows[one["properties"]["name"]], geometry=Outline.model_validate(one["geometry"]))
            for one in held
            if one["properties"]["name"] in rows
        ),
        key=lambda feature: feature.properties.name,
    )
    return Boundaries(stamp=of.stamp, features=tuple(features))


def _origin(publisher: str, licence: str | None) -> str:
    return f"{publisher} ({licence})" if licence else publisher


def _town(draft: Draft, town: Town) -> TownRow:
    base = draft.base
    return TownRow(
        name=town.name,
        county=town.county,
        planning_region=town.planning_region,
        geoid=town.geoid,
        latitude=town.lat,
        longitude=town.lon,
        population=town.population,
        record=base.standings[town.name].record,
        headline=headline(draft, base.standings[town.name]),
        findings=len(base.findings_about(town.name)),
        statements=len(base.statements_about(town.name)),
        police=base.policing[town.name].primary_agency,
    )


def _finding(found: Finding) -> PublicFinding:
    return PublicFinding(**{name: getattr(found, name) for name in PublicFinding.model_fields})


def _statement(said: Statement) -> PublicStatement:
    return PublicStatement(**{name: getattr(said, name) for name in PublicStatement.model_fields})


def _source(source: Source) -> PublicSource:
    return PublicSource(**{name: getattr(source, name) for name in PublicSource.model_fields})


def _finding_row(found: PublicFinding) -> FindingRow:
    flat = {"start": found.period.start, "end": found.period.end}
    return FindingRow.model_validate(
        {name: _cell(flat[name] if name in flat else getattr(found, name)) for name in FindingRow.model_fields}
    )


def _statement_row(said: PublicStatement) -> StatementRow:
    return StatementRow.model_validate({name: _cell(getattr(said, name)) for name in StatementRow.model_fields})


def _cell(value: object) -> str:
    """A value as a cell of a table holds it."""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)
