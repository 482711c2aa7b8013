"""What is handed out: the wheel holds the whole record and every sentence, and nothing that does not belong in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "commands", "knowledge")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    [built] = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_every_file_of_the_rooms_is_in_the_wheel(wheel: set[str]) -> None:
    files = {path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {str(path.relative_to(ROOT)) for path in files} <= wheel


def test_the_record_the_wording_and_the_lexicon_are_in_the_wheel(wheel: set[str]) -> None:
    assert "knowledge/packs/connecticut/towns.csv" in wheel
    assert "knowledge/packs/connecticut/agencies/fairfield-police.yaml" in wheel
    assert {f"knowledge/wording/{language}/terminal.po" for language in ("en", "es", "pt", "ht")} <= wheel
    assert any(name.startswith("knowledge/lexicon/") for name in wheel)


def test_the_wheel_holds_the_rooms_and_its_own_papers_alone(wheel: set[str]) -> None:
    assert {name.partition("/")[0] for name in wheel if ".dist-info/" not in name} == set(ROOMS)


def test_the_licence_is_in_the_wheel(wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)
