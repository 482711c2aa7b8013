"""Which records are due to be checked again.

A record's review-by date is its own `review_by`, else its last check and the days of its group: contacts 90, laws 90, findings
and everything else people are told 180. The last check is the newest day that the record itself bears (of its evidence, its
snapshot, its page) or the day on which the whole record was last gone through (`reviewed` of the manifest, else `as_of`),
whichever is later; a law's is its own `as_of`, and a contact that bears a day of its own counts from that day alone. A month or
a year counts from its last day. Sources (the link check looks after them), towns, place names and districts are not dated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from knowledge.contents import Contents
from knowledge.dates import PartialDate
from knowledge.identity import SECTIONS, key_of, label_of, section, towns_of, towns_of_agencies
from knowledge.records import Finding, Law, Record, Sourced, Statement
from knowledge.standing import newest
from knowledge.tables import Legislator, PlateReader
from knowledge.wording import Wording


class Group(StrEnum):
    """Records that are due after the same number of days."""

    CONTACTS = "contacts"
    FINDINGS = "findings"
    LAWS = "laws"


DAYS = {Group.CONTACTS: 90, Group.FINDINGS: 180, Group.LAWS: 90}
CONTACTS = (
    "resources",
    "legislators",
    "committees",
    "executive",
    "town_websites",
    "police_contacts",
    "police_oversight",
    "records_contacts",
)
GROUPS = {
    **dict.fromkeys(("findings", "statements", "national", "terms", "timeline"), Group.FINDINGS),
    **dict.fromkeys(("agencies", "policing", "plate_readers"), Group.FINDINGS),
    **dict.fromkeys(CONTACTS, Group.CONTACTS),
    "laws": Group.LAWS,
}
KINDS = {SECTIONS[name]: name for name in GROUPS}
DATED = {kind: [name for name in ("source_date", "page_seen") if name in kind.model_fields] for kind in KINDS}
"""Fields of contacts that tell in prose when a page was seen."""
DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Review:
    """When a record was last checked, and the last day on which it needs no new check."""

    group: Group
    checked: PartialDate
    due: dt.date


@dataclass(frozen=True, slots=True)
class Due:
    """A record past its review-by date; `kind` is its name in `Contents`."""

    kind: str
    key: str
    label: str
    review: Review


@dataclass(frozen=True, slots=True)
class TownDue:
    """What is due about a town, longest overdue first; the town is None for what is about no town in particular."""

    town: str | None
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Reviews:
    """When each record of a pack that has a review-by date is to be checked again, worked out once.

    By kind, then by the key of the record; `first` is the earliest day on which any of a kind is due.
    """

    found: Mapping[type[Record], Mapping[str, Review]]
    first: Mapping[type[Record], dt.date]

    @classmethod
    def of(cls, contents: Contents) -> Self:
        """The reviews of every record of `GROUPS`."""
        alike: dict[Review, Review] = {}  # hundreds of rows share the day of their table
        found: defaultdict[type[Record], dict[str, Review]] = defaultdict(dict)
        for kind in GROUPS:
            for record in section(contents, kind):
                due = review(record, contents)
                if due:
                    found[type(record)][key_of(record)] = alike.setdefault(due, due)
        return cls(dict(found), {kind: min(due.due for due in reviews.values()) for kind, reviews in found.items()})

    def overdue(self, record: Record, today: dt.date) -> Review | None:
        """The review that a record waits for; None where it is not past its review-by date."""
        kind = type(record)
        if kind not in self.first or today <= self.first[kind]:
            return None
        due = self.found[kind].get(key_of(record))
        return due if due and today > due.due else None


def review(record: Record, contents: Contents) -> Review | None:
    """When a record of these contents is to be checked again; None for kinds that have no such date."""
    kind = KINDS.get(type(record))
    if kind is None:
        return None
    group = GROUPS[kind]
    checked = _checked(record, kind, contents)
    own = record.review_by if isinstance(record, Sourced) else None
    return Review(group, checked, own.last_day if own else checked.last_day + dt.timedelta(days=DAYS[group]))


def mark(overdue: Review, words: Wording) -> str:
    """One sentence for whoever is told a record that is past its review-by date."""
    return words.say(f"freshness.{overdue.group}", checked=words.date(overdue.checked))


def stale(contents: Contents, today: dt.date) -> tuple[TownDue, ...]:
    """What the public is shown and is past its review-by date, by town; a record about several towns stands under each."""
    agencies = towns_of_agencies(contents)
    by_town: defaultdict[str | None, list[Due]] = defaultdict(list)
    for kind in GROUPS:
        for record in section(contents, kind):
            found = review(record, contents)
            if found and today > found.due and _is_shown(record):
                due = Due(kind, key_of(record), label_of(record), found)
                for town in towns_of(record, agencies) or (None,):
                    by_town[town].append(due)
    towns = sorted(by_town, key=lambda town: (town is not None, town or ""))
    return tuple(TownDue(town, tuple(sorted(by_town[town], key=lambda due: due.review.due))) for town in towns)


def listing(found: tuple[TownDue, ...], words: Wording) -> Iterator[str]:
    """The lines of a list of what is due, by town."""
    number = len({(due.kind, due.key) for town in found for due in town.due})
    yield words.count("freshness.total", number) if number else words.say("freshness.none")
    for town in found:
        yield from ("", f"{town.town or words.say('freshness.elsewhere')}:")
        for due in town.due:
            kind = words.say(f"changes.kind.{due.kind}")
            days = {"checked": words.date(due.review.checked), "due": words.date(due.review.due)}
            yield "- " + words.say("freshness.entry", kind=kind, label=due.label, **days)


def _is_shown(record: Record) -> bool:
    return record.showable if isinstance(record, Sourced) else getattr(record, "confidence", None) != "low"


def _checked(record: Record, kind: str, contents: Contents) -> PartialDate:
    manifest = contents.manifest
    whole = manifest.reviewed or manifest.as_of
    origin = manifest.origins.get(f"{kind}.csv")
    match record:
        case Law():
            return record.as_of
        case Finding():
            return max(newest(record) or whole, whole)
        case Statement():
            return max(record.date or whole, whole)
        case PlateReader():
            return record.dataset_date
        case Legislator():
            return max(_days(record.snapshot_commit_date), default=whole)
    seen = [day for name in DATED[type(record)] for day in _days(getattr(record, name))]
    return max(seen, default=(origin.as_of if origin else None) or whole)


def _days(text: str | None) -> Iterator[PartialDate]:
    for found in DAY.findall(text or ""):
        try:
            yield PartialDate.parse(found)
        except ValueError:  # a number that only looks like a day
            continue
