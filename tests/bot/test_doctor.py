"""`plainsight doctor`: what stands in the way, each with a remedy, and never a token."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import db, doctor, kb, settings
from bot.doctor import Check, State
from bot.fetching.source import FolderSource
from bot.kb import Place
from tests.bot import variations
from tests.bot.store import databases

TODAY = dt.date(2026, 11, 23)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ours = {name for name in os.environ if name.startswith("PLAINSIGHT_")}
    for name in ours | {name.upper() for name in settings.Settings.model_fields}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@asynccontextmanager
async def _discord(status: int = 200, about: object = None) -> AsyncIterator[str]:
    """Discord's two calls on loopback; `heard` would hold the token if it went anywhere else."""

    async def gateway(_: web.Request) -> web.Response:
        return web.json_response({"url": "wss://gateway.example"})

    async def application(request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return web.json_response({}, status=401)
        return web.json_response(about or {"name": "Plainsight", "integration_types_config": {"0": {}, "1": {}}}, status=status)

    app = web.Application()
    app.router.add_get("/gateway", gateway)
    app.router.add_get("/applications/@me", application)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


def _by_name(checks: list[Check], name: str) -> list[Check]:
    return [check for check in checks if check.name == name]


def _offline() -> list[Check]:
    return list(doctor.examine(offline=True, today=TODAY))


def test_with_a_token_everything_holds_and_the_links_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    checks = _offline()
    assert {check.state for check in checks} == {State.OK}
    assert [check.text.partition(": ")[0] for check in _by_name(checks, "invite")] == ["to a server", "to your own account"]


def test_the_token_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    told = "\n".join(map(str, _offline()))
    assert not [part for part in TOKEN.split(".") if part in told]


def test_without_a_token_it_says_where_to_get_one_and_gives_no_link() -> None:
    checks = _offline()
    [token] = _by_name(checks, "token")
    assert token.state is State.FAIL
    assert "discord.com/developers" in token.remedy
    assert not _by_name(checks, "invite")


def test_a_token_of_the_wrong_shape_is_told_without_repeating_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2hunter2")
    [token] = _by_name(_offline(), "token")
    assert token.state is State.FAIL
    assert "hunter2" not in str(token)


def test_wrong_settings_end_the_examination_with_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_LANGUAGE", "tlh")
    monkeypatch.setenv("PLAINSIGHT_LOG_LEVEL", "loud")
    checks = _offline()
    assert {(check.name, check.state) for check in checks} == {("settings", State.FAIL)}
    assert len(checks) == 2


def test_a_broken_pack_is_counted_and_points_to_the_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PLAINSIGHT_PACK", str(tmp_path / "empty"))
    [pack] = _by_name(_offline(), "pack")
    assert pack.state is State.FAIL
    assert pack.remedy.endswith(f"plainsight pack check {tmp_path / 'empty'}")


def test_an_old_pack_is_a_warning() -> None:
    checks = list(doctor.examine(offline=True, today=TODAY + dt.timedelta(days=365)))
    assert _by_name(checks, "pack")[0].state is State.WARN


async def test_discord_is_there_and_knows_the_token() -> None:
    async with _discord() as api:
        checks = await doctor.reach(TOKEN, api)
    assert [check.state for check in checks] == [State.OK, State.OK]
    assert checks[1].text == "Discord knows it as Plainsight"


async def test_without_a_token_discord_is_only_asked_whether_it_is_there() -> None:
    async with _discord() as api:
        assert [check.name for check in await doctor.reach("", api)] == ["discord"]


async def test_a_token_that_discord_refuses_is_to_be_reset() -> None:
    async with _discord() as api:
        checks = await doctor.reach("another", api)
    assert checks[-1].state is State.FAIL
    assert "reset" in checks[-1].remedy


async def test_an_application_that_people_cannot_add_to_their_account_is_a_warning() -> None:
    async with _discord(about={"name": "Plainsight", "integration_types_config": {"0": {}}}) as api:
        checks = await doctor.reach(TOKEN, api)
    assert checks[-1].state is State.WARN
    assert "User Install" in checks[-1].remedy


async def test_a_discord_in_trouble_is_a_warning() -> None:
    async with _discord(status=503) as api:
        checks = await doctor.reach(TOKEN, api)
    assert checks[-1].state is State.WARN


async def test_an_unreachable_discord_is_told_with_its_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        [check] = await doctor.reach(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert check.state is State.FAIL
    assert "network" in check.remedy


async def test_a_discord_that_keeps_silent_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PATIENCE", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        [check] = await doctor.reach(TOKEN, f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert check.state is State.FAIL


def test_a_check_is_one_line_and_its_remedy_another() -> None:
    assert str(Check("token", State.OK, "fine")) == "ok    token     fine"
    assert str(Check("token", State.FAIL, "gone", "get one")).splitlines()[1].strip() == "-> get one"


# The database


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's folder, named in the settings."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PLAINSIGHT_DATA", str(folder))
    monkeypatch.setenv("PLAINSIGHT_PACK", str(variations.write(tmp_path / "first")))
    return folder


def _data() -> Check:
    [check] = _by_name(_offline(), "data")
    return check


def test_without_a_database_there_is_nothing_to_tell_of_it() -> None:
    assert _by_name(_offline(), "data") == []


def test_before_the_first_start_the_database_may_be_missing_and_is_not_made(data: Path) -> None:
    assert _data().state is State.OK
    assert "the first start makes the database" in _data().text
    assert not data.exists()


def test_an_empty_database_awaits_the_first_start(data: Path) -> None:
    db.upgrade(Place(data))
    assert (_data().state, _data().text.endswith("the first start publishes the pack")) == (State.OK, True)


def test_the_published_release_is_told(data: Path, tmp_path: Path) -> None:
    kb.refresh(Place(data, FolderSource(variations.write(tmp_path / "next", 1)), tmp_path / "first"), yes=True)
    assert _data().state is State.OK
    assert _data().text.startswith(f"release {variations.version(1)} is published, since 20")


def test_a_damaged_database_is_a_warning_with_its_remedy_because_the_bot_starts_without_it(data: Path) -> None:
    data.mkdir(mode=0o700)
    (data / "plainsight.db").write_bytes(b"no database " * 1000)
    assert _data().state is State.WARN
    assert "plainsight db restore" in _data().remedy


def test_a_database_of_a_newer_version_keeps_the_bot_from_starting(data: Path) -> None:
    db.upgrade(Place(data))
    databases.change(data / "plainsight.db", "UPDATE plainsight_version SET version_num = '0999'")
    assert _data().state is State.FAIL
    assert _data().remedy.startswith("install that version again")


def _told(name: str) -> list[Check]:
    return [check for check in doctor.examine(offline=True, today=TODAY) if check.name == name]


def test_without_a_database_nothing_is_said_of_moderators() -> None:
    assert _told("home") == _told("key") == []


def test_a_record_without_a_home_is_kept_from_the_terminal_alone_and_says_how_to_change_that(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [check] = _told("home")
    assert check.state is State.OK
    assert "PLAINSIGHT_HOME" in check.text
    monkeypatch.setenv("PLAINSIGHT_HOME", "123456789012345678")
    [check] = _told("home")
    assert check.state is State.OK
    assert "123456789012345678" not in check.text


def test_a_home_without_a_database_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_HOME", "123456789012345678")
    [check] = _told("home")
    assert check.state is State.WARN
    assert "PLAINSIGHT_DATA" in check.remedy


def test_a_key_that_is_too_short_keeps_the_bot_from_running_and_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_KEY", "short-secret")
    [check] = _told("key")
    assert check.state is State.FAIL
    assert "short-secret" not in str(check)
    monkeypatch.setenv("PLAINSIGHT_KEY", "k" * 64)
    [check] = _told("key")
    assert check.state is State.WARN
