"""What happened when, about a town or in the state: the entries of a timeline, in order, each a claim with its sources.

The picture, its alt text and the numbered list are made from the same entries. What the record does not date is not drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from knowledge.answer import Claim, Section, SectionKey
from knowledge.answers.claims import event_claim, finding_claim, statement_claim
from knowledge.answers.draft import Draft
from knowledge.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.maps.sheet import LONGEST
from knowledge.questions import Intent, Language, Question
from knowledge.records import Event, FindingKind, Law, LawDate, Scope, Stance
from knowledge.standing import newest
from knowledge.wording import wording

FIRST_YEAR = 2013
"""The year of the first law on the subject: what came before is drawn at the edge."""


class Lane(StrEnum):
    """What sort of thing happened."""

    LAW = "law"
    REPORT = "report"
    RESPONSE = "response"
    CHANGE = "change"


CHANGES = (FindingKind.LOCAL_POLICY, FindingKind.AGREEMENT)
BY_KIND = {
    FindingKind.OFFICIAL_ASSURANCE: Lane.RESPONSE,
    **dict.fromkeys(CHANGES, Lane.CHANGE),
}


class Entry(NamedTuple):
    """One thing that happened: its number in the order of the days (0 for one without a date), its lane, day and claim."""

    n: int
    lane: Lane
    when: PartialDate | None
    claim: Claim


class Found(NamedTuple):
    """The same before it has a number, its claim not yet written: sources are numbered in the order in which they are read."""

    lane: Lane
    when: PartialDate | None
    claim: Callable[[], Claim]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The words of a timeline in one language; `town` is None for the state's.

    It reaches to `day`; `undated` are the entries that are not drawn, and `nothing` is what an empty lane says.
    """

    town: str | None
    language: str
    day: dt.date
    title: str
    caution: str
    nothing: str
    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    footnote: str

    @property
    def lanes(self) -> tuple[tuple[Lane, str], ...]:
        """Every lane with its name, each with the letter that its marks bear: "A Law"."""
        say = wording(self.language).say
        return tuple((lane, f"{letter} {say(f'timeline.lane.{lane}')}") for letter, lane in zip("ABCD", Lane, strict=True))

    @property
    def alt(self) -> str:
        """The picture for who cannot see it, in at most 1024 characters: each lane, and the days and numbers of its entries."""
        words = wording(self.language)
        whole = [words.say("timeline.alt", title=self.title, caution=self.caution)]
        for lane, name in self.lanes:
            told = [f"{entry.n}: {words.date(entry.when)}" for entry in self.entries if entry.lane is lane and entry.when]
            if told:
                whole.append(words.say("timeline.alt.lane", lane=name, entries=", ".join(told)))
        last = words.say("timeline.alt.list")
        text = " ".join(whole)
        room = LONGEST - len(last) - 2
        return f"{text if len(text) <= room else text[: text.rfind(',', 0, room)] + '…'} {last}"


def tell(base: KnowledgeBase, town: str | None, language: str, day: dt.date) -> Timeline:
    """The timeline of a town, or of the state, up to a day; raises KeyError for a town that the record does not hold."""
    question = Question("", Language(language), Intent.TOWN_STATUS if town else Intent.UPDATES, (town,) if town else ())
    draft = Draft(question, base, day)
    today = PartialDate(day.year, day.month, day.day)
    found = sorted(_found(draft, town), key=lambda its: (its.when or today, list(Lane).index(its.lane)))
    dated = [Entry(n, its.lane, its.when, its.claim()) for n, its in enumerate(_until(today, found), 1)]
    undated = [Entry(0, its.lane, None, its.claim()) for its in found if its.when is None]
    place = town or base.manifest.name
    title = draft.say("timeline.title", place=place)
    claims = tuple(entry.claim for entry in (*dated, *undated))
    answer = draft.answer(title=title, sections=[Section(SectionKey.REPORTED, "", claims)])
    return Timeline(
        town,
        language,
        day,
        title,
        draft.say("timeline.caution", as_of=draft.words.date(base.manifest.as_of)),
        draft.say("timeline.nothing"),
        tuple(dated),
        tuple(undated),
        answer.footnote_below(claims),
    )


def _until(day: PartialDate, found: Sequence[Found]) -> Iterator[Found]:
    return (its for its in found if its.when and its.when <= day)


def _found(draft: Draft, town: str | None) -> Iterator[Found]:
    base = draft.base
    findings = base.findings_about(town) if town else ()
    statements = base.statements_about(town) if town else [its for its in base.statements.values() if its.scope is not Scope.TOWN]
    for finding in findings:
        yield Found(BY_KIND.get(finding.kind, Lane.REPORT), newest(finding), partial(finding_claim, draft, finding))
    for said in statements:
        lane = Lane.CHANGE if said.stance is Stance.ANNOUNCES_CHANGE else Lane.RESPONSE
        yield Found(lane, said.date, partial(statement_claim, draft, said))
    told = {(its.id, newest(its)) for its in findings} | {(its.id, its.date) for its in statements}
    events = [event for event in base.contents.timeline if event.showable and (town is None or town in event.towns)]
    laws = [event for event in events if _lane(base, event) is Lane.LAW]
    for event in events:
        if event in laws or not any((related, event.date) in told for related in event.related):
            yield Found(_lane(base, event), event.date, partial(event_claim, draft, event))
    yield from _laws(draft, laws)


def _lane(base: KnowledgeBase, event: Event) -> Lane:
    """Where an entry of the pack's own timeline belongs, by what it is related to."""
    if any(related in base.laws for related in event.related):
        return Lane.LAW
    said = [base.statements[related] for related in event.related if related in base.statements]
    found = [base.findings[related] for related in event.related if related in base.findings]
    changed = any(its.stance is Stance.ANNOUNCES_CHANGE for its in said) or any(its.kind in CHANGES for its in found)
    return Lane.CHANGE if changed else Lane.REPORT


def _laws(draft: Draft, told: Sequence[Event]) -> Iterator[Found]:
    """The days on which laws took effect: one entry a day, and none for a day of which these events tell already."""
    seen = {event.date for event in told}
    for law in sorted(draft.base.laws.values(), key=lambda law: len(law.effective_dates)):  # the act before what it amended
        of_it = [event.date for event in told if law.id in event.related]
        for entry in law.effective_dates:
            known = any(date.first_day <= entry.date.first_day <= date.last_day for date in of_it)
            if entry.date not in seen and not known:
                seen.add(entry.date)
                yield Found(Lane.LAW, entry.date, partial(_law_claim, draft, law, entry))


def _law_claim(draft: Draft, law: Law, entry: LawDate) -> Claim:
    what = draft.said(law, f"date.{entry.date}", entry.what)
    text = draft.dated(draft.say("timeline.law", law=draft.text(law, "title"), what=what), law)
    return Claim(text, draft.cite_best(law.sources), by=law.citation, when=entry.date, label=draft.date(entry.date))
