from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot import pack_tools
from knowledge.errors import PackError
from knowledge.pack.bundle import collect
from tests.knowledge.pack import small_pack
from tests.knowledge.pack.people import ANN, BOB, CAT, EVE, folder, table

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "testland")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list in which Eve has followed Bob."""
    path = tmp_path / "tl.csv"
    path.write_bytes(table(ANN, EVE, CAT)["tl.csv"])
    return path


def test_diff_prints_what_differs(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = small_pack.write(tmp_path / "other")
    small_pack.change(other, "agencies/alder-police.yaml", "status: alleged\n    summary: >-", "status: ended\n    summary: >-")

    assert pack_tools.diff(small, other) == 0
    assert "    status:\n    - alleged\n    + ended\n" in capsys.readouterr().out


def test_diff_speaks_the_language_that_is_asked_for(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack_tools.diff(small, small, "es")

    assert capsys.readouterr().out.endswith("No hay diferencias.\n")


def test_diff_tells_what_is_wrong_with_a_pack(small: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no such folder"):
        pack_tools.diff(small, tmp_path / "nowhere")


def test_export_writes_a_whole_pack_into_a_new_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**FILES, "boundaries.geojson": b"{}"}

    assert pack_tools.export(files, tmp_path / "new") == 0
    assert collect(tmp_path / "new") == files
    assert f"{len(files)} files written" in capsys.readouterr().out


def test_export_keeps_the_comments_and_the_layout_of_the_pack_that_is_there(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_pack.change(small, "terms.yaml", "terms:\n", "# Words.\nterms:\n")
    live = {**FILES, "laws.yaml": FILES["laws.yaml"].replace(b"It limits cameras.", b"It limits cameras much.")}

    assert pack_tools.export(live, small) == 0
    assert capsys.readouterr().out == f"{small}/laws.yaml\n1 files written\n"
    assert (small / "terms.yaml").read_text(encoding="utf-8").startswith("# Words.\n")
    assert (small / "laws.yaml").read_bytes() == live["laws.yaml"]


def test_export_of_the_same_writes_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack_tools.export(FILES, small) == 0
    assert capsys.readouterr().out == "nothing differs\n"


def test_export_leaves_a_folder_alone_that_holds_no_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")

    assert pack_tools.export(FILES, tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert "holds something that is no pack" in capsys.readouterr().err


def test_export_refuses_a_broken_pack_in_the_folder_and_writes_nothing(small: Path) -> None:
    small_pack.change(small, "laws.yaml", "title: The Camera Act", "titel: The Camera Act")
    before = collect(small)

    with pytest.raises(PackError, match="titel"):
        pack_tools.export(FILES, small)
    assert collect(small) == before


@pytest.mark.parametrize("shape", ["table", "folder", "state"])
def test_a_list_of_legislators_is_brought_in_and_its_difference_shown(
    shape: str, small: Path, people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if shape != "table":
        inner = tmp_path / "tl/legislature" if shape == "state" else tmp_path / "tl"
        inner.mkdir(parents=True)
        for name, data in folder(ANN, EVE, CAT).items():
            (inner / name).write_bytes(data)
        people = tmp_path / "tl"

    assert pack_tools.import_legislators(people, small, TODAY) == 0
    told = capsys.readouterr().out
    assert "- Left: Bob Lower (lower 2)\n- New: Eve Lower (lower 2)\n" in told
    assert f"{small}/legislators.csv\n" in told
    assert "Eve Lower" in (small / "legislators.csv").read_text(encoding="utf-8")


def test_a_list_with_mistakes_is_refused_and_nothing_is_written(
    small: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people.write_bytes(table(ANN, BOB, EVE)["tl.csv"])
    before = collect(small)

    assert pack_tools.import_legislators(people, small, TODAY) == 1
    told = capsys.readouterr().out
    assert "tl.csv:4: lower 2: Bob Lower and Eve Lower both hold it" in told
    assert "tl.csv:1: upper 1: the list has nobody for this district" in told
    assert told.endswith("2 to mend; nothing was written\n")
    assert collect(small) == before


def test_a_seat_can_be_named_as_vacant(small: Path, people: Path) -> None:
    people.write_bytes(table(ANN, CAT)["tl.csv"])

    assert pack_tools.import_legislators(people, small, TODAY, vacant=["lower 2"]) == 0
    assert "vacant_districts: [lower 2]" in (small / "pack.yaml").read_text(encoding="utf-8")


def test_a_list_that_is_not_there_is_told(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack_tools.import_legislators(tmp_path / "none.csv", small, TODAY) == 1
    assert "there is no file or folder" in capsys.readouterr().err


def test_stale_lists_what_is_due_by_town(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack_tools.stale(small, dt.date(2026, 10, 15)) == 0
    told = capsys.readouterr().out
    assert told.index("About no single town:") < told.index("Alder:")
    assert "- police contacts, Alder Police Department: last checked June 30, 2026, due September 28, 2026\n" in told


def test_stale_without_a_folder_lists_the_built_in_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert pack_tools.stale(None, dt.date(2026, 11, 22)) == 0
    assert "past their review-by date" in capsys.readouterr().out.splitlines()[0]
