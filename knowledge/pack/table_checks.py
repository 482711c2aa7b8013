"""The rules that hold within and between a pack's tables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from knowledge import records, tables
from knowledge.contents import Manifest
from knowledge.pack.draft import Draft, Objection
from knowledge.pack.references import Known, twice

ONE_ROW_A_TOWN = (tables.Policing, tables.TownWebsite, tables.PoliceOversight, tables.RecordsContact)
SHARES_OF_A_TOWN = (0.98, 1.02)


def check_tables(draft: Draft) -> Iterator[Objection]:
    """Every broken rule of the draft's tables."""
    for rule in (_names, _tables, _districts):
        yield from rule(draft)


def simplified(name: str) -> str:
    """A name as it is compared: without accents, case, punctuation and repeated spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).split())


def _names(draft: Draft) -> Iterator[Objection]:
    """Every town can be reached by its name, and a name that can mean more than one town says so."""
    towns: dict[str, tables.Town] = {}
    for town in draft.all(tables.Town):
        name = simplified(town.name)
        if not name:
            yield Objection(draft.spot(town) / ("name",), "nobody can type this name", "write it with letters")
        elif name in towns:
            problem = f"{town.name} and {towns[name].name} are typed the same way"
            yield Objection(draft.spot(town) / ("name",), problem, "give one of them a name that tells them apart")
        towns.setdefault(name, town)
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    rows: Counter[tuple[str, str]] = Counter()
    for place in draft.all(tables.PlaceName):
        meanings[simplified(place.alias)].add(place.town)
    for place in draft.all(tables.PlaceName):
        name = simplified(place.alias)
        rows[place.alias, place.town] += 1
        if rows[place.alias, place.town] > 1:
            yield Objection(draft.spot(place) / ("alias",), f"{place.alias} in {place.town} stands here twice", "remove one row")
        others = meanings[name] | ({towns[name].name} if name in towns else set())
        if len(others) > 1 and not place.ambiguous:
            problem = f"{place.alias} can mean {', '.join(sorted(others))}"
            yield Objection(draft.spot(place) / ("ambiguous",), problem, "write yes, so that the bot asks which is meant")


def _tables(draft: Draft) -> Iterator[Objection]:
    yield from twice(draft, draft.all(tables.Town), "town_no", "correct one of the two numbers")
    for kind in ONE_ROW_A_TOWN:
        yield from twice(draft, draft.all(kind), "town", "keep one row for the town")
    names = (name for agency in draft.all(records.Agency) for name in (agency.name, *agency.also_called))
    agencies = Known(draft, records.Agency, extra=names)
    if not draft.broken(records.Agency):
        for row in draft.all(tables.Policing):
            for agency in row.primary_agency.split(";"):
                yield from agencies.objections(draft, row, ("primary_agency",), agency.strip(), "agency named")
        for contact in draft.all(tables.PoliceContact):
            yield from agencies.objections(draft, contact, ("agency",), contact.agency, "agency named")
    members = Known(draft, tables.Legislator)
    for seat in draft.all(tables.CommitteeSeat):
        yield from members.objections(draft, seat, ("openstates_id",), seat.openstates_id, "legislator with the id")


def _districts(draft: Draft) -> Iterator[Objection]:
    """Each district that reaches into a town has one member or is said to be vacant, and a town's shares add up."""
    vacant = {seat for manifest in draft.all(Manifest) for seat in manifest.vacant_districts}
    members: dict[str, tables.Legislator] = {}
    for member in draft.all(tables.Legislator):
        seat = f"{member.chamber} {member.district}"
        if seat in members:
            problem = f"{members[seat].name} holds this district too"
            yield Objection(draft.spot(member) / ("district",), problem, "keep the one who serves today")
        members.setdefault(seat, member)
    complete = draft.is_complete(tables.Legislator)
    rows = draft.all(tables.TownDistrict)
    told: set[str] = set()
    shares: defaultdict[tuple[str, str], float] = defaultdict(float)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        seat = f"{row.chamber} {row.district}"
        if complete and seat not in members and seat not in vacant and seat not in told:
            told.add(seat)
            remedy = "correct the district, add its legislator, or name it in vacant_districts of pack.yaml"
            yield Objection(draft.spot(row) / ("district",), f"no legislator stands for {seat}", remedy)
        if (row.town, seat) in seen:
            yield Objection(draft.spot(row) / ("district",), f"{row.town} is in {seat} twice", "remove one row")
        seen.add((row.town, seat))
        shares[row.town, row.chamber] += row.share or 0
    if draft.is_complete(tables.TownDistrict) and all(row.share is not None for row in rows):
        yield from _shares(draft, rows, shares)
    reached = {seat for _, seat in seen}
    for seat, member in members.items():
        if seat not in reached and draft.is_complete(tables.TownDistrict):
            remedy = "correct the district, or add its towns to town_districts.csv"
            yield Objection(draft.spot(member) / ("district",), f"no town lies in {seat}", remedy)


def _shares(draft: Draft, rows: Sequence[tables.TownDistrict], shares: Mapping[tuple[str, str], float]) -> Iterator[Objection]:
    low, high = SHARES_OF_A_TOWN
    first = {(row.town, row.chamber): row for row in reversed(rows)}
    for (town, chamber), row in first.items():
        if not low <= shares[town, chamber] <= high:
            problem = f"the shares of {town} in the {chamber} chamber add up to {shares[town, chamber]:.2f}"
            yield Objection(draft.spot(row) / ("share",), problem, "correct them, so that they add up to 1")
