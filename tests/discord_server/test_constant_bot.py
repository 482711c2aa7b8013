"""The bot that answers a constant is what the benchmark says it is."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.discord_server.constant_bot import ConstantBot, card
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE


@pytest.mark.parametrize(("components", "characters"), [(2, 1), (27, 1500), (40, 4000)])
async def test_the_card_has_the_size_asked_for(server: Server, components: int, characters: int) -> None:
    async with server.connect(ConstantBot(components, characters, ("ask", "town"))):
        for name in ("ask", "town"):
            reply = await server.slash(ALICE, name, question="anything")
            assert len(list(reply.parts())) == components
            assert sum(len(part.get("content", "")) for part in reply.parts()) == characters


def test_a_card_is_counted_as_discord_py_counts_it() -> None:
    assert (card(40, 4000).total_children_count, card(40, 4000).content_length()) == (40, 4000)


async def test_it_runs_in_a_process_of_its_own(server: Server) -> None:
    arguments = server.redirected("tests.discord_server.constant_bot", "--components", "5")
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, env=server.environment())
    try:
        await server.gateway.wait_live(within=20)
        await server.hub.changes.until(lambda: bool(server.commands), "the command", 20)
        assert len(list((await server.slash(ALICE, "ask", question="x")).parts())) == 5
    finally:
        process.terminate()
        await process.wait()
