"""The gateway speaks to the real client as Discord's does."""

from __future__ import annotations

import asyncio
import math
from typing import Any

import discord
import pytest

from tests.discord_server.practice_bot import PracticeBot
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, GENERAL, GUILD_ID


async def test_the_client_identifies_with_its_token_and_is_ready_in_the_guild(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        assert bot.user is not None
        assert bot.user.id == BOT.id
        assert [guild.id for guild in bot.guilds] == [GUILD_ID]
        assert bot.guilds[0].get_channel(GENERAL.id) is not None
    assert len(server.gateway.identifies) == 1


async def test_the_plain_client_that_asks_nobody_for_the_gateway_connects_too(server: Server) -> None:
    async with server.connect(discord.Client(intents=discord.Intents(guilds=True))) as client:
        assert [guild.id for guild in client.guilds] == [GUILD_ID]


async def test_a_wrong_token_does_not_log_in(lenient_server: Server) -> None:
    client = discord.Client(intents=discord.Intents.none())
    with pytest.raises(discord.LoginFailure):
        await client.start("wrong")
    await client.close()


async def test_a_privileged_intent_that_was_not_granted_ends_the_connection(server: Server) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with server.connect(PracticeBot(message_content=True)):
            pass


async def test_heartbeats_are_acknowledged() -> None:
    async with Server(heartbeat=0.05) as server, server.connect(PracticeBot()) as bot:
        await server.hub.changes.until(lambda: server.gateway.heartbeats >= 3, "three heartbeats")
        assert math.isfinite(bot.latency)


async def test_after_a_cut_the_client_resumes_and_gets_what_it_missed(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        async with server.gateway.outage():
            await server.post(ALICE, f"{BOT.mention} one")
            await server.post(ALICE, f"{BOT.mention} two")
        await server.gateway.wait_resumed()
        await server.hub.changes.until(lambda: len(server.sent()) == 2, "two answers")
        assert [message.content.split()[-1] for message in bot.heard] == ["one", "two"]
        assert bot.resumed == 1
    assert len(server.gateway.identifies) == 1


async def test_events_that_arrived_before_the_cut_are_not_replayed(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        await server.say(ALICE, f"{BOT.mention} before")
        await server.gateway.cut()
        await server.gateway.wait_resumed()
        await server.gateway.wait_live()
        await server.say(ALICE, f"{BOT.mention} after")
        assert [message.content.split()[-1] for message in bot.heard] == ["before", "after"]


async def test_a_close_code_that_allows_it_leads_to_a_resume(server: Server) -> None:
    async with server.connect(PracticeBot()):
        await server.gateway.cut(code=4000)
        await server.gateway.wait_resumed()
        await server.gateway.wait_live()


async def test_op_7_makes_the_client_resume(server: Server) -> None:
    async with server.connect(PracticeBot()):
        await server.gateway.ask_to_reconnect()
        await server.gateway.wait_resumed()
        assert (await server.say(ALICE, f"{BOT.mention} still there?")).text.endswith("still there?")
    assert len(server.gateway.identifies) == 1


async def test_op_9_resumable_makes_the_client_resume(server: Server) -> None:
    async with server.connect(PracticeBot()):
        await server.gateway.invalidate(resumable=True)
        await server.gateway.wait_resumed()
        await server.gateway.wait_live()
    assert len(server.gateway.identifies) == 1


async def test_op_9_not_resumable_makes_the_client_identify_anew(server: Server) -> None:
    async with server.connect(PracticeBot()):
        await server.gateway.invalidate(resumable=False)
        await server.gateway.wait_identified(2)
        await server.gateway.wait_live()
    assert server.gateway.resumes == []


async def test_a_session_that_discord_forgot_cannot_be_resumed(server: Server) -> None:
    async with server.connect(PracticeBot()):
        server.gateway.forgets = True
        await server.gateway.cut()
        await server.gateway.wait_identified(2)
        await server.gateway.wait_live()
    assert len(server.gateway.resumes) == 1


async def test_two_shards_each_hear_their_own_part() -> None:
    async with Server(shards=2) as server, server.connect(PracticeBot()) as bot:
        assert [identify["shard"] for identify in server.gateway.identifies] == [[0, 2], [1, 2]]
        await server.say(ALICE, f"{BOT.mention} in the server")
        await server.direct(ALICE, "in private")
        assert len(bot.heard) == 2


async def test_two_processes_worth_of_clients_are_both_told(server: Server) -> None:
    async with server.connect(PracticeBot()) as one, server.connect(PracticeBot()) as other:
        await server.post(ALICE, f"{BOT.mention} hello")
        await server.hub.changes.until(lambda: len(server.sent()) == 2, "an answer of each")
        assert len(one.heard) == len(other.heard) == 1


async def test_without_compression_frames_are_text(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = discord.gateway.DiscordWebSocket.from_client

    async def uncompressed(client: discord.Client, **options: Any) -> discord.gateway.DiscordWebSocket:
        return await plain(client, **{**options, "compress": False})

    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "from_client", uncompressed)
    async with server.connect(PracticeBot()):
        assert [connection.compress for connection in server.gateway.connections] == [None]
        await server.say(ALICE, f"{BOT.mention} plain")


async def test_the_real_client_asks_for_compression(server: Server) -> None:
    async with server.connect(PracticeBot()):
        assert all(connection.compress is not None for connection in server.gateway.connections)


async def test_discord_py_points_at_discord_again_once_the_server_is_gone() -> None:
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    async with Server() as server:
        assert discord.http.Route.BASE == server.api != before[0]
        await asyncio.sleep(0)
    assert before == (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)
