"""SQLite serves one running bot, whoever looks at the database beside it; PostgreSQL serves any number."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot import alone, db
from bot.errors import NotAloneError, SettingsError
from bot.kb import Place
from bot.settings import Settings
from tests.bot.store import databases

ROOT = Path(__file__).parents[2]
HOLD = (
    "import pathlib, sys\nfrom bot import alone\n"
    "with alone.held(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    input()\n"
)


def test_a_second_one_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with alone.held(tmp_path / "data"):
        with pytest.raises(NotAloneError, match="SQLite serves one: end that one first, or move up to PostgreSQL"):
            alone.held(tmp_path / "data").__enter__()
        with alone.held(tmp_path / "other"):
            pass
    with alone.held(tmp_path / "data"):
        assert databases.private(tmp_path / "data" / alone.FILE)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is held there")
def test_a_process_that_is_killed_holds_nothing_any_more(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(NotAloneError):
            alone.held(tmp_path).__enter__()
        other.kill()
        other.wait()
    with alone.held(tmp_path):
        pass


def test_the_terminals_verbs_work_beside_it(tmp_path: Path) -> None:
    with alone.held(tmp_path):
        assert db.upgrade(Place(tmp_path)) == 0
        assert db.check(Place(tmp_path)) == 0


def test_a_folder_that_cannot_be_held_is_told_and_no_reason_not_to_answer(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with capture_logs() as logged, alone.held(tmp_path / "file" / "data"):
        pass
    assert [line["log_level"] for line in logged] == ["warning"]


def test_with_postgresql_or_no_database_nothing_is_held(tmp_path: Path) -> None:
    address = SecretStr("postgresql://host/plainsight")
    for settings in (
        Settings(_env_file=None),
        Settings(_env_file=None, plainsight_data=tmp_path, database_url=address, shard_count=2, shard_ids=(0,)),
        Settings(_env_file=None, shard_count=2, shard_ids=(0,)),
    ):
        with alone.holding(settings):
            assert not list(tmp_path.iterdir())


def test_shards_that_are_left_to_others_need_postgresql(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SHARD_IDS: leaves shards to other processes, and SQLite serves one"):
        alone.holding(Settings(_env_file=None, plainsight_data=tmp_path, shard_count=2, shard_ids=(1,)))
    with alone.holding(Settings(_env_file=None, plainsight_data=tmp_path, shard_count=2, shard_ids=(0, 1))):
        assert (tmp_path / alone.FILE).exists()
