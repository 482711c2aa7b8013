from __future__ import annotations

from pathlib import Path

from knowledge import pack
from knowledge.contents import Contents
from knowledge.statistics import count


def test_the_small_pack_is_counted(small: Path) -> None:
    found = count(pack.load(small))

    assert (found.name, found.as_of) == ("Testland", "2026-06-30")
    assert (found.towns, found.aliases, found.place_rows) == (2, 2, 3)
    assert (found.agencies, found.agencies_with_records, found.towns_with_findings) == (2, 1, 1)
    assert (found.findings_shown, found.findings_leads) == (4, 1)
    assert found.findings_by_kind == {"sharing_claim": 2, "search_log": 1, "history": 1}
    assert found.findings_by_status == {"alleged": 3, "unknown": 1}
    assert found.statements_by_stance == {"denies": 1}
    assert found.sources_by_read == {"full": 1, "excerpt": 1}
    assert found.translations == {"es": 2}


def test_leads_are_not_counted_as_shown(connecticut: Contents) -> None:
    found = count(connecticut)

    assert found.findings_shown + found.findings_leads == len(connecticut.findings)
    assert sum(found.findings_by_kind.values()) == sum(found.findings_by_status.values()) == found.findings_shown
    assert sum(found.statements_by_stance.values()) == found.statements_shown


def test_the_built_in_pack_is_counted(connecticut: Contents) -> None:
    found = count(connecticut)

    assert (found.towns, found.aliases, found.agencies, found.legislators, found.town_districts) == (169, 772, 131, 187, 514)
    assert (found.sources, sum(found.sources_by_read.values())) == (285, 285)
