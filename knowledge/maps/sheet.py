"""What a map says, in words: the picture, its alt text and the text list are all made from the same sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from knowledge.answer import Block, Claim
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import bottom_line
from knowledge.base import KnowledgeBase
from knowledge.questions import Intent, Language, Question
from knowledge.standing import TownRecord
from knowledge.wording import wording

LONGEST = 1024
"""The longest alt text that Discord takes, in characters."""


class Scale(StrEnum):
    """How much a map shows."""

    STATE = "state"
    REGION = "region"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Area:
    """What a map shows: the state, a planning region by name, or a town with its neighbors; `town` is outlined and named."""

    scale: Scale = Scale.STATE
    town: str | None = None
    region: str | None = None


class Row(NamedTuple):
    """A line of the legend: a record, its words, and the towns of the area that have it, in alphabetical order."""

    record: TownRecord
    label: str
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a map in one language.

    `asked` is the asked town's bottom line, and `beside` names its neighbors where the map shows them.
    """

    area: Area
    language: str
    title: str
    caution: str
    rows: tuple[Row, ...]
    asked: Block | None
    beside: str
    by_record: Mapping[TownRecord, tuple[str, ...]]

    @property
    def legend(self) -> tuple[str, ...]:
        """The lines of the legend: a record and how many towns have it."""
        say = wording(self.language).say
        return tuple(say("who.heading", record=row.label, count=len(row.towns)) for row in self.rows)

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """The whole legend with the names of its towns: (line, names)."""
        listing = wording(self.language).listing
        return tuple((line, listing(row.towns)) for line, row in zip(self.legend, self.rows, strict=True))

    @property
    def alt(self) -> str:
        """The picture for who cannot see it, in at most 1024 characters: the longest lists of names are left to the text list."""
        named = {
            row.record for row in self.rows if row.record is not TownRecord.NOTHING_ON_RECORD or self.area.scale is Scale.TOWN
        }
        by_length = sorted(self.rows, key=lambda row: len(row.towns))
        while len(told := self._told(named)) > LONGEST and named:
            named.discard(next(row.record for row in reversed(by_length) if row.record in named))
        return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"

    def _told(self, named: set[TownRecord]) -> str:
        say = wording(self.language).say
        rows = [
            say("map.alt.row", line=line, towns=names) if row.record in named else say("map.alt.count", line=line)
            for row, (line, names) in zip(self.rows, self.listed, strict=True)
        ]
        whole = [say("map.alt", title=self.title), self.caution, self.asked.sentence if self.asked else "", self.beside, *rows]
        if len(named) < len(self.rows):
            whole.append(say("map.alt.list"))
        return " ".join(part for part in whole if part)


def tell(base: KnowledgeBase, area: Area, language: str, neighbours: Sequence[str] = ()) -> Sheet:
    """The words of the map of an area of this record; `neighbours` are the towns that the area's town touches.

    Raises KeyError for a town or region that the record does not hold.
    """
    words, manifest = wording(language), base.manifest
    if area.scale is Scale.STATE:
        shown, place = set(base.towns), manifest.name
    elif area.scale is Scale.REGION:
        shown, place = {town.name for town in base.contents.towns if town.planning_region == area.region}, area.region or ""
    else:
        shown, place = {area.town or "", *neighbours}, area.town or ""
    rows = [
        Row(record, words.say(f"record.{record}"), tuple(sorted(shown.intersection(base.by_record.get(record, ())))))
        for record in TownRecord
    ]
    near = area.town and area.scale is Scale.TOWN and neighbours
    return Sheet(
        area,
        language,
        words.say(f"map.title.{area.scale}", place=place),
        words.say("map.caution", as_of=words.date(manifest.as_of)),
        tuple(row for row in rows if row.towns),
        _asked(base, area.town, language) if area.town else None,
        words.say("map.beside", town=area.town, towns=words.listing(neighbours)) if near else "",
        base.by_record,
    )


def _asked(base: KnowledgeBase, town: str, language: str) -> Block:
    """The asked town's bottom line, as its own answer opens."""
    question = Question("", Language(language), Intent.TOWN_STATUS, (town,))
    draft = Draft(question, base, base.manifest.as_of.last_day)
    told = bottom_line(draft, town, base.standings[town])
    return replace(told, label=town) if isinstance(told, Claim) else told._replace(label=town)
