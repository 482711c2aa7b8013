"""What an operator reads when they look after the database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot import db
from bot.kb import Place

Output = pytest.CaptureFixture[str]


def test_upgrade_makes_the_database_and_then_has_nothing_to_do(tmp_path: Path, capsys: Output) -> None:
    assert db.upgrade(Place(tmp_path)) == 0
    assert "plainsight.db: upgraded, revision 0003" in capsys.readouterr().out
    assert db.upgrade(Place(tmp_path)) == 0
    assert "plainsight.db: nothing to do, revision 0003" in capsys.readouterr().out


def test_check_tells_that_a_database_is_sound(tmp_path: Path, capsys: Output) -> None:
    db.upgrade(Place(tmp_path))
    assert db.check(Place(tmp_path)) == 0
    assert "sound" in capsys.readouterr().out


def test_check_names_each_fault(tmp_path: Path, capsys: Output) -> None:
    db.upgrade(Place(tmp_path))
    connection = sqlite3.connect(tmp_path / "plainsight.db")
    with connection:
        connection.execute("INSERT INTO release_files VALUES ('none', 'a', 'none')")
    connection.close()
    assert db.check(Place(tmp_path)) == 1
    told = capsys.readouterr().out
    assert "a row of release_files belongs to nothing" in told
    assert "sound" not in told


def test_check_without_a_database_tells_the_remedy(tmp_path: Path, capsys: Output) -> None:
    assert db.check(Place(tmp_path)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("plainsight: the database ")
    assert "plainsight db upgrade" in told.err


def test_backup_and_restore_bring_a_database_back(tmp_path: Path, capsys: Output) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    db.upgrade(Place(data))
    assert db.backup(Place(data), copy) == 0
    assert "copy.db: a sound copy of" in capsys.readouterr().out
    (data / "plainsight.db").write_bytes(b"ruined")
    assert db.check(Place(data)) == 1
    assert db.restore(Place(data), copy) == 0
    assert "what was there before is kept as" in capsys.readouterr().out
    assert db.check(Place(data)) == 0


def test_a_first_restore_has_nothing_to_keep_aside(tmp_path: Path, capsys: Output) -> None:
    db.upgrade(Place(tmp_path / "data"))
    db.backup(Place(tmp_path / "data"), tmp_path / "copy.db")
    capsys.readouterr()
    assert db.restore(Place(tmp_path / "other"), tmp_path / "copy.db") == 0
    assert "before" not in capsys.readouterr().out


def test_a_refused_restore_is_a_sentence_and_not_a_traceback(tmp_path: Path, capsys: Output) -> None:
    db.upgrade(Place(tmp_path))
    (tmp_path / "letter").write_text("Dear all")
    assert db.restore(Place(tmp_path), tmp_path / "letter") == 1
    told = capsys.readouterr().err
    assert "is damaged, or is no backup, and nothing was changed: try an older one" in told
    assert "Traceback" not in told


def test_a_second_backup_under_the_same_name_is_refused(tmp_path: Path, capsys: Output) -> None:
    db.upgrade(Place(tmp_path))
    assert db.backup(Place(tmp_path), tmp_path / "copy.db") == 0
    assert db.backup(Place(tmp_path), tmp_path / "copy.db") == 1
    assert "is there already" in capsys.readouterr().err
