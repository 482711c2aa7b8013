"""Answers about the whole state: which towns, by record, and what is newest."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from knowledge.answer import Answer, Block, Claim, Section, SectionKey, TownRecord
from knowledge.answers import laws
from knowledge.answers.claims import event_claim, finding_claim, finding_when, reader_claim, statement_claim
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import Standing, standing
from knowledge.base import LONG_AGO
from knowledge.dates import PartialDate

NAMED = (
    TownRecord.SHARING_CONFIRMED,
    TownRecord.FEDERAL_SEARCHES_LOGGED,
    TownRecord.SHARING_DISPUTED,
    TownRecord.SHARING_REPORTED,
    TownRecord.SHARING_ENDED,
    TownRecord.OUTSIDE_SEARCHES_LOGGED,
)
NEWEST = 10


def compose_who_shares(draft: Draft) -> Answer:
    """Every town with a record, strongest record first, newest evidence first within it; then the statewide findings."""
    found = {town: standing(draft.base, town) for town in draft.base.towns}
    groups: defaultdict[TownRecord, list[str]] = defaultdict(list)
    for town, its in found.items():
        groups[its.record].append(town)
    named = sum(len(groups[record]) for record in NAMED)
    sections = [
        Section(SectionKey.REPORTED, _heading(draft, record, groups[record]), _towns(draft, record, groups[record], found))
        for record in TownRecord
        if groups[record] and record is not TownRecord.NOTHING_ON_RECORD
    ]
    statewide = [draft.base.findings[f] for f in draft.base.manifest.statewide_findings if f in draft.base.findings]
    national = draft.base.findings.get(draft.base.manifest.national_finding)
    wider = tuple(finding_claim(draft, f) for f in (*statewide, *((national,) if national else ())))
    confirmed = "who.opening.confirmed" if groups[TownRecord.SHARING_CONFIRMED] else "who.opening"
    as_of = draft.words.date(draft.base.manifest.as_of)
    opening: list[Block] = [draft.line(confirmed, as_of=as_of, named=named, towns=len(found)), laws.in_short(draft)]
    nothing = draft.line("who.nothing", count=len(groups[TownRecord.NOTHING_ON_RECORD]), towns=len(found))
    return draft.answer(
        title=draft.say("title.who_shares"),
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", tuple(opening)),
            *sections,
            Section(SectionKey.DETAILS, draft.say("section.statewide"), wider),
            Section(SectionKey.STANDING, draft.say("section.who.nothing"), (nothing,)),
        ],
        records={town: its.record for town, its in found.items() if its.record in NAMED},
    )


def _heading(draft: Draft, record: TownRecord, towns: list[str]) -> str:
    return draft.say("who.heading", record=draft.say(f"record.{record}"), count=len(towns))


def _when(draft: Draft, town: str, its: Standing) -> PartialDate:
    when = finding_when(its.lead) if its.lead else reader_claim(draft, draft.base.readers_in(town)[0]).when
    return when if isinstance(when, PartialDate) else LONG_AGO


def _towns(draft: Draft, record: TownRecord, towns: list[str], found: dict[str, Standing]) -> tuple[Block, ...]:
    ordered = sorted(towns, key=lambda town: _when(draft, town, found[town]), reverse=True)
    return tuple(_town(draft, town, found[town], full=record in NAMED) for town in ordered)


def _town(draft: Draft, town: str, its: Standing, *, full: bool) -> Claim:
    """A town in the list: its bottom-line clause for the strong records, the date of its newest evidence for the rest."""
    lead = its.lead
    if lead is None:
        claim = reader_claim(draft, draft.base.readers_in(town)[0])
        return Claim(draft.say("who.town", date=claim.label, by=claim.by), claim.citations, by=claim.by, when=claim.when, label=town)
    when = finding_when(lead)
    if full and lead.in_short:
        text = draft.say("who.clause", clause=draft.text(lead, "in_short"))
    else:
        text = draft.say("who.town", date=draft.date(when), by=lead.asserted_by)
    return Claim(text, draft.cite(lead.sources[:1]), by=lead.asserted_by, when=when, label=town)


def compose_updates(draft: Draft) -> Answer:
    """The newest records first, for the towns asked about or for the state."""
    base, towns = draft.base, draft.question.towns
    if towns:
        findings = dict.fromkeys(chain.from_iterable(base.findings_about(town) for town in towns))
        statements = dict.fromkeys(chain.from_iterable(base.statements_about(town) for town in towns))
        events = [e for e in base.contents.timeline if e.showable and set(e.towns) & set(towns)]
        title = draft.say("title.updates.town", towns=draft.words.listing(towns))
    else:
        findings, statements = dict.fromkeys(base.findings.values()), dict.fromkeys(base.statements.values())
        events = [e for e in base.contents.timeline if e.showable]
        title = draft.say("title.updates")
    dated = [(when, 0, finding_claim, f) for f in findings if isinstance(when := finding_when(f), PartialDate)]
    dated += [(s.date, 1, statement_claim, s) for s in statements if s.date]
    dated += [(e.date, 2, event_claim, e) for e in events]
    dated.sort(key=lambda entry: (entry[0], -entry[1]), reverse=True)
    blocks: list[Block] = [make(draft, record) for _, _, make, record in dated[:NEWEST]]  # type: ignore[operator]
    as_of = draft.words.date(base.manifest.as_of)
    key = "updates.opening" if blocks else "updates.nothing"
    opening = draft.line(key, as_of=as_of, towns=draft.words.listing(towns) or base.manifest.name)
    return draft.answer(
        title=title,
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", (opening, laws.in_short(draft))),
            Section(SectionKey.REPORTED, draft.say("section.updates"), tuple(blocks)),
        ],
        choices=towns,
    )
