"""The built-in pack against the raw material it was made from, record by record; skipped where that is not at hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from knowledge.contents import Contents
from knowledge.records import Record

RAW = Path(__file__).parents[3] / "../shared/data/connecticut"

pytestmark = pytest.mark.skipif(not RAW.is_dir(), reason="the raw material (../shared/data/connecticut) is not at hand")

RENAMED = {
    "l-trust-2013": "ct-trust-2013",
    "l-trust-2019": "ct-trust-2019",
    "l-trust-2025": "ct-trust-2025",
    "l-post-2026": "ct-postc-alpr-2026",
    "l-pa26-14": "ct-alpr-2026",
    "l-hb8004-2025": None,
}
"""Laws by the names that the raw timeline calls them; None for one that the raw laws do not hold."""

FROM_PORTALS = {"f3-portal-riss", "f3-portal-counts"}
"""Findings read off the departments' own pages, not off audit logs as their raw attribution says."""
NOT_THE_ATLASS = ", which Atlas says were used to aid ICE in 2019"
"""A claim that is the ACLU's, as the row's own flag warns; the pack tells it with its attribution."""
REMARKS = (
    " Confirm before publishing.",
    " Confirmar antes de publicar.",
    " Konfime anvan ou pibliye.",
)
"""Remarks to the curators at the end of texts that residents read; the pack leaves them out."""


SAYS_SO_ITSELF = {
    "No immigration searches are shown in the sources read.": "These reports mention no immigration searches; the log that the "
    "town released later does.",
    "Las fuentes consultadas no muestran búsquedas por inmigración.": "Estos informes no mencionan búsquedas por inmigración; el "
    "registro de búsquedas que el pueblo entregó después sí.",
    "Nenhuma busca de imigração aparece nas fontes lidas.": "Esses relatos não mencionam buscas de imigração; o registro de "
    "buscas que a cidade liberou depois menciona.",
    "Sous nou li yo pa montre okenn rechèch imigrasyon.": "Rapò sa yo pa pale de rechèch imigrasyon; rejis rechèch vil la te bay "
    "apre a pale de sa.",
}
"""What one article says of Manchester, which beside the log that the town released would read as its denial."""
CONTRADICTED = "f-manchester-flock"


def raw(name: str) -> list[dict[str, Any]]:
    return json.loads((RAW / f"{name}.json").read_text(encoding="utf-8"))


def table(name: str) -> list[dict[str, str]]:
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def text(value: object) -> str | None:
    """A value as the raw material writes it: dates as text, nothing for what is empty."""
    return str(value).strip() if value not in (None, "") else None


def for_residents(words: str, record: str = "") -> str:
    """A raw text without the remarks that were meant for the curators, and without what another source contradicts."""
    for remark in REMARKS:
        words = words.removesuffix(remark)
    for there, here in SAYS_SO_ITSELF.items() if record == CONTRADICTED else ():
        words = words.replace(there, here)
    return words


def same(record: Record, row: Mapping[str, Any], fields: Mapping[str, str]) -> None:
    for here, there in fields.items():
        expected = text(row.get(there))
        assert text(getattr(record, here)) == (expected and for_residents(expected, str(row.get("id")))), (row["id"], here)


