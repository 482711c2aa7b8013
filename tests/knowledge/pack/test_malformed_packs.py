"""Packs broken in one place each: the file, the line, the field, the problem and the remedy must all be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import pack
from knowledge.errors import Mistake, PackError
from tests.knowledge.pack import small_pack
from tests.knowledge.pack.breaks import BREAKS, POINTED_AT, Break

ALDER = "agencies/alder-police.yaml"
SOURCES = "sources/all.yaml"


def mistakes(folder: Path) -> tuple[Mistake, ...]:
    with pytest.raises(PackError) as caught:
        pack.load(folder)
    return caught.value.mistakes


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name.replace(" ", "-"))
def test_a_broken_place_is_named_by_file_line_field_and_remedy(small: Path, case: Break) -> None:
    small_pack.change(small, case.file, case.old, case.new)

    found = [mistake for mistake in mistakes(small) if case.problem in mistake.problem]

    assert found, mistakes(small)
    first = found[0]
    assert first.file == case.file
    assert first.field == case.field
    assert case.remedy in first.remedy
    if case.at:
        assert first.line == small_pack.line_of(small, case.file, case.at)


@pytest.mark.parametrize(
    "case", [case for case in BREAKS if case.name not in POINTED_AT], ids=lambda case: case.name.replace(" ", "-")
)
def test_a_broken_place_is_told_of_in_its_own_file_alone(small: Path, case: Break) -> None:
    small_pack.change(small, case.file, case.old, case.new)

    assert {mistake.file for mistake in mistakes(small)} == {case.file}


@pytest.mark.parametrize(
    ("data", "problem", "line"),
    [
        (b"\xef\xbb\xbfterms: []\n", "byte-order mark", 1),
        ("terms: []\n".encode("utf-16"), "byte-order mark", 1),
        ("terms:\n  - caf\xe9\n".encode("latin-1"), "not UTF-8", 2),
        (b"", "the file is empty", 1),
        (b"\n \n", "the file is empty", 1),
        (b"# only a comment\n", "does not hold fields", 1),
        (b"terms: []\n\x00", "control character", 2),
        (b"[" * 100_000, "nested too deeply", 1),
        (b"- " * 100_000, "nested too deeply", 1),
        (b"{a: " * 100_000, "nested too deeply", 1),
        (b"terms: &a [1]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "an anchor", 1),
        (b"terms: &a [*a]\n", "an anchor", 1),
        (b"terms: []\n<<: *terms\n", "an alias", 2),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused(small: Path, data: bytes, problem: str, line: int) -> None:
    (small / "terms.yaml").write_bytes(data)

    (mistake,) = mistakes(small)

    assert (mistake.file, mistake.line) == ("terms.yaml", line)
    assert problem in mistake.problem
    assert mistake.remedy


@pytest.mark.parametrize("name", [*(name for name in small_pack.FILES if "/" not in name)])
def test_a_missing_file_is_named(small: Path, name: str) -> None:
    (small / name).unlink()

    found = [mistake for mistake in mistakes(small) if mistake.problem == "the file is missing"]

    assert [(mistake.file, mistake.line) for mistake in found] == [(name, 1)]
    assert "add it" in found[0].remedy


@pytest.mark.parametrize("folder", ["agencies", "sources"])
def test_a_missing_folder_is_named(small: Path, folder: str) -> None:
    for file in (small / folder).iterdir():
        file.unlink()

    found = [mistake for mistake in mistakes(small) if mistake.file == f"{folder}/"]

    assert found[0].problem == "the folder is missing or empty"
    assert found[0].remedy == "add it, with a .yaml file in it"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("law.yaml", "did you mean laws.yaml"),
        ("agencies/cedar-police.yml", "move it out"),
        ("notes.txt", "move it out"),
        ("sources/list.csv", "move it out"),
    ],
)
def test_a_file_that_no_pack_has_is_not_passed_over(small: Path, name: str, remedy: str) -> None:
    (small / name).write_text("x\n")

    (mistake,) = mistakes(small)

    assert (mistake.file, mistake.line) == (name, 1)
    assert mistake.problem == "a pack has no such file"
    assert remedy in mistake.remedy


def test_a_folder_that_no_pack_has_is_not_passed_over(small: Path) -> None:
    (small / "agences").mkdir()

    (mistake,) = mistakes(small)

    assert mistake.file == "agences"
    assert "agencies" in mistake.remedy


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path / "nowhere")

    assert mistake.problem == "there is no such folder"
    assert "pack.yaml" in mistake.remedy


def test_every_mistake_comes_in_one_run_in_the_order_of_the_files(small: Path) -> None:
    small_pack.change(small, ALDER, "stance: denies", "stance: denied")
    small_pack.change(small, ALDER, "role: Police chief", "role: Police chief\n    role: Chief")
    small_pack.change(small, SOURCES, "https://gazette.example", "http://gazette.example")
    small_pack.change(small, "timeline.yaml", "camera-act]", "camera-law]")
    small_pack.change(small, "places.csv", "Old Mill,village,Birch", "Old Mill,village,Brich")
    (small / "terms.yaml").write_bytes(b"terms:\n\t- x\n")
    (small / "national.yaml").unlink()

    found = mistakes(small)

    assert [mistake.file for mistake in found] == [
        ALDER,
        ALDER,
        "national.yaml",
        "places.csv",
        SOURCES,
        "terms.yaml",
        "timeline.yaml",
    ]
    assert [mistake.line for mistake in found if mistake.file == ALDER] == sorted(
        small_pack.line_of(small, ALDER, text) for text in ("role: Chief", "stance: denied")
    )


def test_a_mistake_reads_as_one_line(small: Path) -> None:
    small_pack.change(small, "timeline.yaml", "towns: [Alder]", "towns: [Aldr]")

    (mistake,) = mistakes(small)

    assert str(mistake) == 'timeline.yaml:4: timeline[t-story].towns[1]: there is no town "Aldr"; did you mean Alder? Else add it'


def test_the_error_shows_every_mistake(small: Path) -> None:
    small_pack.change(small, "timeline.yaml", "towns: [Alder]", "towns: [Aldr]")
    small_pack.change(small, "places.csv", "Old Mill,village,Birch", "Old Mill,village,Brich")

    with pytest.raises(PackError, match=r"places\.csv:4: town: .*\n.*timeline\.yaml:4") as caught:
        pack.load(small)

    assert len(caught.value.mistakes) == 2


def test_references_to_a_broken_record_are_not_called_wrong_as_well(small: Path) -> None:
    small_pack.change(small, SOURCES, "publisher: The Gazette", "publisher:")

    (mistake,) = mistakes(small)

    assert mistake.field == "sources[gazette].publisher"


def test_references_into_a_file_that_cannot_be_read_are_not_called_wrong_as_well(small: Path) -> None:
    (small / "towns.csv").write_bytes(b"")
    (small / SOURCES).write_bytes(b"sources: [")

    assert sorted(mistake.file for mistake in mistakes(small)) == [SOURCES, "towns.csv"]
