"""The release of records that the story began with: what it was, whom in the state it named, and the nation around it."""

from __future__ import annotations

from knowledge.answer import Answer, Block, Claim, Section, SectionKey
from knowledge.answers import laws
from knowledge.answers.claims import finding_claim, finding_when
from knowledge.answers.draft import Draft
from knowledge.answers.national import national_facts
from knowledge.records import Finding, FindingKind, Scope


def asks_for_release(draft: Draft) -> bool:
    """Whether the question names the national finding of the pack and no town."""
    named = {subject.id for subject in draft.question.subjects if subject.kind == "finding"}
    return draft.base.manifest.national_finding in named & set(draft.base.findings) and not draft.question.towns


def compose_release(draft: Draft) -> Answer:
    """The release in full: the national claim, the state's agencies with their answers, the facts of the time, the law today."""
    base = draft.base
    national = base.findings[base.manifest.national_finding]
    named = sorted((f for f in base.findings.values() if _in_release(f, national)), key=lambda finding: finding.subject)
    opening: tuple[Block, ...] = (finding_claim(draft, national), laws.in_short(draft))
    agencies = tuple(_agency(draft, finding) for finding in named)
    facts = national_facts(draft)
    day = draft.date(finding_when(named[0])) if named else draft.date(finding_when(national))
    return draft.answer(
        title=draft.say("title.release", date=day),
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", opening),
            Section(
                SectionKey.REPORTED,
                draft.say("section.release", state=base.manifest.name),
                agencies,
            ),
            Section(SectionKey.DETAILS, draft.say("section.national"), facts),
        ],
        records={town: base.standings[town].record for finding in named for town in finding.towns},
    )


def _in_release(finding: Finding, national: Finding) -> bool:
    """A town's agency was in the release if its claim was made public with the national one, by the same people."""
    same_people = bool({*finding.asserted_by.split("; ")} & {*national.asserted_by.split("; ")})
    same_kind = finding.kind is FindingKind.SHARING_CLAIM and finding.scope is Scope.TOWN
    return same_kind and same_people and finding.reported == national.reported


def _agency(draft: Draft, finding: Finding) -> Claim:
    """A named agency and what it answered, in one sentence."""
    clause = draft.text(finding, "in_short" if finding.in_short else "summary")
    sentence = clause[0].upper() + clause[1:].removesuffix(".") + "."
    return Claim(sentence, draft.cite(finding.sources), by=finding.asserted_by, when=finding_when(finding), label=finding.subject)
