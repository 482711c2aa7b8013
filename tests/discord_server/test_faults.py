"""Accidents happen when a test orders them, and the real client meets them as it would on the open net."""

from __future__ import annotations

import time

import aiohttp
import discord
import pytest

from tests.discord_server.faults import Fault, rate_limited
from tests.discord_server.practice_bot import PracticeBot
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, UPDATES

MESSAGES = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


async def test_a_429_is_waited_out_and_sent_again(server: Server) -> None:
    server.fail("POST", MESSAGES, rate_limited(0.05))
    async with server.connect(PracticeBot()) as bot:
        await bot.get_partial_messageable(UPDATES.id).send("hello")
    first, second = server.calls_to("POST", MESSAGES)
    assert second.at - first.at >= 0.05
    assert len(server.sent(UPDATES)) == 1


async def test_a_429_on_a_callback_delays_the_answer(server: Server) -> None:
    server.fail("POST", CALLBACK, rate_limited(0.05))
    async with server.connect(PracticeBot()):
        reply = await server.slash(ALICE, "echo", text="late")
    assert reply.text == "late"
    assert reply.seconds >= 0.05


async def test_a_reset_reaches_the_client_as_econnreset_and_is_not_retried(server: Server) -> None:
    server.fail("POST", MESSAGES, Fault(reset=True))
    async with server.connect(PracticeBot()) as bot:
        with pytest.raises((ConnectionResetError, aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
            await bot.get_partial_messageable(UPDATES.id).send("hello")
    assert server.sent(UPDATES) == []
    assert len(server.calls_to("POST", MESSAGES)) == 1


async def test_a_lost_answer_leaves_the_message_sent(server: Server) -> None:
    server.fail("POST", MESSAGES, Fault(reset=True, after=True))
    async with server.connect(PracticeBot()) as bot:
        target = bot.get_partial_messageable(UPDATES.id)
        with pytest.raises((ConnectionResetError, aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
            await target.send("hello", nonce="n")
        await target.send("hello", nonce="n")
    assert len(server.sent(UPDATES)) == 1
    assert len(server.calls_to("POST", MESSAGES)) == 2


async def test_a_status_and_body_of_ones_choice_are_answered_so_many_times(server: Server) -> None:
    server.fail("POST", MESSAGES, Fault(403, {"code": 50007, "message": "Cannot send messages to this user"}), times=2)
    async with server.connect(PracticeBot()) as bot:
        target = bot.get_partial_messageable(UPDATES.id)
        for _ in range(2):
            with pytest.raises(discord.Forbidden) as caught:
                await target.send("hello")
            assert caught.value.code == 50007
        await target.send("hello")
    assert server.hub.faults.left == 0


async def test_503_is_not_retried_by_the_client(server: Server) -> None:
    server.fail("POST", MESSAGES, Fault(503, {"message": "Service unavailable"}))
    async with server.connect(PracticeBot()) as bot:
        with pytest.raises(discord.DiscordServerError):
            await bot.get_partial_messageable(UPDATES.id).send("hello")
    assert len(server.calls_to("POST", MESSAGES)) == 1


async def test_a_delay_only_delays(server: Server) -> None:
    server.fail("POST", MESSAGES, Fault(delay=0.1))
    async with server.connect(PracticeBot()) as bot:
        start = time.perf_counter()
        await bot.get_partial_messageable(UPDATES.id).send("hello")
        assert time.perf_counter() - start >= 0.1


async def test_other_routes_are_left_alone(server: Server) -> None:
    server.fail("PATCH", MESSAGES, Fault(500))
    async with server.connect(PracticeBot()) as bot:
        await bot.get_partial_messageable(UPDATES.id).send("hello")
    assert server.hub.faults.left == 1
