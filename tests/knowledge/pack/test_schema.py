from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from knowledge.pack import schema
from knowledge.pack.reading import read_json, read_yaml
from knowledge.pack.schema import schemas
from tests.knowledge.pack import small_pack

PACKS = Path(__file__).parents[3] / "knowledge/packs"
YAML_FILES = sorted(PACKS.glob("connecticut/**/*.yaml"))


def named_schema(path: Path) -> Path:
    """The schema to which the first lines of a YAML file point."""
    mark = "# yaml-language-server: $schema="
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(mark))
    return (path.parent / line.removeprefix(mark)).resolve()


def test_the_schema_files_are_up_to_date(tmp_path: Path) -> None:
    schema.write(tmp_path / "schema")

    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "schema").iterdir()}
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (PACKS / "schema").iterdir()}
    assert written == shipped, "write them anew: knowledge.pack.schema.write(Path('knowledge/packs/schema'))"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_schema_is_sound_and_refuses_fields_it_does_not_know(name: str) -> None:
    validator = jsonschema_rs.validator_for(schemas()[name])

    assert not validator.is_valid({"mood": "grim"})
    assert schemas()[name]["additionalProperties"] is False


def test_every_yaml_file_says_what_it_holds_and_points_to_its_schema() -> None:
    assert len(YAML_FILES) > 140
    for path in YAML_FILES:
        assert path.read_text(encoding="utf-8").startswith("# "), path
        assert named_schema(path).is_file(), path


def test_every_yaml_file_of_the_pack_fits_its_schema() -> None:
    validators = {name: jsonschema_rs.validator_for(found) for name, found in schemas().items()}
    for path in YAML_FILES:
        errors = list(validators[named_schema(path).stem].iter_errors(read_yaml(path.read_bytes()).content))
        assert not errors, (path, errors[0].message)


def test_every_translation_fits_its_schema() -> None:
    validator = jsonschema_rs.validator_for(schemas()["translation"])
    for path in PACKS.glob("connecticut/translations/*.json"):
        assert validator.is_valid(read_json(path.read_bytes()).content), path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: sharing_claim", "kind: sharing"),
        ("stance: denies", "stance: denied"),
        ("reported: 2026-03-01", "reported: yesterday"),
        ("sources: [gazette]\n    confidence: high\n\n  - id", "sources: []\n    confidence: high\n\n  - id"),
        ("quote: We did not share a thing.", "quote: " + "word " * 25 + "word"),
        ("id: s-chief", "id: S Chief"),
    ],
)
def test_an_editor_sees_the_same_mistakes_as_the_check(old: str, new: str) -> None:
    text = small_pack.FILES["agencies/alder-police.yaml"]
    assert text.count(old) == 1
    validator = jsonschema_rs.validator_for(schemas()["agency"])

    assert validator.is_valid(read_yaml(text.encode()).content)
    assert not validator.is_valid(read_yaml(text.replace(old, new).encode()).content)


def test_an_editor_objects_to_http_links() -> None:
    text = small_pack.FILES["sources/all.yaml"]
    validator = jsonschema_rs.validator_for(schemas()["sources"])

    assert validator.is_valid(read_yaml(text.encode()).content)
    assert not validator.is_valid(read_yaml(text.replace("https://gaz", "http://gaz").encode()).content)


def test_a_schema_file_is_plain_json_that_ends_in_a_line_break() -> None:
    text = schema.as_text(schemas()["pack"])

    assert text.endswith("}\n")
    assert json.loads(text) == schemas()["pack"]
