"""A pack in memory reads exactly as the same pack in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.files import Tree, hidden, read
from knowledge import pack
from tests.bot import variations


def test_a_pack_in_memory_has_the_version_of_the_folder_it_came_from(tmp_path: Path) -> None:
    folder = variations.write(tmp_path)
    assert pack.load(Tree.of(read(folder))) == pack.load(folder)


def test_the_built_in_pack_has_the_same_version_in_memory() -> None:
    assert pack.load(Tree.of(read(pack.built_in()))).version == pack.load(pack.built_in()).version


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    folder = variations.write(tmp_path)
    for name in (".git/config", "pack.yaml~", ".DS_Store", "__MACOSX/x", "agencies/.swp"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    assert read(folder) == variations.files()


@pytest.mark.parametrize("name", [".git", "laws.yaml~", "__MACOSX"])
def test_an_editors_copy_is_hidden(name: str) -> None:
    assert hidden(name)


def test_a_folder_lists_what_stands_in_it() -> None:
    root = Tree.of({"a": b"1", "b/c": b"2", "b/d": b"3"})
    assert sorted(entry.name for entry in root.iterdir()) == ["a", "b"]
    assert sorted(entry.name for entry in (root / "b").iterdir()) == ["c", "d"]
    assert (root.is_dir(), root.is_file()) == (True, False)
    assert ((root / "a").is_dir(), (root / "a").is_file()) == (False, True)


def test_a_file_is_read_as_bytes_and_as_text() -> None:
    file = Tree.of({"b/c": "é".encode()}).joinpath("b", "c")
    assert file.read_bytes() == "é".encode()
    assert file.read_text() == "é"
    with file.open("rb") as stream:
        assert stream.read() == "é".encode()
    with file.open(encoding="utf-8") as stream:
        assert stream.read() == "é"


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        Tree.of({"a": b""}).joinpath("b")


def test_a_file_is_no_folder_and_a_folder_no_file() -> None:
    root = Tree.of({"a": b""})
    with pytest.raises(NotADirectoryError):
        (root / "a").iterdir()
    with pytest.raises(IsADirectoryError):
        root.read_bytes()
