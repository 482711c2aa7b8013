"""Looks at database files, and harms them, from outside."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

on_sqlite = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For a test that is about the file of the database."""
on_postgresql = pytest.mark.parametrize("store", ["postgresql"], indirect=True)
"""For a test that is about many processes, or about the server."""


def digest(file: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def names(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def private(path: Path) -> bool:
    """Whether nobody but its owner may do anything with it."""
    return path.stat().st_mode & 0o077 == 0


def change(file: Path, sql: str) -> None:
    """Run one statement, without our checks."""
    connection = sqlite3.connect(file)
    with connection:
        connection.execute(sql)
    connection.close()


def spoil(file: Path, start: int, length: int | None = None) -> None:
    """Overwrite so many bytes, or all to the end."""
    content = bytearray(file.read_bytes())
    length = len(content) - start if length is None else length
    content[start : start + length] = b"\xff" * length
    file.write_bytes(content)


def cut(file: Path) -> None:
    """Keep the first half of a file."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def empty_an_index(file: Path) -> None:
    """Have the index of the table `files` claim that it holds nothing: damage that reading alone does not show."""
    connection = sqlite3.connect(file)
    [page_size] = connection.execute("PRAGMA page_size").fetchone()
    [root] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_files%'").fetchone()
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    content = bytearray(file.read_bytes())
    cells = (root - 1) * page_size + 3
    content[cells : cells + 2] = b"\x00\x00"
    file.write_bytes(content)