def plain(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def test_every_source_is_carried(connecticut: Contents) -> None:
    here = by_id(connecticut.sources)
    rows = raw("sources")

    assert len(rows) == len(here) == 285
    for row in rows:
        source = here[row["id"]]
        same(source, row, plain("publisher", "title", "published", "kind", "confidence", "read"))
        assert list(source.authors) == row["authors"]
        assert source.url == row["url"].replace("http://", "https://", 1)
        assert (source.note or "").startswith((row["note"] or "").rstrip())
        if row["url"].startswith("http://"):
            assert source.note.endswith("address recorded as http; https not tried")
        else:
            assert text(source.note) == text(row["note"])


def test_every_finding_is_carried(connecticut: Contents) -> None:
    here = by_id(connecticut.findings)
    rows = raw("findings")
    names = {
        "subject": "agency",
        "kind": "finding_kind",
        "summary": "claim_summary",
        **plain("scope", "status", "data_type", "system", "recipient", "directness", "confidence", "locator", "notes"),
    }

    assert len(rows) == len(here) == 159
    for row in rows:
        finding = here[row["id"]]
        same(finding, row, names)
        assert list(finding.towns) == row["towns"]
        assert list(finding.sources) == row["source_ids"]
        if row["asserted_by"].startswith("Reported by: "):
            publishers = {source.id: source.publisher for source in connecticut.sources}
            cited = row["asserted_by"].removeprefix("Reported by: ").split(", ")
            assert finding.asserted_by.split("; ") == list(dict.fromkeys(publishers[name] for name in cited))
        elif row["id"] in FROM_PORTALS:
            assert finding.asserted_by.endswith("from the departments' Flock pages")
        else:
            assert finding.asserted_by == row["asserted_by"]
        if row["id"] != "f3-law-annual-reports":
            period = finding.period
            assert [text(period.start), text(period.end), text(period.note)] == [
                text(row["period"][part]) for part in ("from", "to", "note")
            ]


def test_a_date_that_lies_ahead_moved_into_words(connecticut: Contents) -> None:
    period = by_id(connecticut.findings)["f3-law-annual-reports"].period

    assert period.start is None
    assert "January 31, 2027" in period.note


def test_a_finding_about_a_listed_agency_stands_in_its_file(connecticut: Contents) -> None:
    agencies = {agency.name: agency.id for agency in connecticut.agencies}

    for row in raw("findings"):
        if row["agency"] in agencies:
            assert by_id(connecticut.findings)[row["id"]].agency == agencies[row["agency"]]


def test_every_statement_is_carried(connecticut: Contents) -> None:
    here = by_id(connecticut.statements)
    rows = raw("statements")

    assert len(rows) == len(here) == 92
    for row in rows:
        statement = here[row["id"]]
        same(
            statement,
            row,
            plain("role", "organisation", "date", "stance", "scope", "summary", "quote", "confidence", "locator", "notes"),
        )
        assert list(statement.speakers) == row["speakers"]
        assert list(statement.about) == row["about"]
        assert list(statement.towns) == row["towns"]
        assert list(statement.sources) == row["source_ids"]


def test_every_law_is_carried(connecticut: Contents) -> None:
    here = by_id(connecticut.laws)
    rows = raw("laws")
    names = plain(
        "title",
        "citation",
        "public_act_no",
        "session_bill",
        "status_today",
        "what_it_does",
        "what_it_does_not_do",
        "confidence",
        "as_of",
    )

    assert len(rows) == len(here) == 15
    for row in rows:
        law = here[row["id"]]
        same(law, row, {**names, "locator": "locator"})
        assert [{"date": str(day.date), "what": day.what} for day in law.effective_dates] == row["effective_dates"]
        assert list(law.uncertain) == row["uncertain"]
        assert list(law.sources) == row["source_ids"]


def test_every_resource_is_carried(connecticut: Contents) -> None:
    here = by_id(connecticut.resources)
    rows = raw("resources")

    assert len(rows) == len(here) == 14
    for row in rows:
        resource = here[row["id"]]
        names = plain("name", "kind", "phone", "url", "hours_or_caveats", "source_url", "confidence", "show_to_residents", "note")
        same(resource, row, {**names, "page_seen": "date_of_page_seen"})
        assert list(resource.languages) == row["languages"]
        assert list(resource.sources) == row["source_ids"]


@pytest.mark.parametrize(
    ("name", "number", "records", "names"),
    [
        ("glossary", 18, lambda c: c.terms, {"explanation": "explanation_en", **plain("term", "confidence")}),
        ("national", 15, lambda c: c.national, plain("topic", "value", "text", "confidence", "notes")),
        ("timeline", 28, lambda c: c.timeline, plain("date", "scope", "event", "confidence")),
    ],
)
def test_every_term_fact_and_event_is_carried(
    connecticut: Contents, name: str, number: int, records: Callable[[Contents], Iterable[Any]], names: dict[str, str]
) -> None:
    here = by_id(records(connecticut))
    rows = raw(name)

    assert len(rows) == len(here) == number
    for row in rows:
        same(here[row["id"]], row, names)
        assert list(here[row["id"]].sources) == row["source_ids"]


def test_the_timeline_points_to_the_laws_by_their_own_names(connecticut: Contents) -> None:
    here = by_id(connecticut.timeline)

    for row in raw("timeline"):
        related = [RENAMED.get(name, name) for name in row["related_ids"]]
        assert list(here[row["id"]].related) == [name for name in related if name]


def test_every_agency_is_carried(connecticut: Contents) -> None:
    rows = table("agencies")
    here = {agency.name: agency for agency in connecticut.agencies}

    assert len(rows) == len(here) == 131
    for row in rows:
        agency = here[row["name"]]
        for field in ("kind", "ori", "source", "confidence", "note"):
            assert text(getattr(agency, field)) == text(row[field]), row["name"]
        assert list(agency.towns) == [town for town in row["towns"].split(";") if town]


@pytest.mark.parametrize(
    ("name", "field", "number"),
    [
        ("towns", "towns", 169),
        ("places", "places", 806),
        ("town_districts", "town_districts", 514),
        ("legislators", "legislators", 187),
        ("committees", "committees", 225),
        ("executive", "executive", 4),
        ("town_policing", "policing", 169),
        ("plate_readers_eff_atlas", "plate_readers", 26),
        ("town_websites", "town_websites", 164),
        ("police_contacts", "police_contacts", 34),
        ("police_oversight", "police_oversight", 34),
        ("records_request_contacts", "records_contacts", 10),
    ],
)
def test_every_row_of_every_table_is_carried(connecticut: Contents, name: str, field: str, number: int) -> None:
    rows, here = table(name), getattr(connecticut, field)

    assert len(rows) == len(here) == number
    for row, record in zip(rows, here, strict=True):
        for column, cell in row.items():
            value = getattr(record, column)
            if isinstance(value, bool):
                assert value == (cell == "yes")
            elif isinstance(value, float):
                assert value == float(cell)
            elif (column, cell) == ("confidence", "uncertain"):
                assert value == "low"
            else:
                assert text(value) == text(cell.removesuffix(NOT_THE_ATLASS)), (name, column)


def test_all_aliases_are_carried(connecticut: Contents) -> None:
    assert len({place.alias for place in connecticut.places}) == 772
    assert {place.town for place in connecticut.places if place.alias == "Mystic"} == {"Groton", "Stonington"}


@pytest.mark.parametrize("language", ["es", "pt", "ht"])
def test_every_translation_is_carried(connecticut: Contents, language: str) -> None:
    there = json.loads((RAW / "translations" / f"{language}.json").read_text(encoding="utf-8"))
    here = connecticut.translations[language]

    assert here.language == there.pop("language")
    assert here.reviewed is there.pop("reviewed") is False
    there["terms"] = there.pop("glossary")
    for kind, texts in there.items():
        assert set(here.texts[kind]) == set(texts)
        for name, fields in texts.items():
            for field, words in fields.items():
                assert here.texts[kind][name][field.replace("claim_summary", "summary")] == for_residents(words, name)


def test_the_map_and_the_guide_to_the_logs_are_carried_as_they_are() -> None:
    pack = Path(__file__).parents[3] / "knowledge/packs/connecticut"

    assert (pack / "boundaries.geojson").read_bytes() == (RAW / "towns.geojson").read_bytes()
    assert (pack / "SEARCH_LOGS.md").read_bytes() == (RAW / "SEARCH_LOGS.md").read_bytes()
