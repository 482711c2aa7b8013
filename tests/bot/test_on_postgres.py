"""What an operator types, and what goes on beside the answers, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import cli, db, doctor, kb, settings
from bot.doctor import Check, State
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.links.outcomes import Checked, Outcome
from bot.links.pages import Page
from bot.links.report import Report
from bot.links.weekly import Weekly
from bot.store import link_checks, upgrading
from bot.store.engine import Store
from bot.store.sole import sole
from tests.bot import variations
from tests.postgres.server import Server

FIRST, SECOND = variations.version(), variations.version(1)
MOMENT = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PAGE = Page("https://one.example/", ("s-one",), ())
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def new(postgres: Server) -> str:
    """The address of an empty database, for tests without an event loop of their own."""
    name = "plainsight_typed"
    asyncio.run(postgres.drop(name))
    return asyncio.run(postgres.create(name))


@pytest.fixture
def place(new: str, tmp_path: Path) -> Place:
    """What the settings would name."""
    source = FolderSource(variations.write(tmp_path / "records", 1))
    return Place(None, source, variations.write(tmp_path / "first"), address=SecretStr(new))


def _check(name: str) -> Check:
    [found] = [check for check in doctor.examine(offline=True, today=MOMENT.date()) if check.name == name]
    return found


def test_the_database_is_made_and_examined(place: Place, capsys: Output) -> None:
    assert db.check(place) == 1
    assert "run `plainsight db upgrade`" in capsys.readouterr().out
    assert db.upgrade(place) == 0
    assert db.upgrade(place) == 0
    assert db.check(place) == 0
    told = capsys.readouterr().out
    assert ": upgraded, revision" in told
    assert ": nothing to do, revision" in told
    assert ": sound, revision" in told


def test_a_release_is_published_and_taken_back(place: Place, capsys: Output) -> None:
    assert kb.refresh(place, yes=True, why="news") == 0
    assert kb.roll_back(place, FIRST) == 0
    assert kb.status(place) == 0
    assert kb.history(place) == 0
    assert kb.trail(place) == 0
    told = capsys.readouterr().out
    assert f"version {FIRST}" in told
    assert told.index(f"{FIRST}  ") < told.index(f"{SECOND}  ")
    assert kb.published_files(place) == variations.files()


def test_the_settings_lead_there(new: str, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setenv("DATABASE_URL", new)
    monkeypatch.setenv("PLAINSIGHT_DATA", "unused")
    assert cli.main(["db", "upgrade"]) == 0
    assert "postgresql://127.0.0.1" in capsys.readouterr().out
    assert not Path("unused").exists()
    assert cli.main(["db", "upgrade", "--data", "here"]) == 0
    assert "plainsight.db: upgraded" in capsys.readouterr().out


def test_the_doctor_looks_at_it(place: Place, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", new)
    assert _check("key").state is State.FAIL
    monkeypatch.setenv("PLAINSIGHT_KEY", "k" * 32)
    assert "nothing is published in postgresql://" in _check("data").text
    kb.refresh(place, yes=True)
    assert _check("data").text.startswith(f"release {SECOND} is published")


def test_the_doctor_says_what_is_wrong_and_never_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_KEY", "k" * 32)
    for address, state in (
        ("postgresql://user:zqxjkv@127.0.0.1:1/plainsight", State.WARN),
        ("postgresql://user:zqxjkv@127.0.0.1:1", State.FAIL),
        ("mysql://user:zqxjkv@host/db", State.FAIL),
    ):
        monkeypatch.setenv("DATABASE_URL", address)
        found = _check("data")
        assert found.state is state
        assert found.remedy
        assert "zqxjkv" not in str(found)


def test_the_doctor_knows_that_shards_elsewhere_need_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLAINSIGHT_DATA", str(tmp_path))
    monkeypatch.setenv("SHARD_COUNT", "2")
    monkeypatch.setenv("SHARD_IDS", "1")
    assert (_check("shards").state, _check("shards").remedy) == (
        State.FAIL,
        "set DATABASE_URL to a PostgreSQL, as docs/postgresql.md tells",
    )


async def test_the_links_are_checked_by_one_process(address: str) -> None:
    checked: list[int] = []

    async def check(pages: Sequence[Page]) -> tuple[Checked, ...]:
        checked.append(len(pages))
        await asyncio.sleep(0.05)
        return (Checked(PAGE.url, MOMENT, Outcome.ALIVE, 200),)

    async def tell(_: Report) -> None:
        """Nobody is told."""

    async with Store.at(address) as one, Store.at(address) as two:
        await upgrading.upgrade(one)
        both = [Weekly(store, lambda: [PAGE], tell, check=check, now=lambda: MOMENT) for store in (one, two)]
        async with sole(one, "weekly links"):
            await both[1]._look()
            assert checked == []
        await asyncio.gather(*(each._look() for each in both))
        assert checked == [1]
        assert await link_checks.last(two) == MOMENT
