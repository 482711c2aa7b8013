"""A town's record: which evidence leads, what it is called, and the bottom line that it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.answer import Claim, Line, TownRecord
from knowledge.answers.claims import finding_when, reader_claim
from knowledge.answers.draft import Draft
from knowledge.base import KnowledgeBase
from knowledge.records import Finding, FindingKind, FindingStatus, Searchers

SHARING = {
    FindingStatus.CONFIRMED: TownRecord.SHARING_CONFIRMED,
    FindingStatus.DISPUTED: TownRecord.SHARING_DISPUTED,
    FindingStatus.ALLEGED: TownRecord.SHARING_REPORTED,
    FindingStatus.UNKNOWN: TownRecord.SHARING_REPORTED,
    FindingStatus.ENDED: TownRecord.SHARING_ENDED,
}
SEARCHES = {
    Searchers.FEDERAL: TownRecord.FEDERAL_SEARCHES_LOGGED,
    Searchers.OUTSIDE: TownRecord.OUTSIDE_SEARCHES_LOGGED,
    Searchers.IN_STATE: TownRecord.CAMERAS_NO_SHARING_REPORTED,
}
CAMERAS = {FindingKind.SYSTEM_IN_USE, FindingKind.DATASET}
STRENGTH = {record: rank for rank, record in enumerate(TownRecord)}
ICE = re.compile(r"\b(ICE|Homeland Security|immigration|Border Patrol)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a town's record amounts to, and the finding that makes it so (None for atlas rows alone or for nothing)."""

    record: TownRecord
    lead: Finding | None


def record_of(finding: Finding) -> TownRecord:
    """The record that one finding alone would give a town."""
    if finding.kind is FindingKind.SHARING_CLAIM:
        return SHARING[finding.status]
    if finding.kind is FindingKind.SEARCH_LOG:
        return SEARCHES[finding.searchers or Searchers.OUTSIDE]
    return TownRecord.CAMERAS_NO_SHARING_REPORTED if finding.kind in CAMERAS else TownRecord.POLICY_ONLY


def standing(base: KnowledgeBase, town: str) -> Standing:
    """A town's record: the strongest that its findings give; among equals the newest finding leads."""
    best = Standing(TownRecord.NOTHING_ON_RECORD, None)
    for finding in base.findings_about(town):  # newest first, so an equal one never replaces the lead
        record = record_of(finding)
        if STRENGTH[record] < STRENGTH[best.record]:
            best = Standing(record, finding)
    if base.readers_in(town) and STRENGTH[best.record] > STRENGTH[TownRecord.CAMERAS_NO_SHARING_REPORTED]:
        return Standing(TownRecord.CAMERAS_NO_SHARING_REPORTED, None)
    return best


def names_immigration(finding: Finding) -> bool:
    """Whether the recipients that a finding names include an immigration agency."""
    return bool(ICE.search(finding.recipient or ""))


def headline(draft: Draft, found: Standing) -> str:
    """The record in a few words, with the year of the evidence that leads."""
    key = f"record.{found.record}"
    if found.lead and found.record is TownRecord.SHARING_REPORTED and not names_immigration(found.lead):
        key += ".others"
    when = finding_when(found.lead) if found.lead else None
    year = getattr(when, "year", None)
    return draft.say("record.with_year", record=draft.say(key), year=year) if year else draft.say(key)


def bottom_line(draft: Draft, town: str, found: Standing) -> Claim | Line:
    """One sentence: what the record of the town is, and as of when."""
    as_of = draft.words.date(draft.base.manifest.as_of)
    lead = found.lead
    if lead and lead.in_short:
        return Claim(
            draft.say("bottom.lead", as_of=as_of, clause=draft.text(lead, "in_short")),
            draft.cite(lead.sources),
            by=lead.asserted_by,
            when=finding_when(lead),
        )
    sentence = draft.say(f"bottom.{found.record}", as_of=as_of, town=town)
    if found.record is TownRecord.NOTHING_ON_RECORD:
        return Line(sentence)
    if lead:
        return Claim(sentence, draft.cite(lead.sources), by=lead.asserted_by, when=finding_when(lead))
    atlas = reader_claim(draft, draft.base.readers_in(town)[0])
    return Claim(sentence, atlas.citations, by=atlas.by, when=atlas.when)
