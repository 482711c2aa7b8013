"""Reads Open States' list of people as it is published: one CSV table a state, or a folder of YAML files, one a person.

The table has the columns `id`, `name`, `current_party`, `current_district`, `current_chamber`, `given_name`, `family_name`,
`email`, `links` (joined by semicolons), `capitol_address`, `capitol_voice` and more; the folder is `data/<state>/legislature`
of the repository openstates/people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from knowledge.dates import PartialDate
from knowledge.errors import Mistake, PackError
from knowledge.pack.bundle import Files
from knowledge.pack.reading import Document, Plain, Read, Table, positions, read_csv, read_yaml
from knowledge.records import Chamber

COLUMNS = ("id", "name", "current_party", "current_district", "current_chamber")
CHAMBERS: tuple[Chamber, ...] = get_args(Chamber)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the legislature as the list has them; None where it says nothing.

    `whole` tells that what the list does not give is not so, as in YAML; the table leaves out what it does not know.
    """

    file: str
    line: int
    whole: bool
    id: str
    name: str
    given_name: str | None
    family_name: str | None
    parties: tuple[str, ...]
    chamber: Chamber
    district: str
    email: str | None
    phone: str | None
    address: str | None
    links: tuple[str, ...]
    start: PartialDate | None

    @property
    def seat(self) -> str:
        """The seat as a manifest names it: `lower 116`."""
        return f"{self.chamber} {self.district}"


def read_people(files: Files, on: dt.date) -> tuple[Person, ...]:
    """Everyone who holds a seat in either chamber on that day; raises PackError for files that are not such a list."""
    people: list[Person] = []
    mistakes: list[Mistake] = []
    for name in sorted(files):
        if name.endswith(".csv"):
            _take(name, read_csv(files[name]), people, mistakes)
        elif name.endswith((".yml", ".yaml")):
            found = read_yaml(files[name])
            mistakes += [Mistake(name, fault.line, fault.field, fault.problem, fault.remedy) for fault in found.faults]
            if found.content is not None:
                people += _person(name, files[name], found.content, on, mistakes)
    if not people and not mistakes:
        remedy = "give the state's CSV table or its folder of YAML files from openstates/people"
        mistakes.append(Mistake(", ".join(sorted(files)[:1]) or "the list", 1, "", "the list names nobody in office", remedy))
    if mistakes:
        raise PackError(mistakes)
    return tuple(people)


def _take(name: str, found: Read[Table], people: list[Person], mistakes: list[Mistake]) -> None:
    mistakes += [Mistake(name, fault.line, fault.field, fault.problem, fault.remedy) for fault in found.faults]
    table = found.content
    if table is None:
        return
    missing = [column for column in COLUMNS if column not in table.columns]
    remedy = "use the table as Open States publishes it"
    mistakes += [Mistake(name, 1, column, "the column is missing", remedy) for column in missing]
    for line, row in zip(table.lines, table.rows, strict=True) if not missing else ():
        empty = [column for column in COLUMNS if column not in row]
        mistakes += [Mistake(name, line, column, "the cell is empty", "ask for the list again") for column in empty]
        chamber = next((chamber for chamber in CHAMBERS if chamber == row.get("current_chamber")), None)
        if chamber is None and not empty:
            problem = f'"{row["current_chamber"]}" is no chamber'
            mistakes.append(Mistake(name, line, "current_chamber", problem, f"it is one of: {', '.join(CHAMBERS)}"))
        if chamber is None or empty:
            continue
        people.append(
            Person(
                file=name,
                line=line,
                whole=False,
                id=row["id"].strip(),
                name=row["name"].strip(),
                given_name=row.get("given_name"),
                family_name=row.get("family_name"),
                parties=(row["current_party"].strip(),),
                chamber=chamber,
                district=row["current_district"].strip(),
                email=row.get("email"),
                phone=row.get("capitol_voice"),
                address=row.get("capitol_address"),
                links=tuple(filter(None, (link.strip() for link in row.get("links", "").split(";")))),
                start=None,
            )
        )


def _person(name: str, data: bytes, found: Document, on: dt.date, mistakes: list[Mistake]) -> Iterator[Person]:
    roles = [role for role in _documents(found.get("roles")) if role.get("type") in CHAMBERS and _holds(role, on)]
    if not roles:
        return
    missing = [field for field in ("id", "name") if not _text(found.get(field))]
    missing += [] if _text(roles[-1].get("district")) else ["roles"]
    mistakes += [Mistake(name, positions(data).get((field,), 1), field, "the field is missing", "add it") for field in missing]
    office = next((office for office in _documents(found.get("offices")) if office.get("classification") == "capitol"), {})
    parties = (_text(party.get("name")) for party in _documents(found.get("party")) if _holds(party, on))
    yield Person(
        file=name,
        line=1,
        whole=True,
        id=_text(found.get("id")) or "",
        name=_text(found.get("name")) or "",
        given_name=_text(found.get("given_name")),
        family_name=_text(found.get("family_name")),
        parties=tuple(filter(None, parties)),
        chamber="upper" if roles[-1].get("type") == "upper" else "lower",
        district=_text(roles[-1].get("district")) or "",
        email=_text(found.get("email")),
        phone=_text(office.get("voice")),
        address=_text(office.get("address")),
        links=tuple(filter(None, (_text(link.get("url")) for link in _documents(found.get("links"))))),
        start=_day(roles[-1].get("start_date")),
    )


def _holds(role: Document, on: dt.date) -> bool:
    """Whether a role or membership is held on the day; one without dates is."""
    start, end = _day(role.get("start_date")), _day(role.get("end_date"))
    return not (start and start.first_day > on) and not (end and end.last_day < on)


def _documents(value: Plain) -> list[Document]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Plain) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _day(value: Plain) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if value else None
    except ValueError:
        return None
