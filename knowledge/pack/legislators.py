"""Brings a new list of legislators into a pack: who left, who came, whose details changed, in one step."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from knowledge.changes import Changes, compare
from knowledge.contents import Contents, Manifest
from knowledge.dates import PartialDate
from knowledge.errors import Mistake, PackError
from knowledge.pack import load
from knowledge.pack.bundle import Bundle, Files
from knowledge.pack.export import export
from knowledge.pack.openstates import Person, read_people
from knowledge.tables import CommitteeSeat, Legislator

TABLE = "legislators.csv"


@dataclass(frozen=True, slots=True)
class Import:
    """The pack's files with the new list in them, what differs, and what a person should look at (in English)."""

    files: Mapping[str, bytes]
    changes: Changes
    notes: tuple[str, ...]


def bring_in(files: Files, people: Files, on: dt.date, *, vacant: Collection[str] = (), commit: str | None = None) -> Import:
    """Replace the pack's legislators by those of Open States' list (see `openstates`) as of a day.

    `vacant` names seats that are empty (`lower 116`), besides those that the pack calls vacant; `commit` is the list's commit,
    without which the list's own hash stands for it. Raises PackError for a list with a seat missing, held twice or unknown, and
    where the result breaks a rule of the pack.
    """
    before = load(Bundle(files))
    found = read_people(people, on)
    empty = {*before.manifest.vacant_districts, *vacant} - {person.seat for person in found}
    if mistakes := [*_wrong_seats(found, before, {*before.manifest.vacant_districts, *vacant}, ", ".join(sorted(people)[:1]))]:
        raise PackError(mistakes)
    version = commit or f"sha256:{hashlib.sha256(b''.join(people[name] for name in sorted(people))).hexdigest()}"
    new_term = before.manifest.next_terms.first_day <= on
    members = tuple(_in_order(before.legislators, [_member(person, before, on, version, new_term) for person in found]))
    seats = tuple(_seats(before.committees, members, new_term))
    manifest = _manifest(before.manifest, members, seats, empty, on)
    after = replace(before, legislators=members, committees=seats, manifest=manifest)
    made = export(after, files)
    return Import(made, compare(before, load(Bundle(made))), tuple(_notes(before, after, found, new_term)))


def _wrong_seats(found: Sequence[Person], pack: Contents, vacant: Collection[str], file: str) -> Iterator[Mistake]:
    known = {f"{row.chamber} {row.district}" for row in pack.town_districts}
    held: dict[str, Person] = {}
    ids: dict[str, Person] = {}
    for person in found:
        if other := held.get(person.seat):
            yield Mistake(
                person.file, person.line, person.seat, f"{other.name} and {person.name} both hold it", "keep one of them"
            )
        if (other := ids.get(person.id)) and other.seat != person.seat:
            yield Mistake(
                person.file, person.line, person.id, f"{other.seat} and {person.seat} share this id", "correct one of them"
            )
        if person.seat not in known:
            remedy = "check the chamber and the district, or add its towns to town_districts.csv"
            yield Mistake(person.file, person.line, person.seat, f"no town lies in the district of {person.name}", remedy)
        held.setdefault(person.seat, person)
        ids.setdefault(person.id, person)
    for seat in sorted(known - held.keys() - set(vacant), key=_seat_order):
        yield Mistake(file, 1, seat, "the list has nobody for this district", "complete the list, or name the district as vacant")


def _seat_order(seat: str) -> tuple[str, int, str]:
    chamber, _, district = seat.partition(" ")
    return chamber, int(district) if district.isdecimal() else 0, district


def _member(person: Person, pack: Contents, on: dt.date, version: str, new_term: bool) -> Legislator:
    old = next((member for member in pack.legislators if member.openstates_id == person.id), None)
    same_seat = old is not None and f"{old.chamber} {old.district}" == person.seat
    known = old if old is not None and not person.whole else None
    listed = "/".join(person.parties) or (old.party_as_listed or old.party if old else "")
    page, assembly_page = _pages(person, old, pack.legislators)
    return Legislator(
        name=person.name,
        given_name=person.given_name or (old.given_name if old else None),
        family_name=person.family_name or (old.family_name if old else None),
        party=listed.partition("/")[0],
        party_as_listed=None if old and not old.party_as_listed and listed == old.party else listed,
        chamber=person.chamber,
        title=_title(person, pack),
        district=person.district,
        email=person.email or (known.email if known else None),
        capitol_phone=person.phone or (known.capitol_phone if known else None),
        capitol_address=person.address or (known.capitol_address if known else None),
        official_page_url=page or (known.official_page_url if known else None),
        cga_page_url=assembly_page or (known.cga_page_url if known and same_seat else None),
        contact_form_url=old.contact_form_url if old else None,
        committee_roles=old.committee_roles if old and not new_term else None,
        role_start=person.start or (old.role_start if old and same_seat else None),
        openstates_id=person.id,
        snapshot_commit=version,
        snapshot_commit_date=on.isoformat(),
    )


