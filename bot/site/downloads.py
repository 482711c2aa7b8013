"""The record as files for programs: JSON, CSV and GeoJSON, each with the JSON Schema that it keeps to, and whom to credit."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import BaseModel

from bot.site import published
from bot.site.edition import Edition
from bot.site.published import Boundaries, FindingRow, PublicRecord, SourceRow, StatementRow, TownRow

FOLDER = "data"
LICENCES = f"{FOLDER}/LICENCES.txt"


class Offer(NamedTuple):
    """A file to download: its name, its media type, and what one whole file (JSON) or one row (CSV) of it is."""

    name: str
    media_type: str
    shape: type[BaseModel]

    @property
    def key(self) -> str:
        """What the sentence that describes it goes by."""
        return self.name.replace(".", "_")

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return f"{FOLDER}/{self.name}"

    @property
    def schema(self) -> str:
        """Where its JSON Schema stands; a CSV file's describes one row as an object."""
        return f"{FOLDER}/schema/{self.name}.json"


RECORD = Offer("record.json", "application/json", PublicRecord)
OUTLINES = Offer("towns.geojson", "application/geo+json", Boundaries)
TABLES = (
    Offer("towns.csv", "text/csv", TownRow),
    Offer("findings.csv", "text/csv", FindingRow),
    Offer("statements.csv", "text/csv", StatementRow),
    Offer("sources.csv", "text/csv", SourceRow),
)
OFFERS = (RECORD, *TABLES, OUTLINES)


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every file to download, with its schema, and the note on licences."""
    record = published.record(edition)
    yield RECORD.path, _json(record)
    for offer, rows in zip(TABLES, published.tables(record), strict=True):
        yield offer.path, _csv(offer.shape, rows)
    yield OUTLINES.path, _json(published.boundaries(record, zlib.decompress(edition.base.contents.outlines)))
    for offer in OFFERS:
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **offer.shape.model_json_schema(mode="serialization"),
        }
        yield offer.schema, _text(json.dumps(schema, indent=1))
    yield LICENCES, licences(edition).encode()


def licences(edition: Edition) -> str:
    """Where each part of the record comes from, under which licence, and what it does not show."""
    manifest = edition.base.manifest
    lines = [
        f"The public record of {manifest.name}, version {edition.base.version}, as of {manifest.as_of}.",
        "Whoever uses these files names the sources that each record names, and credits what the parts below come from.",
        "Nothing on record about a town proves nothing either way. Plate readers in use never show that data is shared.",
        "",
    ]
    for name, origin in sorted(manifest.origins.items()):
        lines.append(f"{name}: {origin.publisher}" + (f" ({origin.licence})" if origin.licence else ""))
        lines += [f"    {said}" for said in (origin.note, f"as of {origin.as_of}" if origin.as_of else None) if said]
    return "\n".join([*lines, ""])


def _json(shape: BaseModel) -> bytes:
    return _text(shape.model_dump_json(indent=1))


def _text(text: str) -> bytes:
    return f"{text}\n".encode()


def _csv(shape: type[BaseModel], rows: Iterable[BaseModel]) -> bytes:
    made = io.StringIO()
    writer = csv.DictWriter(made, list(shape.model_fields), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(row.model_dump(mode="json") for row in rows)
    return made.getvalue().encode()
