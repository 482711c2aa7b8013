"""From an interaction to the bot's answer on the loopback Discord, beside a bot that answers a constant card of the same size."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile
from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE

TOWNS = ("Fairfield", "Norwalk", "Windsor", "Union", "Manchester", "Wethersfield", "Danbury", "Stratford")
WARM_UP = 40
TURNS = 30
A_TURN = 20
A_REST = 0.005
"""Seconds between a reply and the next question, so that neither bot still works on the reply before."""
STARTS_WITHIN = 30.0
AS_MUCH_AS_ONE_LIKES = {"PLAINSIGHT_LIMIT": "1000000"}
MIB = 1024
MOST_COMPONENTS = 40
MOST_TEXT = 4000
A_TEXT = len('{"type": 10, "content": "", "id": 10}, ')


def measure() -> Iterator[Figure]:
    """Latency of /ask and memory, each against the constant bot, in the same run."""
    yield from asyncio.run(_measure())


async def _measure() -> list[Figure]:
    async with Server() as ours, _running(ours, "bot", "run") as bot:
        card = await _ask(ours, 0)
        size = _size(card)
        arguments = ("--components", str(size[0]), "--characters", str(size[1]))
        async with Server() as theirs, _running(theirs, "tests.discord_server.constant_bot", *arguments) as constant:
            times: dict[Server, list[float]] = {ours: [], theirs: []}
            for server in times:
                for turn in range(WARM_UP):
                    await _ask(server, turn)
            for turn in range(TURNS):
                for server, measured in times.items():
                    measured += [await _timed(server, turn * A_TURN + n) for n in range(A_TURN)]
            memory = _memory(bot), _memory(constant)
    floor, found = (percentile(times[server], 0.5) for server in (theirs, ours))
    return [
        Figure(f"constant card of {size[0]} components, as long, p50", floor, "ms"),
        Figure("/ask, p50", found, "ms"),
        Figure("/ask, p99", percentile(times[ours], 0.99), "ms"),
        Figure("/ask over the constant card, p50", found / floor, "times", 1.5),
        Figure("memory of the constant bot", memory[1], "MiB"),
        Figure("memory of plainsight run", memory[0], "MiB"),
        Figure("memory over the constant bot", memory[0] - memory[1], "MiB", 40),
    ]


@contextlib.asynccontextmanager
async def _running(server: Server, module: str, *arguments: str) -> AsyncIterator[Process]:
    command = server.redirected(module, *arguments)
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=server.environment() | AS_MUCH_AS_ONE_LIKES, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        await server.gateway.wait_live(within=STARTS_WITHIN)
        await server.hub.changes.until(lambda: bool(server.commands), "the commands", STARTS_WITHIN)
        yield process
    finally:
        process.terminate()
        await process.wait()


async def _timed(server: Server, n: int) -> float:
    """Milliseconds from the interaction to the callback, asked of a bot at rest."""
    await asyncio.sleep(A_REST)
    return (await _ask(server, n)).seconds * 1000


async def _ask(server: Server, n: int) -> Reply:
    return await server.slash(ALICE, "ask", question=f"does {TOWNS[n % len(TOWNS)]} share with ICE?")


def _size(card: Reply) -> tuple[int, int]:
    """How many components a card has, and how much text makes a card of so many texts as many bytes long as this one is.

    What stands in labels, custom_ids and a menu's options travels like text, and a constant card has none of it.
    """
    components = min(len(list(card.parts())), MOST_COMPONENTS)
    return components, min(len(json.dumps(card.body)) - components * A_TEXT, MOST_TEXT)


def _memory(process: Process) -> float:
    """What the process holds in memory, in MiB; Linux alone tells it this way."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / MIB
