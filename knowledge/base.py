"""The knowledge base: an immutable, indexed snapshot of a checked pack, holding only what the public may see.

Low-confidence records stay in `contents` for the curators; no index here reaches them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from knowledge.contents import Contents, Manifest
from knowledge.dates import PartialDate
from knowledge.directory import Directory, grouped
from knowledge.freshness import Reviews
from knowledge.overseers import overseer_source
from knowledge.places import PlaceFinder
from knowledge.questions import Reader
from knowledge.records import (
    Agency,
    Confidence,
    Finding,
    Law,
    Read,
    Resource,
    Scope,
    Source,
    Statement,
    Term,
)
from knowledge.standing import LONG_AGO, Standing, TownRecord, newest, standing
from knowledge.tables import Legislator, PlateReader, Policing, Town, TownDistrict

Row = TypeVar("Row")
STATE_FORCE = "state police"


@dataclass(frozen=True, slots=True)
class Seat:
    """A district that reaches into a town, with the member who holds it (None where the seat is empty)."""

    district: TownDistrict
    member: Legislator | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeBase:
    """Everything an answer needs, in memory; made once per pack version by `of` and never changed.

    `by_record` holds the towns of each record: evidence that names an immigration agency first, then the newest; `state_forces`
    the state's police, where something about them is on record.
    """

    contents: Contents
    reader: Reader
    towns: Mapping[str, Town]
    agencies: Mapping[str, Agency]
    sources: Mapping[str, Source]
    findings: Mapping[str, Finding]
    statements: Mapping[str, Statement]
    laws: Mapping[str, Law]
    resources: Mapping[str, Resource]
    terms: Mapping[str, Term]
    policing: Mapping[str, Policing]
    standings: Mapping[str, Standing]
    by_record: Mapping[TownRecord, tuple[str, ...]]
    directory: Directory
    state_forces: tuple[Agency, ...]
    reviews: Reviews
    _findings_by_town: Mapping[str, tuple[Finding, ...]]
    _statements_by_town: Mapping[str, tuple[Statement, ...]]
    _readers_by_town: Mapping[str, tuple[PlateReader, ...]]
    _seats_by_town: Mapping[str, tuple[Seat, ...]]

    @classmethod
    def of(cls, contents: Contents) -> KnowledgeBase:
        """Index the contents of a checked pack."""
        findings = sorted((f for f in contents.findings if f.showable), key=lambda f: newest(f) or LONG_AGO, reverse=True)
        statements = sorted((s for s in contents.statements if s.showable), key=lambda s: s.date or LONG_AGO, reverse=True)
        readers = [row for row in contents.plate_readers if row.town]
        atlas = (atlas_source(row) for row in readers)
        members = {(m.chamber, m.district): m for m in contents.legislators}
        findings_by_town = grouped((f for f in findings if f.scope is Scope.TOWN), lambda f: f.towns)
        readers_by_town = grouped(readers, lambda row: (row.town or "",))
        seats = sorted(
            (row for row in contents.town_districts if row.confidence is not Confidence.LOW),
            key=lambda row: (row.chamber == "lower", -(row.share or 0)),
        )
        pages = filter(None, map(overseer_source, contents.police_oversight))
        sources = _by((*contents.sources, *atlas, *pages), lambda source: source.id)
        standings = {
            town.name: standing(findings_by_town.get(town.name, ()), readers=town.name in readers_by_town)
            for town in contents.towns
        }
        seen = {town: sources[atlas_id(rows[0])].published for town, rows in readers_by_town.items()}
        ranked = sorted(standings, key=lambda town: standings[town].rank(seen.get(town)), reverse=True)
        return cls(
            contents=contents,
            reader=Reader.of(contents),
            towns=_by(contents.towns, lambda town: town.name),
            agencies=_by((a for a in contents.agencies if a.confidence is not Confidence.LOW), lambda agency: agency.id),
            sources=sources,
            findings=_by(findings, lambda finding: finding.id),
            statements=_by(statements, lambda statement: statement.id),
            laws=_by((law for law in contents.laws if law.showable), lambda law: law.id),
            resources=_by((r for r in contents.resources if r.showable and r.show_to_residents), lambda resource: resource.id),
            terms=_by((term for term in contents.terms if term.showable), lambda term: term.id),
            policing=_by(contents.policing, lambda row: row.town),
            standings=MappingProxyType(standings),
            by_record=grouped(ranked, lambda town: (standings[town].record,)),
            directory=Directory.of(contents),
            state_forces=tuple(a for a in contents.agencies if a.kind == STATE_FORCE and a.id in {f.agency for f in findings}),
            reviews=Reviews.of(contents),
            _findings_by_town=findings_by_town,
            _statements_by_town=grouped((s for s in statements if s.scope is Scope.TOWN), lambda s: s.towns),
            _readers_by_town=readers_by_town,
            _seats_by_town=grouped(
                (Seat(row, members.get((row.chamber, row.district))) for row in seats), lambda seat: (seat.district.town,)
            ),
        )

    @property
    def manifest(self) -> Manifest:
        """What the pack says of itself."""
        return self.contents.manifest

    @property
    def version(self) -> str:
        """The hash of the pack's content."""
        return self.contents.version

    @property
    def finder(self) -> PlaceFinder:
        """The finder of town names that the reader uses."""
        return self.reader.finder

    def findings_about(self, town: str) -> tuple[Finding, ...]:
        """The public findings about a town, newest first."""
        return self._findings_by_town.get(town, ())

    def statements_about(self, town: str) -> tuple[Statement, ...]:
        """The public statements about a town, newest first, those without a date last."""
        return self._statements_by_town.get(town, ())

    def readers_in(self, town: str) -> tuple[PlateReader, ...]:
        """The atlas rows that a public source shows plate readers in the town."""
        return self._readers_by_town.get(town, ())

    def source_of(self, row: PlateReader) -> Source:
        """The source behind an atlas row."""
        return self.sources[atlas_id(row)]

    def seats_of(self, town: str) -> tuple[Seat, ...]:
        """The districts of a town, senate first, the larger share first."""
        return self._seats_by_town.get(town, ())

    def covering(self, town: str) -> Agency | None:
        """The state's police where they police a town that has none of its own, and the record holds findings about them."""
        row = self.policing[town]
        if row.own_pd != "no":
            return None
        return next((force for force in self.state_forces if row.primary_agency.startswith(force.name)), None)


def atlas_id(row: PlateReader) -> str:
    """The id of the source that is made of an atlas row."""
    return f"atlas-{row.dataset_id.lower()}"


def atlas_source(row: PlateReader) -> Source:
    """The source behind an atlas row."""
    try:
        published = PartialDate.parse(row.source_date)
    except ValueError:
        published = None
    return Source(
        id=atlas_id(row),
        publisher=f"{row.source_name}, listed by {row.dataset}",
        title=f"{row.agency}: {row.product}",
        published=published,
        url=row.source_url,
        kind="dataset",
        read=Read.LINKED,
    )


def _by(rows: Iterable[Row], key: Callable[[Row], str]) -> Mapping[str, Row]:
    return MappingProxyType({key(row): row for row in rows})
