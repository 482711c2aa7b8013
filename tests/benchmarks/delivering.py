"""An update to ten thousand followers of one town, on the loopback Discord with its limits of speed; and who follows Norwalk."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot import keys
from bot.delivery.pace import ALLOWED
from bot.people import People
from bot.store import follows, upgrading
from bot.store.engine import Store
from tests.benchmarks.conversing import A_REST, STARTS_WITHIN, TOWNS, WARM_UP
from tests.benchmarks.figures import Figure, percentile
from tests.bot.store.audiences import DANBURY, NORWALK, crowd, published
from tests.discord_server.server import Server
from tests.discord_server.throttle import Throttle
from tests.discord_server.world import ALICE, CROWD, CROWD_DIRECT
from tests.postgres.server import SETTING
from tests.postgres.server import Server as Postgres

FOLLOWERS = 10_000
SCALE = 1.0
FOLLOWS, OF_NORWALK = 100_000, 10_000
LOOKS = 20
QUESTIONS = 400
ASKED_DURING = 1_200
"""Followers who are written to, by a clock like ours, while questions are asked."""
DATABASE = "plainsight_followed"
MIB = 1024


def measure() -> Iterator[Figure]:
    """Rate, losses and memory of the fan-out, latency of answers beside it, and the look-up of followers."""
    yield from asyncio.run(_fan_out())
    yield from asyncio.run(_beside_answers())
    yield from asyncio.run(_looked_up())


async def _fan_out() -> list[Figure]:
    throttle = Throttle(SCALE)
    async with _deployed(FOLLOWERS, SCALE, throttle) as (server, store, bot):
        memory: list[float] = []
        await published(store, dt.datetime.now(dt.UTC))
        while len(server.hub.arrived) < FOLLOWERS:
            await asyncio.sleep(0.5)
            memory.append(_memory(bot))
        arrived = sorted(server.hub.arrived.values())
        places = Counter(message["channel_id"] for message in server.hub.messages.by_id.values())
        rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) / SCALE
    half = memory[len(memory) // 3]
    return [
        Figure(f"messages a second to {FOLLOWERS:,} followers", rate, "/s", 0.95 * ALLOWED, least=True),
        Figure("followers not reached", FOLLOWERS - len(places), "", 0),
        Figure("messages too many", sum(places.values()) - len(places), "", 0),
        Figure("requests that Discord found too many", throttle.refused / FOLLOWERS * 100, "%", 1),
        Figure("memory grown after a third of them", max(memory) - half, "MiB", 5.0),
    ]


async def _beside_answers() -> list[Figure]:
    async with _deployed(ASKED_DURING, 1.0, Throttle()) as (server, store, _):
        for turn in range(WARM_UP):
            await _ask(server, turn)
        alone = [await _timed(server, turn) for turn in range(QUESTIONS)]
        await published(store, dt.datetime.now(dt.UTC))
        await server.hub.changes.until(lambda: bool(server.hub.arrived), "the first delivery", STARTS_WITHIN)
        beside = []
        while len(server.hub.arrived) < ASKED_DURING:
            beside.append(await _timed(server, len(beside)))
    at_rest, busy = percentile(alone, 0.99), percentile(beside, 0.99)
    return [
        Figure("/ask at rest, p99", at_rest, "ms"),
        Figure("/ask during the fan-out, p50", percentile(beside, 0.5), "ms"),
        Figure("/ask during the fan-out, p99", busy, "ms"),
        Figure("/ask during the fan-out over at rest, p99", busy / at_rest, "times", 1.5),
    ]


async def _looked_up() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        figures = [await look_up("sqlite", Store.in_folder(Path(folder)))]
    if address := os.environ.get(SETTING):
        server = Postgres(address)
        try:
            figures.append(await look_up("postgresql", Store.at(await server.create(DATABASE))))
        finally:
            await server.drop(DATABASE)
    return figures


async def look_up(name: str, store: Store) -> Figure:
    """How long it takes to find who follows one town, in a new database."""
    async with store:
        await upgrading.upgrade(store)
        people, now = People(b"k" * 32), dt.datetime.now(dt.UTC)
        await crowd(store, people, OF_NORWALK, now, NORWALK)
        await crowd(store, people, FOLLOWS - OF_NORWALK, now, DANBURY, first=OF_NORWALK + 1)
        times = []
        for _ in range(LOOKS):
            began = time.perf_counter()
            assert len(await follows.who(store, NORWALK)) == OF_NORWALK
            times.append((time.perf_counter() - began) * 1000)
    return Figure(f"who follows Norwalk, of {FOLLOWS:,} follows, {name}, p50", percentile(times, 0.5), "ms", 50)


@contextlib.asynccontextmanager
async def _deployed(followers: int, scale: float, throttle: Throttle) -> AsyncIterator[tuple[Server, Store, Process]]:
    """The bot in a process of its own, with so many followers of Norwalk to whom it has written before."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        async with Server(throttle=throttle) as server, Store.in_folder(folder) as store:
            await upgrading.upgrade(store)
            people = People(keys.own(folder))
            now = dt.datetime.now(dt.UTC)
            await crowd(store, people, followers, now, NORWALK, first=CROWD, open_already=CROWD_DIRECT - CROWD)
            command = server.redirected("tests.benchmarks.hasty_bot", str(scale))
            told = {**server.environment(), "PLAINSIGHT_DATA": str(folder)}
            errors = sys.stderr if os.environ.get("PLAINSIGHT_BENCHMARK_LOG") else DEVNULL
            bot = await asyncio.create_subprocess_exec(sys.executable, *command, env=told, stdout=errors, stderr=errors)
            try:
                await server.gateway.wait_live(within=STARTS_WITHIN)
                await server.hub.changes.until(lambda: bool(server.commands), "the commands", STARTS_WITHIN)
                yield server, store, bot
            finally:
                bot.terminate()
                await bot.wait()


async def _timed(server: Server, n: int) -> float:
    await asyncio.sleep(A_REST)
    return await _ask(server, n) * 1000


async def _ask(server: Server, n: int) -> float:
    return (await server.slash(ALICE, "ask", question=f"does {TOWNS[n % len(TOWNS)]} share with ICE?")).seconds


def _memory(process: Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / MIB
