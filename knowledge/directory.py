"""Who serves a town beside its own police, and who sits where: the tables of people and offices, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self, TypeVar

from knowledge.contents import Contents
from knowledge.records import Agency, Confidence
from knowledge.tables import Legislator, PoliceContact, PoliceOversight, RecordsContact, TownWebsite

Row = TypeVar("Row")
Key = TypeVar("Key", bound=str)
BESIDE_THE_TOWNS = ("university", "tribal")
CHAIR_ROLES = ("co-chair", "chair")


@dataclass(frozen=True, slots=True)
class Directory:
    """Confirmed rows only; what a table does not hold is answered with nothing."""

    members: Mapping[str, Legislator]
    chairs: tuple[tuple[str, Legislator], ...]
    _forces: Mapping[str, tuple[Agency, ...]]
    _police: Mapping[str, tuple[PoliceContact, ...]]
    _oversight: Mapping[str, tuple[PoliceOversight, ...]]
    _records: Mapping[str, tuple[RecordsContact, ...]]
    _websites: Mapping[str, tuple[TownWebsite, ...]]

    @classmethod
    def of(cls, contents: Contents) -> Self:
        """Index the tables of a checked pack; `chairs` are those of the pack's committees, each with the committee's name."""
        members = {member.openstates_id: member for member in contents.legislators}
        chairs = tuple(
            (seat.committee, members[seat.openstates_id])
            for committee in contents.manifest.committees
            for seat in contents.committees
            if seat.committee == committee and seat.role in CHAIR_ROLES and seat.current and seat.openstates_id in members
        )
        beside = (a for a in contents.agencies if a.kind in BESIDE_THE_TOWNS and a.confidence is not Confidence.LOW)
        return cls(
            members=MappingProxyType(members),
            chairs=chairs,
            _forces=grouped(beside, lambda agency: agency.towns),
            _police=grouped(filter(_sure, contents.police_contacts), lambda row: (row.agency,)),
            _oversight=grouped(filter(_sure, contents.police_oversight), lambda row: (row.town,)),
            _records=grouped(filter(_sure, contents.records_contacts), lambda row: (row.town,)),
            _websites=grouped(filter(_sure, contents.town_websites), lambda row: (row.town,)),
        )

    def forces_beside(self, town: str) -> tuple[Agency, ...]:
        """The campus and tribal police of a town."""
        return self._forces.get(town, ())

    def police_contacts(self, agency: str) -> tuple[PoliceContact, ...]:
        """How to reach a police agency, by its name."""
        return self._police.get(agency, ())

    def oversight(self, town: str) -> tuple[PoliceOversight, ...]:
        """The bodies that oversee the town's police."""
        return self._oversight.get(town, ())

    def records_contact(self, town: str) -> RecordsContact | None:
        """Where the town's police take records requests, None where it is not established."""
        return next(iter(self._records.get(town, ())), None)

    def website(self, town: str) -> str | None:
        """The address of the town's own site, None where it is not established."""
        return next((row.official_website for row in self._websites.get(town, ())), None)


def grouped(rows: Iterable[Row], keys: Callable[[Row], Iterable[Key]]) -> Mapping[Key, tuple[Row, ...]]:
    """The rows under each of their keys, in the order given."""
    groups: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            groups[key].append(row)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})


def _sure(row: PoliceContact | PoliceOversight | RecordsContact | TownWebsite) -> bool:
    return row.confidence is not Confidence.LOW
