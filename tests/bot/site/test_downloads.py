"""The files to download: each keeps to its schema, tells what the pages tell, and nothing that is not public."""

from __future__ import annotations

import csv
import io
import json

import jsonschema_rs
import pytest

from bot.site import downloads
from bot.site.downloads import OFFERS, OUTLINES, RECORD, TABLES, Offer
from bot.site.edition import Edition
from knowledge.records import Confidence


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return dict(downloads.files(edition))


@pytest.mark.parametrize("offer", [RECORD, OUTLINES], ids=lambda offer: offer.name)
def test_a_file_keeps_to_its_schema(files: dict[str, bytes], offer: Offer) -> None:
    schema = json.loads(files[offer.schema])
    jsonschema_rs.meta.validate(schema)
    jsonschema_rs.validator_for(schema).validate(json.loads(files[offer.path]))


@pytest.mark.parametrize("offer", TABLES, ids=lambda offer: offer.name)
def test_every_row_of_a_table_keeps_to_its_schema(files: dict[str, bytes], offer: Offer) -> None:
    schema = json.loads(files[offer.schema])
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    figures = {name for name, held in schema["properties"].items() if held.get("type") in ("number", "integer")}
    rows = list(csv.DictReader(io.StringIO(files[offer.path].decode())))
    assert rows
    for row in rows:
        validator.validate({name: float(cell) if name in figures else cell for name, cell in row.items()})


def test_every_town_has_a_row_and_an_outline(files: dict[str, bytes], edition: Edition) -> None:
    towns = set(edition.base.towns)
    assert {row["name"] for row in csv.DictReader(io.StringIO(files["data/towns.csv"].decode()))} == towns
    assert {f["properties"]["name"] for f in json.loads(files[OUTLINES.path])["features"]} == towns


def test_every_source_that_a_record_names_is_there(files: dict[str, bytes]) -> None:
    held = json.loads(files[RECORD.path])
    known = {source["id"] for source in held["sources"]}
    assert {
        s for kind in ("findings", "statements", "laws", "terms", "timeline") for r in held[kind] for s in r["sources"]
    } <= known


def test_nothing_of_low_confidence_and_no_curators_note_is_given_away(files: dict[str, bytes], edition: Edition) -> None:
    held = json.loads(files[RECORD.path])
    leads = {f.id for f in edition.base.contents.findings if f.confidence is Confidence.LOW}
    assert leads
    assert not leads & {finding["id"] for finding in held["findings"]}
    assert not any("notes" in finding or "retracted" in finding for finding in (*held["findings"], *held["statements"]))


def test_the_note_on_licences_credits_every_part(files: dict[str, bytes], edition: Edition) -> None:
    note = files[downloads.LICENCES].decode()
    for name, origin in edition.base.manifest.origins.items():
        assert f"{name}: {origin.publisher}" in note
        assert (origin.licence or "") in note
    assert "GeoNames CC BY 4.0" in note
    assert "proves nothing" in note


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_every_file_carries_which_record_it_is_or_stands_beside_one_that_does(
    files: dict[str, bytes], offer: Offer, edition: Edition
) -> None:
    assert offer.path in files
    assert json.loads(files[RECORD.path])["stamp"]["version"] == edition.base.version
