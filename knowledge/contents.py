"""The whole of a pack as typed records, before anything is derived from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import Field

from knowledge.dates import DateField
from knowledge.records import (
    Agency,
    Event,
    Finding,
    Id,
    Law,
    NationalFact,
    Record,
    Resource,
    Source,
    Statement,
    Term,
    Text,
)
from knowledge.tables import (
    CommitteeSeat,
    Legislator,
    Official,
    PlaceName,
    PlateReader,
    PoliceContact,
    PoliceOversight,
    Policing,
    RecordsContact,
    Town,
    TownDistrict,
    TownWebsite,
)


class ChamberNames(Record):
    """What a chamber of the legislature and its members are called."""

    chamber: Text
    member: Text


class Origin(Record):
    """Where one of the pack's tables comes from, for the credit line beside what it shows."""

    publisher: Text
    as_of: DateField | None = None
    licence: str | None = None
    note: str | None = None


class RecordsPeriods(Record):
    """The periods of a public-records request, as the records laws of the pack state them."""

    answer_business_days: int = Field(ge=1, le=60, description="business days in which an office must answer or refuse")
    appeal_days: int = Field(ge=1, le=365, description="days in which a refusal can be appealed")


class Manifest(Record):
    """What a pack says of itself, and which of its records play the leading parts in answers."""

    id: Id
    name: Text = Field(description="the state, as people call it")
    postal: Text = Field(description="the state's two-letter postal code")
    as_of: DateField = Field(description="the day up to which the record was researched")
    reviewed: DateField | None = Field(
        default=None,
        description="the day on which the whole record was last gone through, where single entries are newer than that",
    )
    upper: ChamberNames
    lower: ChamberNames
    law_today: Id = Field(description="the law that every town answer states")
    records_laws: tuple[Id, ...] = Field(description="the laws that a public-records request rests on, in order")
    records_periods: RecordsPeriods | None = Field(
        default=None, description="the periods that those laws set; without them, no day is computed"
    )
    related_laws: tuple[Id, ...] = Field(description="further laws worth naming beside the law today, in order")
    national_finding: Id = Field(description="the finding that tells the national story")
    statewide_findings: tuple[Id, ...] = Field(default=(), description="findings about no single town that lists add, in order")
    next_terms: DateField = Field(description="when the next legislature takes its seats")
    example_towns: tuple[Text, Text] = Field(description="two towns to name when the bot shows what can be asked")
    legislator_lookup: Id = Field(description="the resource where a resident looks up their own districts")
    records_appeal: Id = Field(description="the resource that hears a refused records request")
    records_advice: Id = Field(description="the resource that says what to ask a department for")
    urgent_help: tuple[Id, ...] = Field(description="resources for urgent help, most useful first")
    urgent_terms: tuple[Id, ...] = Field(default=(), description="terms to explain beside urgent help")
    town_terms: tuple[Id, ...] = Field(default=(), max_length=3, description="terms to explain one tap away from a town's record")
    urgent_find: tuple[Id, ...] = Field(
        default=(), description="of the resources for urgent help, those that find a person who was taken, most useful first"
    )
    committees: tuple[Text, ...] = Field(description="committees whose chairs decide on this subject")
    offices: tuple[Text, ...] = Field(default=(), description="statewide offices worth writing to, as executive.csv names them")
    vacant_districts: tuple[Text, ...] = Field(default=(), description="districts without a member today: `lower 116`, `upper 3`")
    origins: Mapping[str, Origin] = Field(description="credit for each table, by file name")


Texts: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
"""A text each, by kind of record, id and field."""
DIGITS = 8


def fingerprint(english: str) -> str:
    """Eight hexadecimal digits that tell one English text from what it becomes when somebody changes it."""
    return hashlib.sha256(english.encode()).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class Translations:
    """Texts of records in one language, by kind of record, id and field.

    `reviewed` tells that a second speaker has read them all; `checked` has the fingerprint of the English that a single text was
    reviewed against, so that the review ends when the English changes.
    """

    language: str
    reviewed: bool
    texts: Texts
    checked: Texts = field(default_factory=dict)

    def is_reviewed(self, kind: str, record: str, name: str, english: str) -> bool:
        """Whether a speaker has reviewed the translation of this English text."""
        if self.reviewed or not self.checked:
            return self.reviewed
        return self.checked.get(kind, {}).get(record, {}).get(name) == fingerprint(english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Every record of a checked pack, low-confidence leads included, and the hash of its files.

    `outlines` is the file of the towns' boundaries, packed by zlib, for whoever draws a map; empty where the pack has none.
    """

    version: str
    manifest: Manifest
    sources: tuple[Source, ...]
    agencies: tuple[Agency, ...]
    findings: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    laws: tuple[Law, ...]
    resources: tuple[Resource, ...]
    terms: tuple[Term, ...]
    national: tuple[NationalFact, ...]
    timeline: tuple[Event, ...]
    towns: tuple[Town, ...]
    places: tuple[PlaceName, ...]
    town_districts: tuple[TownDistrict, ...]
    legislators: tuple[Legislator, ...]
    committees: tuple[CommitteeSeat, ...]
    executive: tuple[Official, ...]
    policing: tuple[Policing, ...]
    plate_readers: tuple[PlateReader, ...]
    town_websites: tuple[TownWebsite, ...]
    police_contacts: tuple[PoliceContact, ...]
    police_oversight: tuple[PoliceOversight, ...]
    records_contacts: tuple[RecordsContact, ...]
    translations: Mapping[str, Translations]
    outlines: bytes = b""
