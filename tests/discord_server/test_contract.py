"""Requests are checked against Discord's description, and a run without it says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord_server.calls import Call, Upload
from tests.discord_server.contract import Contract, description_path
from tests.discord_server.practice_bot import PracticeBot
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BOT_ID, DIRECT, GUILD_ID, UPDATES

MESSAGES, COMMANDS = "/channels/{channel_id}/messages", "/applications/{application_id}/commands"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
ROOT = Path(__file__).parents[2]


def call(method: str, route: str, body: Any = None, params: dict[str, str] | None = None, **query: str) -> Call:
    named = {"channel_id": "1", "application_id": "1", "interaction_id": "1", "interaction_token": "t", "message_id": "1"}
    used = {name: value for name, value in {**named, **(params or {})}.items() if "{" + name + "}" in route}
    return Call(method, route, used, query, body, (), None, 0.0)


@pytest.mark.parametrize(
    "good",
    [
        call("GET", "/gateway/bot"),
        call("GET", MESSAGES, limit="50"),
        call("POST", MESSAGES, {"content": "x", "tts": False, "message_reference": {"message_id": 5, "channel_id": 6}}),
        call("POST", MESSAGES, {"embeds": [{"title": "x", "flags": 0}]}),
        call("PATCH", MESSAGES + "/{message_id}", {"content": "x", "tts": False}),
        call("PUT", COMMANDS, [{"name": "ask", "description": "x", "nsfw": False, "type": 1, "options": []}]),
        call("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "x", "value": "y"}]}}, with_response="1"),
        call("POST", CALLBACK, {"type": 7, "data": {"content": "x", "tts": False}}),
    ],
)
def test_what_discord_py_sends_is_allowed(discord_contract: Contract, good: Call) -> None:
    assert discord_contract.violations(good) == []


@pytest.mark.parametrize(
    ("complaint", "bad"),
    [
        ("not in Discord's description", call("GET", "/nowhere")),
        ("not in Discord's description", call("DELETE", MESSAGES)),
        ("query: colour is not a parameter", call("GET", MESSAGES, colour="red")),
        ("query limit", call("GET", MESSAGES, limit="101")),
        ("query limit", call("GET", MESSAGES, limit="many")),
        ("path channel_id", call("GET", MESSAGES, params={"channel_id": "general"})),
        ("body: missing", call("POST", MESSAGES)),
        ("body: GET", call("GET", MESSAGES, {"a": 1})),
        ("contents", call("POST", MESSAGES, {"contents": "x"})),
        ("content:", call("POST", MESSAGES, {"content": 5})),
        ("colour", call("POST", MESSAGES, {"embeds": [{"title": "x", "colour": 3}]})),
        ("0/name", call("PUT", COMMANDS, [{"name": "x" * 33, "description": "x"}])),
        ("data/choices", call("POST", CALLBACK, {"type": 8, "data": {"choices": [{"value": "y"}]}})),
        ("data/components/0", call("POST", CALLBACK, {"type": 4, "data": {"components": [{"type": 10, "text": "x"}]}})),
    ],
)
def test_what_discord_would_not_take_is_named(discord_contract: Contract, complaint: str, bad: Call) -> None:
    found = discord_contract.violations(bad)
    assert found
    assert complaint in found[0]


def test_files_must_be_numbered_from_nought(discord_contract: Contract) -> None:
    sent = Call("POST", MESSAGES, {"channel_id": "1"}, {}, {"content": "x"}, (Upload("files[1]", "a", b""),), None, 0.0)
    assert discord_contract.violations(sent) == ["multipart: parts are ['files[1]'], not files[0], files[1] ..."]


async def test_a_violation_is_answered_with_400_and_noted(discord_contract: Contract, lenient_server: Server) -> None:
    async with lenient_server.connect(PracticeBot()) as bot:
        route = discord.http.Route("POST", MESSAGES, channel_id=UPDATES.id)
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.request(route, json={"content": "x", "pings": 1, "allowed_mentions": {"parse": []}})
    assert caught.value.status == 400
    assert [breach.source for breach in lenient_server.breaches] == ["contract"]
    assert "pings" in lenient_server.breaches[0].rule


async def test_the_loopback_server_answers_as_the_description_says(discord_contract: Contract, server: Server) -> None:
    routes: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/gateway/bot", {}),
        ("GET", "/users/@me", {}),
        ("GET", "/users/{user_id}", {"user_id": ALICE.id}),
        ("GET", "/applications/@me", {}),
        ("GET", "/oauth2/applications/@me", {}),
        ("GET", COMMANDS, {"application_id": BOT_ID}),
        ("GET", "/channels/{channel_id}", {"channel_id": UPDATES.id}),
        ("GET", "/channels/{channel_id}", {"channel_id": DIRECT[ALICE.id].id}),
        ("GET", "/guilds/{guild_id}", {"guild_id": GUILD_ID}),
        ("GET", "/guilds/{guild_id}/channels", {"guild_id": GUILD_ID}),
        ("GET", "/guilds/{guild_id}/members/{user_id}", {"guild_id": GUILD_ID, "user_id": BOT.id}),
        ("GET", MESSAGES, {"channel_id": UPDATES.id}),
    ]
    problems = []
    async with server.connect(PracticeBot()) as bot:
        await bot.get_partial_messageable(UPDATES.id).send("x", nonce="1")
        for method, route, params in routes:
            answer = await bot.http.request(discord.http.Route(method, route, **params))
            problems += [f"{route}: {problem}" for problem in discord_contract.answer_violations(method, route, 200, answer)]
    assert problems == []


async def test_answers_to_interactions_are_as_the_description_says(
    discord_contract: Contract, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, Any]] = []
    async with server.connect(PracticeBot()) as bot:
        session: aiohttp.ClientSession = vars(bot.http)["_HTTPClient__session"]
        plain = session._request

        async def listening(method: str, url: str, **options: Any) -> Any:
            response = await plain(method, url, **options)
            if "/callback" in str(url):
                seen.append((method, await response.json()))
            return response

        monkeypatch.setattr(session, "_request", listening)
        panel = await server.slash(ALICE, "panel")
        await server.click(ALICE, panel, "Edit")
        await server.slash(ALICE, "slow")
        await server.slash(ALICE, "picture")
    assert len(seen) == 4
    assert [
        problem for method, answer in seen for problem in discord_contract.answer_violations(method, CALLBACK, 200, answer)
    ] == []


def test_a_run_without_the_description_says_that_it_was_not_checked(tmp_path: Path) -> None:
    said = _run(str(tmp_path / "absent.json"))
    assert "discord contract: NOT RUN" in said
    assert "skipped" in said


@pytest.mark.skipif(description_path() is None, reason="Discord's OpenAPI description is absent (DISCORD_OPENAPI)")
def test_a_run_with_the_description_says_that_it_was_checked() -> None:
    assert "discord contract: every request" in _run(str(description_path()))


def _run(description: str) -> str:
    plugin = [] if (ROOT / "tests" / "conftest.py").exists() else ["-p", "tests.discord_server.fixtures"]
    test = f"{__file__}::test_files_must_be_numbered_from_nought"
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", *plugin, test],
        env={**os.environ, "DISCORD_OPENAPI": description}, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
