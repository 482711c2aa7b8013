"""What an answer is made of. A claim without citation, date and attribution cannot be built.

question -> `knowledge.answers.compose` -> Answer -> a card, a terminal page or JSON. What an answer holds dozens of is a named
tuple, made in a third of the time that a frozen dataclass takes; what checks itself stays a dataclass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from knowledge.dates import PartialDate
from knowledge.errors import UncitedClaimError
from knowledge.questions import Intent, Language, Question
from knowledge.records import Chamber, Source
from knowledge.standing import TownRecord


class SectionKey(StrEnum):
    """The parts that answers are laid out in; a card shows one behind each button."""

    BOTTOM_LINE = "bottom_line"
    LATEST = "latest"
    REPORTED = "reported"
    OFFICIALS = "officials"
    STANDING = "standing"
    POLICING = "policing"
    LAW = "law"
    LEGISLATORS = "legislators"
    ACTIONS = "actions"
    DETAILS = "details"


class Undated(StrEnum):
    """Why a claim bears no date: its sources give none."""

    NOT_GIVEN = "not_given"


class Citation(NamedTuple):
    """A numbered source of one answer; numbers count from 1 in the order of first use."""

    n: int
    source: Source


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about the world: who says it, when, and where it can be read.

    `text` already says both in words; `label` is the part to set in bold (a date, a name), shown before the text; `record` is the
    id of the finding or statement told, "" where it is neither.
    Raises UncitedClaimError without a citation, an attribution or a date (or the statement that none is given).
    """

    text: str
    citations: tuple[Citation, ...]
    by: str
    when: PartialDate | Undated
    label: str = ""
    record: str = ""

    def __post_init__(self) -> None:
        if not (self.citations and self.by and self.text and isinstance(self.when, PartialDate | Undated)):
            raise UncitedClaimError(self.text)

    @property
    def sentence(self) -> str:
        """Label and text as one plain line."""
        return f"{self.label}: {self.text}" if self.label else self.text

    @property
    def bare(self) -> Claim:
        """The same without its label."""
        return replace(self, label="")


class Line(NamedTuple):
    """A sentence of the bot's own: guidance, a heading's remark, what is not known."""

    text: str
    label: str = ""

    @property
    def sentence(self) -> str:
        """Label and text as one plain line."""
        return f"{self.label}: {self.text}" if self.label else self.text

    @property
    def bare(self) -> Line:
        """The same without its label."""
        return self._replace(label="")


Block = Claim | Line


class Remark(NamedTuple):
    """Small print about the texts that bear a mark."""

    mark: str
    text: str


class Section(NamedTuple):
    """A titled part of an answer; `title` is empty for the bottom line."""

    key: SectionKey
    title: str
    blocks: tuple[Block, ...]


class Update(NamedTuple):
    """What organizers posted, in their own words and on their own word: it is no part of the record.

    `organizers` is the name of their server; no `towns` means the whole state. `starts` is in the time zone of what happens.
    """

    towns: tuple[str, ...]
    organizers: str
    posted: dt.date
    headline: str
    text: str
    link: str | None = None
    starts: dt.datetime | None = None
    place: str = ""


class Link(NamedTuple):
    """A labelled https address from the pack, for a link button."""

    label: str
    url: str


class Contact(NamedTuple):
    """A legislator and every confirmed way to reach them, as of the day `checked`.

    `share` is the part (0..1) of the town's votes cast in the district; `member` is the id that Open States gives them.
    """

    name: str
    title: str
    chamber: Chamber
    district: str
    party: str
    url: str | None
    email: str | None
    phone: str | None
    form_url: str | None
    town: str | None
    share: float | None
    address: str | None = None
    checked: PartialDate | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class PackStamp:
    """Which knowledge an answer was composed from."""

    name: str
    version: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One composed reply, independent of where it is shown.

    `headline` is the record in a few words ("Reported in 2019, disputed"), empty where no single town is answered.
    `agencies` are the names of those that the question names, and `choices` the towns to pick from when the answer asks back.
    `footnote` holds the small print that is always said, `remark` what is said below texts that bear its mark alone.
    `updates` are those that the section LATEST tells, in the same order.
    """

    question: Question
    language: Language
    intent: Intent
    title: str
    headline: str = ""
    sections: tuple[Section, ...]
    agencies: tuple[str, ...] = ()
    records: Mapping[str, TownRecord] = field(default_factory=dict)
    legislators: tuple[Contact, ...] = ()
    choices: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    footnote: str = ""
    remark: Remark | None = None
    pack: PackStamp
    updates: tuple[Update, ...] = ()

    def footnote_below(self, blocks: Iterable[Block]) -> str:
        """The small print below these blocks, with the remark where one of them bears its mark."""
        remark = self.remark
        borne = remark and any(remark.mark in block.text for block in blocks)
        return f"{self.footnote} {remark.text}".strip() if remark and borne else self.footnote

    @property
    def blocks(self) -> Iterator[Block]:
        """Every sentence in reading order."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources cited, by number."""
        cited = {c.n: c for block in self.blocks if isinstance(block, Claim) for c in block.citations}
        return tuple(cited[n] for n in sorted(cited))

    def section(self, key: SectionKey) -> Section | None:
        """The part with this key, if the answer has it."""
        return next((section for section in self.sections if section.key is key), None)
