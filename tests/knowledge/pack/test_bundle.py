from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import pack
from knowledge.errors import PackError
from knowledge.pack.bundle import Bundle, collect, save
from tests.knowledge.pack import small_pack

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}


def test_a_pack_in_memory_loads_as_from_its_folder(small: Path) -> None:
    assert pack.load(Bundle(collect(small))) == pack.load(small)


def test_a_folder_is_collected_without_hidden_files_and_editors_copies(small: Path) -> None:
    (small / ".git").mkdir()
    (small / ".git/config").write_text("x")
    (small / "laws.yaml~").write_text("x")

    assert collect(small) == FILES


def test_a_mistake_in_memory_is_told_with_its_file_and_line() -> None:
    broken = {**FILES, "terms.yaml": FILES["terms.yaml"].replace(b"sources: [gazette]", b"sources: [nowhere]")}

    with pytest.raises(PackError) as caught:
        pack.load(Bundle(broken))
    assert [(mistake.file, mistake.line) for mistake in caught.value.mistakes] == [("terms.yaml", 5)]


def test_a_file_in_an_unknown_folder_is_objected_to_in_memory_as_well() -> None:
    with pytest.raises(PackError, match="a pack has no such folder"):
        pack.load(Bundle({**FILES, "drafts/a.yaml": b"a: 1\n"}))


def test_a_bundle_is_walked_like_a_folder() -> None:
    bundle = Bundle({"a/b.txt": b"text", "c.txt": b"\xff"})

    assert [(entry.name, entry.is_dir(), entry.is_file()) for entry in bundle.iterdir()] == [
        ("a", True, False),
        ("c.txt", False, True),
    ]
    assert bundle.joinpath("a", "b.txt").read_text() == "text"
    assert (bundle / "a" / "b.txt").open().read() == "text"
    assert (bundle / "c.txt").open("rb").read() == b"\xff"
    with pytest.raises(FileNotFoundError):
        (bundle / "a").read_bytes()


def test_saving_writes_what_differs_and_removes_what_is_gone(tmp_path: Path) -> None:
    folder = small_pack.write(tmp_path / "pack")
    (folder / "sources/old.yaml").write_text("sources: []\n")
    (folder / "laws.yaml").write_text("changed")
    (folder / "README.txt").write_text("mine")

    assert save(FILES, folder) == ("laws.yaml", "sources/old.yaml")
    assert collect(folder) == {**FILES, "README.txt": b"mine"}


def test_saving_into_no_folder_makes_it(tmp_path: Path) -> None:
    assert set(save(FILES, tmp_path / "new/pack")) == FILES.keys()
    assert collect(tmp_path / "new/pack") == FILES


def test_saving_the_same_touches_nothing(small: Path) -> None:
    assert save(FILES, small) == ()
