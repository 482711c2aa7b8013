"""The record of an agency that is not a town's own police: a campus, a tribe, a troop, a state agency."""

from __future__ import annotations

from knowledge.answer import Answer, Block, Section, SectionKey
from knowledge.answers import actions, contacts, laws
from knowledge.answers.claims import finding_claim, statement_claim
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import agency_bottom_line, headline
from knowledge.records import Agency, Finding, Statement
from knowledge.standing import standing

OF_A_TOWN = ("municipal PD", "resident trooper")
SHORT = 8
"""A name no longer than this is an abbreviation, which may stand inside other names by chance."""


def asked_agency(draft: Draft) -> Agency | None:
    """The one agency that the question is about, unless it is a town's own police, whose record is the town's."""
    named = [draft.base.agencies[a] for a in draft.question.agencies if a in draft.base.agencies]
    return named[0] if len(named) == 1 and named[0].kind not in OF_A_TOWN else None


def statements_of(draft: Draft, agency: Agency) -> list[Statement]:
    """What was said by the agency or its institution, and about its findings, newest first, its own words before others'."""
    about = {finding.id for finding in _findings(draft, agency)}
    own = {name for name in (agency.name, *agency.also_called) if len(name) > SHORT}
    spoken = [
        said
        for said in draft.base.statements.values()
        if about & set(said.about) or any(name in part for name in own for part in (said.organisation or "", *said.speakers))
    ]
    return sorted(spoken, key=lambda said: not any(name in (said.organisation or "") for name in own))


def compose_agency(draft: Draft, agency: Agency) -> Answer:
    """What is on record about the agency itself; its town's other records are one question away."""
    base, towns = draft.base, draft.question.towns
    findings = _findings(draft, agency)
    found = standing(findings, readers=False)
    bottom = Section(SectionKey.BOTTOM_LINE, "", (agency_bottom_line(draft, agency, found), laws.in_short(draft)))
    reported: list[Block] = [finding_claim(draft, finding) for finding in findings]
    statewide = [
        base.findings[f] for f in base.manifest.statewide_findings if f in base.findings and f not in {x.id for x in findings}
    ]
    wider: list[Block] = [] if towns else [finding_claim(draft, finding) for finding in statewide]
    said: list[Block] = [statement_claim(draft, statement) for statement in statements_of(draft, agency)]
    people = [person for town in towns[:1] for person in contacts.contacts_of(draft, town)]
    title = draft.say("title.agency", agency=agency.name, town=towns[0]) if len(towns) == 1 else agency.name
    return draft.answer(
        title=title,
        headline=headline(draft, found),
        records=dict.fromkeys(towns, found.record),
        sections=[
            bottom,
            Section(SectionKey.REPORTED, draft.say("section.reported"), tuple(reported)),
            Section(SectionKey.OFFICIALS, draft.say("section.officials"), tuple(said)),
            Section(SectionKey.STANDING, draft.say("section.standing"), (draft.line("standing.absence"),)),
            Section(SectionKey.DETAILS, draft.say("section.statewide"), tuple(wider)),
            laws.law_section(draft),
            *(contacts.section_for(draft, town, people) for town in towns[:1]),
            actions.agency_section(draft, agency.name),
        ],
        legislators=people,
        links=contacts.lookup_links(draft),
    )


def _findings(draft: Draft, agency: Agency) -> tuple[Finding, ...]:
    return tuple(finding for finding in draft.base.findings.values() if finding.agency == agency.id)
