"""SIGTERM and SIGINT: the process leaves within five seconds, the answer under way finished."""

from __future__ import annotations

import asyncio
import signal
import sys

import pytest

from bot.process import SECONDS_TO_LEAVE
from tests.discord_server.faults import Fault
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, GENERAL

STARTS_WITHIN = 20.0
MESSAGES = "/channels/{channel_id}/messages"


async def started(server: Server) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *server.redirected("bot", "run"),
        env=server.environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    await server.gateway.wait_live(within=STARTS_WITHIN)
    await server.hub.changes.until(lambda: bool(server.commands), "the commands", STARTS_WITHIN)
    return process


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_process_in_good_order(server: Server, name: signal.Signals) -> None:
    process = await started(server)
    process.send_signal(name)
    async with asyncio.timeout(SECONDS_TO_LEAVE):
        _, log = await process.communicate()
    assert process.returncode == 0, log.decode()


async def test_the_answer_under_way_is_finished_first(server: Server) -> None:
    process = await started(server)
    server.fail("POST", MESSAGES, Fault(delay=0.5))
    await server.post(ALICE, f"{BOT.mention} Fairfield")
    await server.hub.changes.until(lambda: not server.hub.faults.left, "the answer to be under way")
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(SECONDS_TO_LEAVE):
        _, log = await process.communicate()
    assert process.returncode == 0, log.decode()
    assert [reply.text.splitlines()[0] for reply in server.sent(GENERAL)] == ["## Fairfield"]


async def test_the_log_of_a_run_names_nobody_and_quotes_nothing(server: Server) -> None:
    process = await started(server)
    await server.say(ALICE, f"{BOT.mention} zqxjkv does Fairfield share?")
    await server.slash(ALICE, "ask", question="zqxjkv Fairfield")
    process.send_signal(signal.SIGTERM)
    _, log = await process.communicate()
    assert b"leaving" in log
    for secret in (b"zqxjkv", b"Fairfield", str(ALICE.id).encode(), b"alice", str(GENERAL.id).encode()):
        assert secret not in log
