"""A town's record is derived from its findings, newest and strongest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import PartialDate
from knowledge.records import Confidence, Finding, FindingKind, FindingStatus, Period, Scope, SearchAccount, Searchers
from knowledge.standing import STRENGTH, TownRecord, evidence_date, names_immigration, newest, record_of, standing


def finding(
    kind: FindingKind,
    status: FindingStatus = FindingStatus.UNKNOWN,
    *,
    searchers: Searchers | None = None,
    recipient: str | None = None,
    year: int = 2020,
    accounts: tuple[SearchAccount, ...] = (),
) -> Finding:
    return Finding(
        id=f"f-{kind.replace('_', '-')}-{year}",
        subject="A police department",
        scope=Scope.TOWN,
        kind=kind,
        status=status,
        summary="something was reported",
        asserted_by="a newspaper",
        sources=("s",),
        confidence=Confidence.HIGH,
        searchers=searchers,
        recipient=recipient,
        period=Period(end=PartialDate(year)),
        accounts=accounts,
    )


FINDINGS = st.builds(
    finding,
    kind=st.sampled_from(FindingKind),
    status=st.sampled_from(FindingStatus),
    searchers=st.sampled_from([None, *Searchers]),
    year=st.integers(2006, 2026),
)


@pytest.mark.parametrize(
    ("one", "record"),
    [
        (finding(FindingKind.SHARING_CLAIM, FindingStatus.CONFIRMED), TownRecord.SHARING_CONFIRMED),
        (finding(FindingKind.SHARING_CLAIM, FindingStatus.DISPUTED), TownRecord.SHARING_DISPUTED),
        (finding(FindingKind.SHARING_CLAIM, FindingStatus.ALLEGED), TownRecord.SHARING_REPORTED),
        (finding(FindingKind.SHARING_CLAIM, FindingStatus.ENDED), TownRecord.SHARING_ENDED),
        (finding(FindingKind.SEARCH_LOG, searchers=Searchers.FEDERAL), TownRecord.FEDERAL_SEARCHES_LOGGED),
        (finding(FindingKind.SEARCH_LOG, searchers=Searchers.OUTSIDE), TownRecord.OUTSIDE_SEARCHES_LOGGED),
        (finding(FindingKind.SEARCH_LOG, searchers=Searchers.IN_STATE), TownRecord.CAMERAS_NO_SHARING_REPORTED),
        (finding(FindingKind.SYSTEM_IN_USE), TownRecord.CAMERAS_NO_SHARING_REPORTED),
        (finding(FindingKind.DATASET), TownRecord.CAMERAS_NO_SHARING_REPORTED),
        (finding(FindingKind.LOCAL_POLICY), TownRecord.POLICY_ONLY),
        (finding(FindingKind.OFFICIAL_ASSURANCE), TownRecord.POLICY_ONLY),
        (finding(FindingKind.HISTORY), TownRecord.POLICY_ONLY),
    ],
)
def test_each_kind_of_finding_gives_its_record(one: Finding, record: TownRecord) -> None:
    assert record_of(one) is record


def test_no_finding_is_nothing_on_record_and_an_atlas_row_is_a_camera() -> None:
    assert standing((), readers=False).record is TownRecord.NOTHING_ON_RECORD
    assert standing((), readers=True).record is TownRecord.CAMERAS_NO_SHARING_REPORTED


def test_an_atlas_row_outweighs_a_policy_but_not_a_report() -> None:
    assert standing((finding(FindingKind.LOCAL_POLICY),), readers=True).record is TownRecord.CAMERAS_NO_SHARING_REPORTED
    report = finding(FindingKind.SHARING_CLAIM, FindingStatus.ALLEGED)
    assert standing((report,), readers=True).lead is report


def test_among_equals_the_newest_leads() -> None:
    newer, older = finding(FindingKind.SYSTEM_IN_USE, year=2026), finding(FindingKind.SYSTEM_IN_USE, year=2012)
    assert standing((newer, older), readers=False).lead is newer


@given(st.lists(FINDINGS), st.booleans())
def test_the_record_is_never_weaker_than_any_finding_gives(findings: list[Finding], readers: bool) -> None:
    found = standing(findings, readers=readers)
    assert all(STRENGTH[found.record] <= STRENGTH[record_of(one)] for one in findings)
    assert found.lead is None or record_of(found.lead) is found.record


def test_the_evidence_of_a_log_is_as_old_as_its_immigration_searches() -> None:
    account = SearchAccount(
        name="US Border Patrol", searches=7, start=PartialDate(2025, 5, 9), end=PartialDate(2025, 6, 23), immigration=True
    )
    log = finding(FindingKind.SEARCH_LOG, searchers=Searchers.FEDERAL, year=2026, accounts=(account,))
    assert newest(log) == PartialDate(2026)
    assert evidence_date(log) == PartialDate(2025, 6, 23)


@pytest.mark.parametrize(
    ("recipient", "named"),
    [("ICE", True), ("federal accounts, among them US Border Patrol", True), ("federal accounts", False), ("police", False)],
)
def test_whether_a_recipient_is_an_immigration_agency_is_read_from_its_words(recipient: str, named: bool) -> None:
    assert names_immigration(finding(FindingKind.SHARING_CLAIM, recipient=recipient)) is named


def test_police_is_not_read_as_ice() -> None:
    assert not names_immigration(finding(FindingKind.SHARING_CLAIM, recipient="police, service, office"))
