"""What makes a record the same record in two versions of a pack: its kind, and its key within the kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from knowledge import records, tables
from knowledge.contents import Contents
from knowledge.records import Record

SECTIONS: Mapping[str, type[Record]] = {
    "findings": records.Finding,
    "statements": records.Statement,
    "laws": records.Law,
    "resources": records.Resource,
    "terms": records.Term,
    "national": records.NationalFact,
    "timeline": records.Event,
    "agencies": records.Agency,
    "sources": records.Source,
    "legislators": tables.Legislator,
    "committees": tables.CommitteeSeat,
    "executive": tables.Official,
    "towns": tables.Town,
    "places": tables.PlaceName,
    "town_districts": tables.TownDistrict,
    "policing": tables.Policing,
    "plate_readers": tables.PlateReader,
    "town_websites": tables.TownWebsite,
    "police_contacts": tables.PoliceContact,
    "police_oversight": tables.PoliceOversight,
    "records_contacts": tables.RecordsContact,
}
"""The kinds of records of a pack, by their names in `Contents`, what people read first."""

KEYS: Mapping[type[Record], tuple[str, ...]] = {
    tables.Legislator: ("openstates_id",),
    tables.CommitteeSeat: ("committee", "role", "openstates_id"),
    tables.Official: ("office",),
    tables.Town: ("name",),
    tables.PlaceName: ("alias", "town"),
    tables.TownDistrict: ("town", "chamber", "district"),
    tables.Policing: ("town",),
    tables.PlateReader: ("dataset_id",),
    tables.TownWebsite: ("town",),
    tables.PoliceContact: ("agency",),
    tables.PoliceOversight: ("town",),
    tables.RecordsContact: ("town",),
}
"""The columns that tell the rows of a table apart; every other record has an id."""


def keyed(found: Iterable[Record]) -> dict[str, Record]:
    """Records of one kind by their key; a second one with the same key gets a number behind it."""
    seen: Counter[str] = Counter()
    made = {}
    for record in found:
        key = key_of(record)
        seen[key] += 1
        made[key if seen[key] == 1 else f"{key} #{seen[key]}"] = record
    return made


def key_of(record: Record) -> str:
    """What tells a record apart from the others of its kind."""
    return " · ".join(str(getattr(record, field)) for field in KEYS.get(type(record), ("id",)))


def section(contents: Contents, name: str) -> tuple[Record, ...]:
    """The records of one of `SECTIONS`."""
    found: tuple[Record, ...] = getattr(contents, name)
    return found


def towns_of_agencies(contents: Contents) -> Mapping[str, tuple[str, ...]]:
    """The towns of each agency, by each of its names."""
    return {name: agency.towns for agency in contents.agencies for name in (agency.name, *agency.also_called)}


def towns_of(record: Record, agencies: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The towns that a record is about, none where it is about no town in particular; `agencies` as `towns_of_agencies` tells."""
    if isinstance(record, tables.Town):
        return (record.name,)
    if isinstance(record, tables.PoliceContact):
        return agencies.get(record.agency, ())
    one = getattr(record, "town", None)
    many: tuple[str, ...] = getattr(record, "towns", ())
    return (one,) if isinstance(one, str) else many


def label_of(record: Record) -> str:
    """A record in a few words of its own, for people who know the pack."""
    say = LABELS.get(type(record))
    return say(record) if say else key_of(record)


def _label(shape: str) -> Callable[[Record], str]:
    return lambda record: shape.format(r=record)


LABELS: Mapping[type[Record], Callable[[Record], str]] = {
    records.Finding: _label("{r.subject} ({r.id})"),
    records.Statement: lambda record: f"{', '.join(getattr(record, 'speakers', ()))} ({key_of(record)})",
    records.Law: _label("{r.title} ({r.id})"),
    records.Resource: _label("{r.name} ({r.id})"),
    records.Term: _label("{r.term} ({r.id})"),
    records.NationalFact: _label("{r.topic} ({r.id})"),
    records.Event: _label("{r.date} ({r.id})"),
    records.Agency: _label("{r.name} ({r.id})"),
    records.Source: _label("{r.publisher}: {r.title} ({r.id})"),
    tables.Legislator: _label("{r.name} ({r.chamber} {r.district})"),
    tables.CommitteeSeat: _label("{r.committee}, {r.role}: {r.name}"),
    tables.Official: _label("{r.office}: {r.name}"),
    tables.PlaceName: _label("{r.alias} ({r.town})"),
    tables.TownDistrict: _label("{r.town} ({r.chamber} {r.district})"),
    tables.PlateReader: _label("{r.agency} ({r.dataset_id})"),
}
