"""What a paper tells of a town: the finding that leads its record and the newest others, each with the answer to it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answer import Block
from knowledge.answers.claims import finding_claim, reader_claim, statement_claim
from knowledge.answers.draft import Draft
from knowledge.answers.officials import ANSWERABLE, ANSWERS, silence
from knowledge.base import KnowledgeBase
from knowledge.records import Finding, Statement
from knowledge.standing import Standing, TownRecord, standing

MOST_ANSWERS = 2
MOST_READERS = 2
ROOM = 1500
"""So many characters of findings and answers fit into a letter that a form of Discord can hold in every language."""
AROUND = 150
"""About so many say of each when and by whom it was said, and in whose words."""
NOTHING_SHOWN = {TownRecord.CAMERAS_NO_SHARING_REPORTED, TownRecord.POLICY_ONLY}


def standing_of(base: KnowledgeBase, town: str) -> Standing:
    """What the record of the town amounts to, or that of the state's police where they cover it and it has none itself."""
    found = base.standings[town]
    if found.record is TownRecord.NOTHING_ON_RECORD:
        return standing(_of_force(base, town), readers=False)
    return found


def on_record(draft: Draft, town: str) -> tuple[Block, ...]:
    """The record in a few claims, both sides of each; a sentence where there is nothing, or where more is left out."""
    base = draft.base
    findings, readers = base.findings_about(town), base.readers_in(town)[:MOST_READERS]
    as_of = draft.date(base.manifest.as_of)
    if not findings and not readers:
        force, theirs = base.covering(town), _of_force(base, town)
        if force is None or not theirs:
            return (draft.line("letters.nothing", town=town, as_of=as_of),)
        return (draft.line("letters.covered", town=town, as_of=as_of, police=force.name), *_told(draft, town, theirs))
    shown = draft.line("standing.absence")
    rows = () if findings else tuple(reader_claim(draft, row) for row in readers)
    return (*_told(draft, town, findings), *rows, *((shown,) if base.standings[town].record in NOTHING_SHOWN else ()))


def _told(draft: Draft, town: str, findings: Iterable[Finding]) -> tuple[Block, ...]:
    lead = standing_of(draft.base, town).lead
    ordered = sorted(findings, key=lambda finding: finding is not lead)
    told: list[Block] = []
    used = 0
    for finding in ordered:
        used += _size(draft, finding)  # before anything is cited: what is left out must not take a number
        if told and used > ROOM:
            return (*told, draft.line("letters.more_on_record", town=town))
        told.append(finding_claim(draft, finding, cite=draft.cite_best))
        told += [statement_claim(draft, statement, cite=draft.cite_best) for statement in _answers(draft.base, finding)]
        if finding.kind in ANSWERABLE and not _answers(draft.base, finding):
            told.append(silence(draft, finding))
    return tuple(told)


def _size(draft: Draft, finding: Finding) -> int:
    """How many characters a finding and its answers take, about."""
    answers = _answers(draft.base, finding)
    texts = [draft.text(finding, "summary")]
    for answer in answers:
        texts += [draft.text(answer, "summary"), answer.quote or "", draft.text(answer, "quote")]
    return sum(map(len, texts)) + AROUND * (1 + len(answers))


def _answers(base: KnowledgeBase, finding: Finding) -> tuple[Statement, ...]:
    """What those whom a finding is about answered to it, the newest first."""
    return tuple(said for said in base.statements.values() if finding.id in said.about and said.stance in ANSWERS)[:MOST_ANSWERS]


def _of_force(base: KnowledgeBase, town: str) -> tuple[Finding, ...]:
    force = base.covering(town)
    return tuple(finding for finding in base.findings.values() if force and finding.agency == force.id)
