"""`plainsight map` and `plainsight timeline`: the picture in a file, and the same in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bot import cli
from tests.knowledge.pack import small_pack

Told = pytest.CaptureFixture[str]


def run(capsys: Told, *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def flat(text: str) -> str:
    return " ".join(text.split())


def test_without_a_file_the_map_is_a_list_of_every_town_by_record(capsys: Told) -> None:
    code, out, _ = run(capsys, "map")
    assert code == 0
    assert "◆ Sharing was reported; the police dispute it: 5 Enfield, Fairfield, Norwalk, Trumbull, and Westport" in flat(out)
    assert "Nothing on record: 103" in out
    assert "Woodstock" in out


@pytest.mark.parametrize(
    ("arguments", "size"),
    [((), 1000), (("--town", "fairfeild"), 1000), (("--region", "capitol", "--style", "dark", "--language", "es"), 1000)],
)
def test_with_a_file_it_draws_a_png_and_tells_the_same(
    capsys: Told, tmp_path: Path, arguments: tuple[str, ...], size: int
) -> None:
    file = tmp_path / "map.png"
    code, out, _ = run(capsys, "map", "--out", str(file), *arguments)
    assert code == 0
    with Image.open(file) as image:
        assert (image.format, image.width) == ("PNG", size)
    assert "2026" in out


def test_a_town_is_told_with_its_neighbors_and_sources(capsys: Told) -> None:
    _, out, _ = run(capsys, "map", "--town", "west", "haven")
    assert flat(out).startswith("West Haven and its neighbors")
    assert "West Haven borders" in flat(out)


def test_a_timeline_is_a_numbered_list_with_sources_or_a_picture(capsys: Told, tmp_path: Path) -> None:
    file = tmp_path / "fairfield.png"
    code, out, _ = run(capsys, "timeline", "Fairfield", "--out", str(file))
    assert code == 0
    with Image.open(file) as image:
        assert image.width == 1000
    assert "1 A Law: January 1, 2014" in flat(out)
    assert "https://" in out
    assert run(capsys, "timeline", "--language", "pt")[1].startswith("O que aconteceu e quando: Connecticut")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("map", "--town", "Springfield"), "which town is 'Springfield'?"),
        (("timeline", "Springfield"), "which town is 'Springfield'?"),
        (("map", "--region", "nowhere"), "Capitol Planning Region, Greater Bridgeport"),
        (("map", "--region", "planning"), "which region is 'planning'? Capitol Planning Region"),
    ],
)
def test_a_place_that_is_not_one_town_or_region_is_asked_back(capsys: Told, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 1
    assert told in err


def test_a_pack_without_outlines_is_told_in_a_sentence_and_still_listed(capsys: Told, tmp_path: Path) -> None:
    folder = small_pack.write(tmp_path / "testland")
    code, _, err = run(capsys, "map", "--pack", str(folder), "--out", str(tmp_path / "map.png"))
    assert code == 1
    assert "the pack holds no outlines of its towns" in err
    assert run(capsys, "map", "--pack", str(folder))[0] == 0


def test_a_file_that_cannot_be_written_is_told(capsys: Told, tmp_path: Path) -> None:
    code, _, err = run(capsys, "timeline", "--out", str(tmp_path / "no" / "folder.png"))
    assert code == 1
    assert "cannot be written" in err
