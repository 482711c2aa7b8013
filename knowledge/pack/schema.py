"""JSON Schema for the files of a pack, so that editors complete and check what a curator types."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping

from knowledge.contents import Manifest
from knowledge.pack import layout
from knowledge.records import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS: Mapping[str, type[Record]] = {
    "pack": Manifest,
    "sources": layout.SourcesFile,
    "agency": layout.AgencyFile,
    "statewide": layout.StatewideFile,
    "laws": layout.LawsFile,
    "resources": layout.ResourcesFile,
    "terms": layout.TermsFile,
    "national": layout.NationalFile,
    "timeline": layout.TimelineFile,
    "translation": layout.TranslationFile,
}
"""The schemas by name; a pack's YAML files point to theirs in their first lines."""


def schemas() -> dict[str, dict[str, object]]:
    """The JSON Schema (2020-12) of every kind of YAML and JSON file, by name."""
    return {name: {"$schema": DIALECT, **model.model_json_schema()} for name, model in MODELS.items()}


def write(folder: pathlib.Path) -> None:
    """Write each schema to `<name>.json` in the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / f"{name}.json").write_text(as_text(schema), encoding="utf-8")


def as_text(schema: Mapping[str, object]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
