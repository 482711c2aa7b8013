"""How long others wait while one person floods the bot with mentions, beside how long they wait without."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Iterator

from tests.benchmarks.conversing import A_REST, STARTS_WITHIN, TOWNS
from tests.benchmarks.figures import Figure, percentile
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, GROUP, Person

ASKED = 300
A_SECOND = 50
"""Mentions of the one person, some fifty times as many as Discord lets a person send."""
FIRST = 1_100_000_000_000_200_000


def measure() -> Iterator[Figure]:
    """Latency of /ask for many people, without and with a flood, in the same run; both bots keep their usual limits."""
    yield from asyncio.run(_measure())


async def _measure() -> list[Figure]:
    async with Server() as server:
        command = server.redirected("bot", "run")
        bot = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=server.environment(), stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            await server.gateway.wait_live(within=STARTS_WITHIN)
            await server.hub.changes.until(lambda: bool(server.commands), "the commands", STARTS_WITHIN)
            await _times(server, 0)
            alone = await _times(server, 1)
            flood = asyncio.create_task(_flood(server))
            beside = await _times(server, 2)
            flood.cancel()
        finally:
            bot.terminate()
            await bot.wait()
    calm, flooded = percentile(alone, 0.5), percentile(beside, 0.5)
    return [
        Figure("/ask while nobody floods, p50", calm, "ms"),
        Figure(f"/ask beside {A_SECOND} mentions a second of one person, p50", flooded, "ms"),
        Figure("/ask beside a flood, p99", percentile(beside, 0.99), "ms"),
        Figure("beside a flood over without, p50", flooded / calm, "times", 2),
    ]


async def _flood(server: Server) -> None:
    while True:
        await server.post(ALICE, f"{BOT.mention} Fairfield")
        await asyncio.sleep(1 / A_SECOND)


async def _times(server: Server, turn: int) -> list[float]:
    """Milliseconds, each of another person and in no server: nobody of them asks too much."""
    times = []
    for n in range(ASKED):
        await asyncio.sleep(A_REST)
        person = Person(FIRST + ASKED * turn + n, f"one{n}", "en-US")
        reply = await server.slash(person, "ask", question=TOWNS[n % len(TOWNS)], channel=GROUP, user_installed=True)
        times.append(reply.seconds * 1000)
    return times
