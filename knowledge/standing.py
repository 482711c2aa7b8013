"""A town's record: derived from its findings, newest and strongest evidence first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from knowledge.dates import PartialDate
from knowledge.records import Finding, FindingKind, FindingStatus, Searchers


class TownRecord(StrEnum):
    """A town's headline, strongest first."""

    SHARING_CONFIRMED = "sharing_confirmed"
    FEDERAL_SEARCHES_LOGGED = "federal_searches_logged"
    SHARING_DISPUTED = "sharing_disputed"
    SHARING_REPORTED = "sharing_reported"
    SHARING_ENDED = "sharing_ended"
    OUTSIDE_SEARCHES_LOGGED = "outside_searches_logged"
    CAMERAS_NO_SHARING_REPORTED = "cameras_no_sharing_reported"
    POLICY_ONLY = "policy_only"
    NOTHING_ON_RECORD = "nothing_on_record"


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
IMMIGRATION = re.compile(r"\b(ICE|Homeland Security|immigration|Border Patrol)\b", re.IGNORECASE)


LONG_AGO = PartialDate(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a town's record amounts to, and the finding that makes it so (None for atlas rows alone or for nothing).

    `day` is the newest date of the evidence that leads; `immigration` tells whether it names an immigration agency.
    """

    record: TownRecord
    lead: Finding | None = None
    day: PartialDate | None = None
    immigration: bool = False

    @classmethod
    def led_by(cls, finding: Finding) -> Self:
        """What one finding alone makes of a town's record."""
        return cls(record_of(finding), finding, evidence_date(finding), names_immigration(finding))

    def rank(self, seen: PartialDate | None) -> tuple[bool, PartialDate, int]:
        """What puts a town before others of its record; `seen` is the date of the atlas row that stands in for a finding."""
        return self.immigration, self.day or seen or LONG_AGO, immigration_searches(self.lead) if self.lead else 0


def record_of(finding: Finding) -> TownRecord:
    """The record that one finding alone would give a town."""
    if finding.kind is FindingKind.SHARING_CLAIM:
        return SHARING[finding.status]
    if finding.kind is FindingKind.SEARCH_LOG:
        return SEARCHES[finding.searchers or Searchers.OUTSIDE]
    return TownRecord.CAMERAS_NO_SHARING_REPORTED if finding.kind in CAMERAS else TownRecord.POLICY_ONLY


def standing(findings: Iterable[Finding], *, readers: bool) -> Standing:
    """The strongest record that a town's findings (newest first) give; among equals the newest leads.

    `readers` says whether a public atlas lists plate readers there.
    """
    lead = min(findings, key=lambda finding: STRENGTH[record_of(finding)], default=None)
    best = Standing.led_by(lead) if lead else Standing(TownRecord.NOTHING_ON_RECORD)
    if readers and STRENGTH[best.record] > STRENGTH[TownRecord.CAMERAS_NO_SHARING_REPORTED]:
        return Standing(TownRecord.CAMERAS_NO_SHARING_REPORTED)
    return best


def names_immigration(finding: Finding) -> bool:
    """Whether the recipients that a finding names include an immigration agency."""
    return bool(IMMIGRATION.search(finding.recipient or ""))


def evidence_date(finding: Finding) -> PartialDate | None:
    """The newest date of what the finding rests on.

    For a search log that is the last search of an immigration account, else the end of the log, never the day it was analyzed.
    """
    if finding.kind is not FindingKind.SEARCH_LOG:
        return newest(finding)
    searches = [account.end for account in finding.accounts if account.end and account.immigration]
    return max(searches, default=finding.period.end) or newest(finding)


def immigration_searches(finding: Finding) -> int:
    """How many searches by accounts named for an immigration agency a released log lists."""
    return sum(account.searches for account in finding.accounts if account.immigration)


def newest(finding: Finding) -> PartialDate | None:
    """The latest date that a finding bears."""
    latest = finding.reported
    for day in (finding.period.end, finding.period.start):
        if day and (latest is None or day > latest):
            latest = day
    return latest
