"""A row that names who oversees a town's police becomes a source that can be opened and dated, as far as it says."""

from __future__ import annotations

import pytest

from knowledge.overseers import overseer_date, overseer_source
from knowledge.tables import PoliceOversight
from tests.knowledge.answers.desk import base


def row(
    source: str = "https://alder.example/board; also minutes", date: str | None = None, town: str = "East Alder"
) -> PoliceOversight:
    return PoliceOversight.model_validate(
        {"town": town, "body": "Board", "source": source, "source_date": date, "confidence": "high"}
    )


def test_the_first_full_address_becomes_the_source() -> None:
    source = overseer_source(row())
    assert source is not None
    assert (source.id, source.url, source.publisher) == ("oversight-east-alder", "https://alder.example/board", "alder.example")


@pytest.mark.parametrize("written", ["own page", "http://alder.example", "minutes of 2011"])
def test_a_page_without_a_safe_address_becomes_none(written: str) -> None:
    assert overseer_source(row(written)) is None


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-10-21", "2025-10-21"),
        ("adopted 1977", "1977"),
        ("2025-02", "2025-02"),
        ("undated", None),
        (None, None),
        ("2024 or 2025", None),
        ("adopted 1990, amended 2001", None),
    ],
)
def test_a_date_is_taken_where_there_is_exactly_one(written: str | None, date: str | None) -> None:
    assert str(overseer_date(row(date=written))) == str(date)


def test_every_confirmed_row_of_the_pack_is_told_with_its_source() -> None:
    rows = base().contents.police_oversight
    linked = [r for r in rows if overseer_source(r)]
    assert len(linked) > 25
    assert all(base().sources[f"oversight-{r.town.lower().replace(' ', '-')}"].url.startswith("https://") for r in linked)
