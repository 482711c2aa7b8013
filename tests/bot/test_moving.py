"""`plainsight db copy`: what an operator types and reads."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import alone, cli, settings
from bot.store import releases, upgrading
from bot.store.engine import Store
from tests.bot.store.orders import order, pack

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def source(tmp_path: Path) -> str:
    """The address of a SQLite database with a release."""

    async def make() -> None:
        async with Store.in_folder(tmp_path / "data") as store:
            await upgrading.upgrade(store)
            await releases.publish(store, pack(1), order(None))

    asyncio.run(make())
    return f"sqlite:///{tmp_path}/data/plainsight.db"


@pytest.fixture
def target(tmp_path: Path) -> str:
    """The address of another one, which is not there yet."""
    return f"sqlite:///{tmp_path}/copy/plainsight.db"


def test_everything_is_copied_and_counted(source: str, target: str, capsys: Output) -> None:
    assert cli.main(["db", "copy", source, target]) == 0
    told = capsys.readouterr().out
    assert "publications              1  " in told
    assert "every row is there, and every checksum the same" in told
    assert cli.main(["db", "copy", source, target]) == 0
    assert "it held all of this already: nothing was to be done" in capsys.readouterr().out


def test_without_a_target_it_is_the_one_of_the_settings(source: str, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["db", "copy", source]) == 1
    assert "DATABASE_URL: is not set" in capsys.readouterr().err
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@127.0.0.1:1/plainsight")
    assert cli.main(["db", "copy", source]) == 1
    assert "cannot be used (Connection refused)" in capsys.readouterr().err


def test_a_running_bot_stands_in_the_way(source: str, target: str, tmp_path: Path, capsys: Output) -> None:
    with alone.held(tmp_path / "data"):
        assert cli.main(["db", "copy", source, target]) == 1
    assert "another bot runs on the database" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["", "zqxjkv", "sqlite://", "mysql://user:zqxjkv@host/db"])
def test_what_is_no_address_is_told_and_not_repeated(source: str, address: str, capsys: Output) -> None:
    assert cli.main(["db", "copy", address or "", source]) == 1
    told = capsys.readouterr().err
    assert "is not understood: write " in told
    assert "zqxjkv" not in told


def test_a_source_that_is_not_there_is_told_and_not_made(target: str, tmp_path: Path, capsys: Output) -> None:
    assert cli.main(["db", "copy", f"sqlite:///{tmp_path}/plainsight.db", target]) == 1
    assert "cannot be used" in capsys.readouterr().err
    assert not list(tmp_path.rglob("plainsight.db"))
