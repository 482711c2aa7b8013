"""Does my town share? The answer for one town in full, and for several side by side."""

from __future__ import annotations

import datetime as dt

from knowledge.answer import Answer, Block, Section, SectionKey, Undated
from knowledge.answers import actions, contacts, laws
from knowledge.answers.agencies import asked_agency, compose_agency
from knowledge.answers.claims import finding_claim, finding_when, reader_claim
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import bottom_line, headline
from knowledge.answers.officials import officials_section
from knowledge.answers.policing import policing_section
from knowledge.answers.updates import latest_section
from knowledge.dates import PartialDate
from knowledge.records import FindingKind
from knowledge.standing import Standing, TownRecord

MONTHS_IN_YEAR = 12


def compose_status(draft: Draft) -> Answer:
    """The record of the agency or the towns asked about; in full for one, the bottom lines alone for several."""
    towns, agency = draft.question.towns, asked_agency(draft)
    if agency:
        return compose_agency(draft, agency)
    return _one(draft, towns[0]) if len(towns) == 1 else compose_several(draft)


def _one(draft: Draft, town: str) -> Answer:
    found, people = draft.base.standings[town], contacts.contacts_of(draft, town)
    bottom = Section(SectionKey.BOTTOM_LINE, "", (bottom_line(draft, town, found), laws.in_short(draft)))
    return draft.answer(
        title=draft.say("title.town", town=town),
        headline=headline(draft, found),
        records={town: found.record},
        sections=[
            bottom,
            latest_section(draft),
            reported_section(draft, town),
            officials_section(draft, town),
            standing_section(draft, town, found),
            policing_section(draft, town),
            laws.law_section(draft),
            contacts.section_for(draft, town, people),
            actions.section_for(draft, town),
        ],
        legislators=people,
        links=contacts.lookup_links(draft),
    )


def compose_several(draft: Draft) -> Answer:
    """Several towns: the law once, then each town's bottom line and its newest evidence."""
    towns = draft.question.towns
    found = {town: draft.base.standings[town] for town in towns}
    opening: list[Block] = [draft.line("compare.opening", towns=draft.words.listing(towns)), laws.in_short(draft)]
    parts = []
    for town, its in found.items():
        lead = (finding_claim(draft, its.lead),) if its.lead and not its.lead.in_short else ()
        title = draft.say("compare.town", town=town, headline=headline(draft, its))
        parts.append(Section(SectionKey.REPORTED, title, (bottom_line(draft, town, its), *lead)))
    closing = Section(SectionKey.STANDING, draft.say("section.compare"), (draft.line("compare.caution"),))
    return draft.answer(
        title=draft.words.listing(towns),
        records={town: its.record for town, its in found.items()},
        sections=[Section(SectionKey.BOTTOM_LINE, "", tuple(opening)), *parts, closing],
        choices=towns,
        legislators=[person for town in towns for person in contacts.contacts_of(draft, town)],
    )


def reported_section(draft: Draft, town: str) -> Section:
    """Every public finding about the town, newest first."""
    blocks: list[Block] = [finding_claim(draft, finding) for finding in draft.base.findings_about(town)]
    blocks += [reader_claim(draft, row) for row in draft.base.readers_in(town)]
    if not blocks:
        blocks.append(draft.line("reported.nothing", town=town))
    return Section(SectionKey.REPORTED, draft.say("section.reported"), tuple(blocks))


def standing_section(draft: Draft, town: str, found: Standing) -> Section:
    """Where the leading claim stands, how old the newest record is, and what no one has shown."""
    logged = any(finding.kind is FindingKind.SEARCH_LOG for finding in draft.base.findings_about(town))
    limits = draft.line("standing.log_limits" if logged else "standing.no_log")
    if found.record is TownRecord.NOTHING_ON_RECORD:  # the bottom line has said the rest
        return Section(SectionKey.STANDING, draft.say("section.standing"), (limits,))
    blocks: list[Block] = []
    if found.lead and found.lead.kind is FindingKind.SHARING_CLAIM:
        blocks.append(draft.line(f"standing.{found.lead.status}", subject=found.lead.subject))
    blocks += [age_line(draft, town), limits, draft.line("standing.absence")]
    return Section(SectionKey.STANDING, draft.say("section.standing"), tuple(blocks))


def age_line(draft: Draft, town: str) -> Block:
    """How old the newest dated record of the town is."""
    dates = [day for day in _dates(draft, town) if isinstance(day, PartialDate)]
    if not dates:
        return draft.line("standing.no_date", town=town)
    newest = max(dates)
    months = _months(newest.first_day, draft.as_of)
    date = draft.date(newest)
    if months < 1:
        return draft.line("standing.age.now", town=town, date=date)
    if months < 2 * MONTHS_IN_YEAR:
        return draft.line("standing.age", town=town, date=date, age=draft.words.count("age.months", months))
    return draft.line("standing.age", town=town, date=date, age=draft.words.count("age.years", months // MONTHS_IN_YEAR))


def _dates(draft: Draft, town: str) -> list[PartialDate | Undated]:
    findings: list[PartialDate | Undated] = [finding_when(finding) for finding in draft.base.findings_about(town)]
    statements = [statement.date or Undated.NOT_GIVEN for statement in draft.base.statements_about(town)]
    readers = [draft.base.source_of(row).published or Undated.NOT_GIVEN for row in draft.base.readers_in(town)]
    events = [event.date for event in draft.base.contents.timeline if event.showable and town in event.towns]
    return findings + statements + readers + events


def _months(then: dt.date, now: dt.date) -> int:
    return (now.year - then.year) * MONTHS_IN_YEAR + now.month - then.month - (now.day < then.day)
