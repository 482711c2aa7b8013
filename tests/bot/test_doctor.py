"""`plainsight doctor`: what stands in the way, each with a remedy, and never a token."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import doctor, settings
from bot.doctor import Check, State

TODAY = dt.date(2026, 11, 23)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
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
