"""Answers about the whole state: which towns, by record, and what is newest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain

from knowledge.answer import Answer, Block, Claim, Line, Section, SectionKey, Undated
from knowledge.answers import laws
from knowledge.answers.claims import event_claim, finding_claim, finding_when, reader_by, statement_claim
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import headline
from knowledge.answers.national import national_section
from knowledge.answers.updates import latest_section
from knowledge.dates import PartialDate
from knowledge.records import SearchAccount
from knowledge.standing import SEARCHES, Standing, TownRecord, newest

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
    """The towns with a record, strongest record first, newest evidence first within it; then the statewide findings.

    A question that names records ("which towns stopped") narrows the towns to those.
    """
    found = draft.base.standings
    wanted = {subject.id for subject in draft.question.subjects if subject.kind == "town_record"}
    groups = draft.base.by_record
    named = sum(len(groups.get(record, ())) for record in NAMED)
    confirmed = "who.opening.confirmed" if TownRecord.SHARING_CONFIRMED in groups else "who.opening"
    as_of = draft.words.date(draft.base.manifest.as_of)
    opening: list[Block] = [draft.line(confirmed, as_of=as_of, named=named, towns=len(found)), laws.in_short(draft)]
    sections = [
        Section(SectionKey.REPORTED, _heading(draft, record, groups[record]), _towns(draft, record, groups[record]))
        for record in TownRecord
        if record in groups and record is not TownRecord.NOTHING_ON_RECORD and (not wanted or record in wanted)
    ]
    names = [
        Line(f"{draft.words.listing(groups[record])}.", label=draft.say(f"record.{record}"))
        for record in NAMED
        if record in groups and (not wanted or record in wanted)
    ]
    statewide = [draft.base.findings[f] for f in draft.base.manifest.statewide_findings if f in draft.base.findings]
    wider = tuple(finding_claim(draft, finding) for finding in statewide)
    nothing = draft.line("who.nothing", count=len(groups.get(TownRecord.NOTHING_ON_RECORD, ())), towns=len(found))
    return draft.answer(
        title=draft.say("title.who_shares"),
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", tuple(opening)),
            Section(SectionKey.DETAILS, "", tuple(names)),
            *sections,
            Section(SectionKey.DETAILS, draft.say("section.statewide"), wider),
            national_section(draft),
            Section(SectionKey.STANDING, draft.say("section.who.nothing"), (nothing,)),
        ],
        records={town: its.record for town, its in found.items() if its.record in NAMED},
    )


def _heading(draft: Draft, record: TownRecord, towns: Sequence[str]) -> str:
    return draft.say("who.heading", record=draft.say(f"record.{record}"), count=len(towns))


def _towns(draft: Draft, record: TownRecord, towns: Sequence[str]) -> tuple[Block, ...]:
    logged = record in SEARCHES.values() and record in NAMED
    caution = (draft.line("standing.log_limits"), draft.line("who.caution")) if logged else ()
    return (*caution, *(_town(draft, town, draft.base.standings[town]) for town in towns))


def _town(draft: Draft, town: str, its: Standing) -> Claim:
    """A town in the list, in a sentence that stands alone: its headline, whom it is about, who says so and when."""
    its_headline, lead = headline(draft, its), its.lead
    if lead is None:
        row = draft.base.readers_in(town)[0]
        source, by = draft.base.source_of(row), reader_by(row)
        when = source.published or Undated.NOT_GIVEN
        text = draft.say("who.town", headline=its_headline, subject=row.agency, by=by, date=draft.date(when))
        return Claim(text, (draft.cite_source(source),), by=by, when=when, label=town)
    when = finding_when(lead)
    if lead.accounts:
        counted = [
            draft.say("who.account", n=draft.words.number(account.searches), name=account.name, when=_years(draft, account))
            for account in lead.accounts
        ]
        text = draft.say("who.searches", headline=its_headline, accounts=draft.words.listing(counted), by=lead.asserted_by)
    else:
        text = draft.say("who.town", headline=its_headline, subject=lead.subject, by=lead.asserted_by, date=draft.date(when))
    return Claim(text, draft.cite(lead.sources[:1]), by=lead.asserted_by, when=when, label=town)


def _years(draft: Draft, account: SearchAccount) -> str:
    """The years of an account's searches."""
    years = sorted({day.year for day in (account.start, account.end) if day})
    return "/".join(map(str, years)) or draft.say("date.undated")


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
    dated: list[tuple[PartialDate, int, Callable[[], Claim]]] = [
        (when, 0, partial(finding_claim, draft, finding)) for finding in findings if (when := newest(finding))
    ]
    dated += [(said.date, 1, partial(statement_claim, draft, said)) for said in statements if said.date]
    dated += [(event.date, 2, partial(event_claim, draft, event)) for event in events]
    dated.sort(key=lambda entry: (entry[0], -entry[1]), reverse=True)
    as_of = draft.words.date(base.manifest.as_of)
    key = "updates.opening" if dated else "updates.nothing"
    opening = (draft.line(key, as_of=as_of, towns=draft.words.listing(towns) or base.manifest.name), laws.in_short(draft))
    blocks = tuple(claim() for _, _, claim in dated[:NEWEST])
    return draft.answer(
        title=title,
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", opening),
            latest_section(draft),
            Section(SectionKey.REPORTED, draft.say("section.updates"), blocks),
        ],
        choices=towns,
    )
