"""A folder is read whole, within limits, and never through a link."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bot.fetching import folders
from bot.fetching.errors import SourceTooLargeError, SourceUnreachableError, SourceUnsafeError
from bot.fetching.source import Limits
from tests.bot import variations

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small pack in a folder."""
    (tmp_path / "pack").mkdir()
    return variations.write(tmp_path / "pack")


def test_every_file_is_read(folder: Path) -> None:
    assert folders.read(folder, Limits()) == variations.files()


def test_hidden_files_are_left_out(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "config").touch()
    (folder / "laws.yaml~").touch()
    assert folders.read(folder, Limits()) == variations.files()


@needs_links
def test_the_folder_itself_may_be_reached_through_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to(folder)
    assert folders.read(tmp_path / "current", Limits()) == variations.files()


@needs_links
@pytest.mark.parametrize("target", ["/etc/passwd", "laws.yaml", "..", "nowhere"])
def test_a_link_inside_is_refused(folder: Path, target: str) -> None:
    (folder / "agencies" / "x.yaml").symlink_to(target)
    with pytest.raises(SourceUnsafeError, match=r"'x\.yaml' is a link or device: put the file itself"):
        folders.read(folder, Limits())


@needs_links
def test_a_pipe_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "agencies" / "pipe.yaml")
    with pytest.raises(SourceUnsafeError):
        folders.read(folder, Limits())


def test_more_files_than_the_limit_are_refused(folder: Path) -> None:
    with pytest.raises(SourceTooLargeError, match="more than 3 files"):
        folders.read(folder, Limits(files=3))


def test_more_bytes_than_the_limit_are_refused(folder: Path) -> None:
    with pytest.raises(SourceTooLargeError, match="more than 500 bytes"):
        folders.read(folder, Limits(unpacked=500))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreachableError, match="cannot be read"):
        folders.read(tmp_path / "none", Limits())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceUnreachableError):
        folders.read(tmp_path / "file", Limits())