def _title(person: Person, pack: Contents) -> str:
    names = pack.manifest.upper if person.chamber == "upper" else pack.manifest.lower
    titles = Counter(member.title for member in pack.legislators if member.chamber == person.chamber)
    return next((title for title, _ in titles.most_common(1)), names.member)


def _pages(person: Person, old: Legislator | None, members: Sequence[Legislator]) -> tuple[str | None, str | None]:
    """A member's own page and their page on the assembly's site; pages that the list still has are kept as they are written."""
    assembly = {_host(member.cga_page_url) for member in members if member.cga_page_url}
    links = [link for link in person.links if link.startswith("https://") and not any(map(str.isspace, link))]
    kept = [link for link in (old.official_page_url, old.cga_page_url) if link and _is_listed(link, links)] if old else []
    found = [*kept, *(link for link in links if not old or link != old.contact_form_url)]
    page = next((link for link in found if _host(link) not in assembly), None)
    return page, next((link for link in found if _host(link) in assembly), None)


def _is_listed(link: str, links: Collection[str]) -> bool:
    """Whether the list has the link; a table may have left out the end of an address."""
    return any(other.casefold().startswith(link.casefold().rstrip("/")) for other in links)


def _host(url: str) -> str:
    return urlsplit(url).netloc.casefold().removeprefix("www.")


def _in_order(before: Sequence[Legislator], members: Sequence[Legislator]) -> Iterator[Legislator]:
    """The members in the order of the seats in the table, new seats behind them."""
    order = {(member.chamber, member.district): number for number, member in enumerate(before)}
    yield from sorted(members, key=lambda member: order.get((member.chamber, member.district), len(order)))


def _seats(before: Sequence[CommitteeSeat], members: Sequence[Legislator], new_term: bool) -> Iterator[CommitteeSeat]:
    """The committee seats of those who are still there; with a new legislature they are no longer current."""
    by_id = {member.openstates_id: member for member in members}
    for seat in before:
        if (member := by_id.get(seat.openstates_id)) and member.chamber == seat.chamber:
            details = {name: getattr(member, name) for name in ("name", "chamber", "district", "party", "email")}
            yield seat.model_copy(update={**details, "current": seat.current and not new_term})


def _manifest(
    manifest: Manifest, members: Sequence[Legislator], seats: Sequence[CommitteeSeat], empty: Collection[str], on: dt.date
) -> Manifest:
    """The manifest with the day of the list, the empty seats, and the committees that still have somebody."""
    day = PartialDate(on.year, on.month, on.day)
    origin = manifest.origins.get(TABLE)
    committees = {seat.committee for seat in seats}
    changed: dict[str, object] = {
        "vacant_districts": tuple(sorted(empty, key=_seat_order)),
        "committees": tuple(name for name in manifest.committees if name in committees),
    }
    newest = max((member.role_start.first_day for member in members if member.role_start), default=on)
    if max(newest, on if origin else newest) > manifest.as_of.first_day:
        changed |= {"as_of": day, "reviewed": manifest.reviewed or manifest.as_of}
    if origin:
        changed["origins"] = {**manifest.origins, TABLE: origin.model_copy(update={"as_of": day})}
    return manifest.model_copy(update=changed)


def _notes(before: Contents, after: Contents, people: Sequence[Person], new_term: bool) -> Iterator[str]:
    dropped = len(before.committees) - len(after.committees)
    if dropped:
        yield f"Taken out of committees.csv, because their holders left or changed chamber: {dropped}."
    if lost := [name for name in before.manifest.committees if name not in after.manifest.committees]:
        yield f"Nobody is left in {', '.join(lost)}: name it again under `committees` in pack.yaml once its seats are known."
    if filled := [seat for seat in before.manifest.vacant_districts if seat not in after.manifest.vacant_districts]:
        yield f"No longer vacant: {', '.join(filled)}."
    if new_term:
        yield "A new legislature has begun: committee seats are marked as not current until their new list is in."
        yield f"`next_terms` in pack.yaml still says {before.manifest.next_terms}: write when the next legislature begins."
        if note := getattr(before.manifest.origins.get(TABLE), "note", None):
            yield f'The note of {TABLE} in pack.yaml says "{note}": write it anew.'
    plain = [person.name for person in people if any(link.startswith("http://") for link in person.links)]
    if plain:
        yield f"Links without https are left out: {', '.join(sorted(plain))}."
