"""A site on disk: whole or not at all, and never in the place of something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.site.building import MARKER
from bot.site.errors import SiteError
from bot.site.writing import write

FILES = (("index.html", b"one"), ("en/index.html", b"two"), (MARKER, b"{}"))


def test_files_are_written_and_counted(tmp_path: Path) -> None:
    assert write(FILES, tmp_path / "site") == (3, 8)
    assert (tmp_path / "site/en/index.html").read_bytes() == b"two"


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write(FILES, tmp_path / "site")
    assert (tmp_path / "site/index.html").is_file()


def test_a_site_is_replaced_whole(tmp_path: Path) -> None:
    write([*FILES, ("old.html", b"gone")], tmp_path / "site")
    write(FILES, tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site").rglob("*") if path.is_file()) == ["index.html", "index.html", MARKER]


def test_a_server_may_read_it(tmp_path: Path) -> None:
    write(FILES, tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode & 0o555 == 0o555


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError, match="no site of Plainsight's"):
        write(FILES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError, match="is a file"):
        write(FILES, tmp_path / "site")


def test_what_fails_on_the_way_leaves_the_old_site_and_nothing_beside_it(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield from FILES
        raise KeyError("a page")

    write(FILES, tmp_path / "site")
    with pytest.raises(KeyError):
        write(failing(), tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site/index.html").read_bytes() == b"one"


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SiteError, match="cannot be written"):
        write(FILES, tmp_path / "file" / "site")


def test_a_site_is_replaced_where_a_link_leads(tmp_path: Path) -> None:
    write(FILES, tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write([*FILES, ("new.html", b"")], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/new.html").is_file()
