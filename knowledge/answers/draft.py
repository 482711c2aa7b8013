"""The desk on which one answer is written: language, day, knowledge base, and the numbering of its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from knowledge.answer import Answer, Citation, Claim, Contact, Line, Link, PackStamp, Remark, Section, SectionKey, Undated, Update
from knowledge.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.freshness import mark
from knowledge.questions import Question
from knowledge.records import Law, Read, Record, Resource, Source, Sourced
from knowledge.standing import TownRecord
from knowledge.translating import has_words
from knowledge.wording import REFERENCE, wording

KINDS = {
    "Finding": "findings",
    "Statement": "statements",
    "Law": "laws",
    "Resource": "resources",
    "Term": "terms",
    "Event": "timeline",
    "NationalFact": "national",
}
CLOSEST = {read: rank for rank, read in enumerate(Read)}
MOST_CITED = 3


class Draft:
    """Collects what one answer needs while its sections are written; used once and thrown away."""

    def __init__(self, question: Question, base: KnowledgeBase, as_of: dt.date, updates: tuple[Update, ...] = ()) -> None:
        self.question = question
        self.updates = updates
        self.base = base
        self.as_of = as_of
        self.language = question.language
        self.words = wording(question.language)
        self.say = self.words.say
        self._cited: dict[str, Citation] = {}
        self._marked: set[str] = set()
        self._in_english = "" if self.language == REFERENCE else self.say("text.english")
        self._unreviewed = False

    def cite(self, source_ids: Iterable[str]) -> tuple[Citation, ...]:
        """Citations for the sources, numbered in the order of first use."""
        return tuple([self.cite_source(self.base.sources[source_id]) for source_id in source_ids])

    def cite_source(self, source: Source) -> Citation:
        """The citation of one source, numbered at its first use."""
        known = self._cited.get(source.id)
        if known is None:
            known = self._cited[source.id] = Citation(len(self._cited) + 1, source)
        return known

    def text(self, record: Sourced, field: str) -> str:
        """A record's text in the answer's language, in English and marked so where it has not been translated."""
        return self.said(record, field, record.original(field))

    def said(self, record: Sourced, field: str, english: str | None) -> str:
        """The same for a text that is at hand."""
        if self.language == REFERENCE or not english:
            return english or ""
        return self.translated(record, field, english) or self.english(english)

    def translated(self, record: Sourced, field: str, english: str) -> str | None:
        """The same in the answer's language, None where there is no translation."""
        kind, translations = KINDS[type(record).__name__], self.base.contents.translations.get(self.language)
        if translations is None:
            return None
        text = translations.texts.get(kind, {}).get(record.id, {}).get(field)
        if text and not self._unreviewed:
            self._unreviewed = not translations.is_reviewed(kind, record.id, field, english)
        return text

    def english(self, text: str) -> str:
        """A text of the pack that has no translation, marked so in another language; a number or a date needs none."""
        return f"{text} {self._in_english}" if self._in_english and has_words(text) else text

    @property
    def _remark(self) -> Remark | None:
        mark = self._in_english
        return Remark(mark, self.say("footnote.english", mark=mark)) if mark else None

    def date(self, day: PartialDate | dt.date | Undated) -> str:
        """A date for people; "undated" in words where the sources give none."""
        return self.say("date.undated") if isinstance(day, Undated) else self.words.date(day)

    def cite_best(self, source_ids: Iterable[str]) -> tuple[Citation, ...]:
        """Citations for the few sources that the curators read most of, for a claim that many sources carry."""
        best = sorted(source_ids, key=lambda source_id: CLOSEST[self.base.sources[source_id].read])
        return self.cite(best[:MOST_CITED])

    def law(self, law: Law, field: str, label: str = "") -> Claim:
        """What a law says, as of the day it was checked."""
        return Claim(self.text(law, field), self.cite_best(law.sources), by=law.citation, when=law.as_of, label=label)

    def due(self, *records: Record) -> tuple[Line, ...]:
        """What to say below rows that are past their review-by date: one sentence, of the one unchecked for longest.

        What was said once in an answer is not said again.
        """
        told = self._mark(records)
        if not told or told in self._marked:
            return ()
        self._marked.add(told)
        return (Line(told),)

    def dated(self, text: str, record: Record) -> str:
        """A text with that sentence behind it where the record is past its review-by date."""
        told = self._mark((record,))
        return f"{text} {told}" if told else text

    def _mark(self, records: Iterable[Record]) -> str:
        waiting = [found for record in records if (found := self.base.reviews.overdue(record, self.as_of))]
        return mark(min(waiting, key=lambda found: found.checked), self.words) if waiting else ""

    def line(self, key: str, /, label: str = "", **slots: object) -> Line:
        """A sentence of the bot's own."""
        return Line(self.say(key, **slots), label=label)

    def link(self, resource: Resource) -> tuple[Link, ...]:
        """The resource's address as a link, if it has one."""
        return (Link(resource.name, resource.url),) if resource.url else ()

    def answer(
        self,
        *,
        title: str,
        sections: Iterable[Section | None],
        headline: str = "",
        records: dict[str, TownRecord] | None = None,
        legislators: Iterable[Contact] = (),
        choices: Iterable[str] = (),
        links: Iterable[Link] = (),
        footnote: bool = True,
    ) -> Answer:
        """The finished answer; empty sections fall away, a note on translation and the small print join it."""
        manifest, sections = self.base.manifest, tuple(sections)
        notes = [self.say("footnote.information")] if footnote else []
        if self._unreviewed:
            notes.append(self.say("footnote.unreviewed"))
        return Answer(
            question=self.question,
            language=self.language,
            intent=self.question.intent,
            title=title,
            headline=headline,
            agencies=tuple(self.base.agencies[a].name for a in self.question.agencies if a in self.base.agencies),
            sections=tuple(section for section in sections if section and section.blocks),
            records={town: self.base.standings[town].record for town in self.question.towns} if records is None else records,
            legislators=tuple(legislators),
            choices=tuple(choices),
            links=tuple(dict.fromkeys(links)),
            footnote=" ".join(notes),
            remark=self._remark,
            pack=PackStamp(manifest.id, self.base.version, manifest.as_of),
            updates=self.updates if any(section and section.key is SectionKey.LATEST for section in sections) else (),
        )
