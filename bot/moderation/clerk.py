"""Goes through what a moderator gave, field by field, by the checks of the pack's files, and notes every mistake."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Protocol, TypeVar

from knowledge.contents import Contents
from knowledge.dates import PartialDate
from knowledge.errors import KnowledgeError, Mistake, PackError
from knowledge.pack.edits import THE_EDIT, AddFinding, AddSource, AddStatement, Edit, entry
from knowledge.pack.reading import Document
from knowledge.records import Read, Record, Source

LONGEST_SLUG = 40
NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


class Field(StrEnum):
    """What a moderator gives, by the name that the form, its labels and its mistakes use."""

    AGENCY = "agency"
    TOWN = "town"
    REPORTED = "reported"
    CONFIDENCE = "confidence"
    KIND = "kind"
    STATUS = "status"
    SUMMARY = "summary"
    ASSERTED_BY = "asserted_by"
    URL = "url"
    WHO = "who"
    DATE = "date"
    FINDING = "finding"
    STANCE = "stance"
    QUOTE = "quote"
    NOTE = "note"
    RECORD = "record"
    REASON = "reason"
    PUBLISHER = "publisher"
    TITLE = "title"
    PUBLISHED = "published"
    SOURCE_KIND = "source_kind"
    READ = "read"


FIELDS: Mapping[str, Field] = {
    "speakers": Field.WHO,
    "role": Field.WHO,
    "organisation": Field.WHO,
    "about": Field.FINDING,
    "scope": Field.TOWN,
    "towns": Field.TOWN,
    "subject": Field.AGENCY,
}
"""Where a field of the files is given under another name."""


class NewSourceError(KnowledgeError):
    """The entry is sound, but cites an address that the record does not know: publisher and title are needed too."""


@dataclass(frozen=True, slots=True)
class Book:
    """What an entry may refer to: the record as it is, and what open proposals would add; nothing in it is after `today`."""

    contents: Contents
    today: dt.date
    pending: tuple[Edit, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The known sources, those of open proposals last."""
        return (*self.contents.sources, *(edit.source for edit in self.pending if isinstance(edit, AddSource)))

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a new finding or statement cannot have."""
        contents = self.contents
        found = {record.id for record in (*contents.findings, *contents.statements, *contents.laws)}
        found |= {edit.finding.id for edit in self.pending if isinstance(edit, AddFinding)}
        return frozenset(found | {edit.statement.id for edit in self.pending if isinstance(edit, AddStatement)})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source that is new to the record, as it was typed; its address stands in the entry that cites it."""

    publisher: str
    title: str
    published: str
    kind: str
    read: str


UNKNOWN = Source(id="unknown", publisher="?", title="?", url="https://unknown.invalid", kind="news", read=Read.LINKED)
"""Stands for a source whose mistakes are noted, so that the rest of the entry can be gone through."""


class Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """What other records call it."""


N = TypeVar("N", bound=Named)
R = TypeVar("R", bound=Record)


class Clerk:
    """Takes one entry over a book; every method notes what is wrong and goes on, `done` tells all of it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._mistakes: list[Mistake] = []
        self._brought: list[AddSource] = []
        self._undescribed = False

    def wrong(self, field: Field, problem: str, remedy: str) -> None:
        """Note a mistake."""
        self._mistakes.append(Mistake(THE_EDIT, 1, field, problem, remedy))

    def known(self, field: Field, name: str, found: Iterable[N]) -> N | None:
        """The one of that id; None, and a mistake, where there is none."""
        one = next((record for record in found if record.id == name), None)
        if one is None:
            self.wrong(field, "the record holds none of that name", "choose one that is suggested while you type")
        return one

    def towns(self, name: str) -> tuple[str, ...]:
        """The town named, none where none is."""
        if name and name not in {town.name for town in self.book.contents.towns}:
            self.wrong(Field.TOWN, "the record holds no such town", "choose one that is suggested while you type")
        return (name,) if name else ()

    def date(self, field: Field, text: str) -> str | None:
        """A date as it was typed; None for nothing, and for what is no date or lies ahead, which is a mistake."""
        try:
            found = PartialDate.parse(text) if text else None
        except ValueError as error:
            self.wrong(field, "that is no date", str(error))
            return None
        if found and found.first_day > self.book.today:
            self.wrong(field, f"{found} lies after today, {self.book.today}", "correct the date")
            return None
        return text or None

    def cited(self, url: str, described: NewSource | None) -> Source:
        """The source at an address: the one known, else the one described, which the entry then brings along."""
        for source in self.book.sources:
            if _address(source.url) == _address(url):
                if source not in self.book.contents.sources:
                    self._brought.append(AddSource(source=source, on=self.book.today))
                return source
        self._undescribed = described is None
        given = described or NewSource(publisher="?", title="?", published="", kind="news", read=Read.LINKED)
        values: Document = {
            "id": _unused(given.publisher, given.published or str(self.book.today), {source.id for source in self.book.sources}),
            "publisher": given.publisher,
            "title": given.title,
            "published": self.date(Field.PUBLISHED, given.published),
            "url": url,
            "kind": given.kind,
            "read": given.read,
        }
        made = self.made(Source, values, {"kind": Field.SOURCE_KIND})
        if made is None:
            return UNKNOWN
        self._brought.append(AddSource(source=made, on=self.book.today))
        return made

    def new_id(self, kind: str, whom: str, date: str) -> str:
        """An id that can be read and that no finding or statement has: kind, whom it is about, and when."""
        return _unused(f"{kind}-{slug(whom)}", date or str(self.book.today), self.book.ids)

    def made(self, kind: type[R], values: Document, fields: Mapping[str, Field] = FIELDS) -> R | None:
        """The record of these values; None, and its mistakes, where they break a rule."""
        try:
            return entry(kind, values)
        except PackError as error:
            for mistake in error.mistakes:
                name = mistake.field.partition(".")[0]
                self.wrong(fields.get(name) or Field(name), mistake.problem, mistake.remedy)
            return None

    def check(self) -> None:
        """Raises PackError with every mistake, where there is any."""
        if self._mistakes:
            raise PackError(self._mistakes)

    def done(self, edit: Edit | None) -> tuple[Edit, ...]:
        """The edits of the entry; raises PackError with every mistake, or NewSourceError where the source must be described."""
        self.check()
        if edit is None:
            raise ValueError("an entry without mistakes makes an edit")
        if self._undescribed:
            raise NewSourceError
        return (*self._brought, edit)


def slug(text: str) -> str:
    """Text as a part of an id: lower-case letters, digits and hyphens; "entry" where nothing of it can stay."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return NOT_IN_A_SLUG.sub("-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "entry"


def _unused(whom: str, date: str, taken: Collection[str]) -> str:
    first = f"{slug(whom)}-{slug(date)}"
    return next(name for name in _numbered(first) if name not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _address(url: str) -> str:
    """An address without what leads to the same page."""
    return url.partition("#")[0].rstrip("/")
