"""The knowledge base is an indexed snapshot that holds only what the public may see."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.records import Confidence
from knowledge.standing import TownRecord
from tests.knowledge.answers.desk import THE_EIGHT, base


def test_low_confidence_records_load_but_stand_in_no_index() -> None:
    kb = base()
    assert any(f.confidence is Confidence.LOW for f in kb.contents.findings)
    assert all(f.showable for f in kb.findings.values())
    assert all(s.showable for s in kb.statements.values())
    assert all(f.showable for town in kb.towns for f in kb.findings_about(town))
    assert all(s.showable for town in kb.towns for s in kb.statements_about(town))
    assert "ct-sb4-2026" not in kb.laws


def test_the_snapshot_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        base().laws = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        base().towns["Atlantis"] = None  # type: ignore[index]


def test_findings_of_a_town_come_newest_first() -> None:
    ids = [finding.id for finding in base().findings_about("Windsor")]
    assert ids.index("f3-logs-windsor") < ids.index("f-windsor-2023-notshared")


def test_the_eight_of_2019_all_have_a_record_of_sharing() -> None:
    records = {town: base().standings[town].record for town in THE_EIGHT}
    assert records["Wethersfield"] is records["New Haven"] is TownRecord.SHARING_ENDED
    assert records["Stratford"] is TownRecord.SHARING_REPORTED
    disputed = {"Fairfield", "Westport", "Norwalk", "Trumbull", "Enfield"}
    assert {town for town, record in records.items() if record is TownRecord.SHARING_DISPUTED} == disputed


def test_an_atlas_row_has_a_source_of_its_own() -> None:
    row = base().readers_in("Avon")[0]
    source = base().source_of(row)
    assert source.url.startswith("https://")
    assert "EFF Atlas of Surveillance" in source.publisher


def test_seats_come_senate_first_with_the_larger_share_first() -> None:
    seats = base().seats_of("Fairfield")
    assert [seat.district.chamber for seat in seats] == ["upper", "lower", "lower", "lower"]
    shares = [seat.district.share for seat in seats[1:]]
    assert shares == sorted(shares, reverse=True)


def test_the_uncertain_sliver_of_a_district_is_not_shown() -> None:
    assert "116" not in {seat.district.district for seat in base().seats_of("New Haven")}
