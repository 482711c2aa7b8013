"""Erases in older copies what the database itself has erased since: a person's words must not live on in a backup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.store import sqlite

# A person's words and sealed id, which a decided report has no more. A copy of an older shape may lack the table.
DECIDED = "SELECT n FROM corrections WHERE told IS NULL"
ERASE = "UPDATE corrections SET told = NULL, link = NULL, reporter = NULL WHERE n = ? AND told IS NOT NULL"


def erase(database: Path, copies: Iterable[Path]) -> None:
    """Erase in each copy the words of the reports that are decided by now; raises sqlite3.Error."""
    with sqlite.opened(database, "ro") as now:
        decided = now.execute(DECIDED).fetchall()
    for copy in copies if decided else ():
        sqlite.erase(copy, ERASE, decided)
