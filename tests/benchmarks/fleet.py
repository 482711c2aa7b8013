"""Three processes on PostgreSQL that deliver one update, and one of them is killed in the middle."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.people import People
from bot.store import postgres, upgrading
from bot.store.engine import Store
from tests.bot.store.audiences import NORWALK, crowd, published
from tests.discord_server.server import Server
from tests.discord_server.throttle import Throttle
from tests.discord_server.world import CROWD, CROWD_DIRECT

PROCESSES = 3
KEY = "k" * 32
STARTS_WITHIN = 60.0
SETTLES_WITHIN = 1.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many were not reached, how many messages were too many, how many came before the kill, and how long it all took."""

    lost: int
    twice: int
    before_the_kill: int
    seconds: float


async def deliver(address: str, followers: int, scale: float, within: float) -> Delivered:
    """Publish to so many followers, kill a process when a third has been reached, and wait for the rest."""
    async with Server(shards=PROCESSES, throttle=Throttle(scale)) as server, Store.at(address) as store:
        await upgrading.upgrade(store)
        people, now = People(KEY.encode()), dt.datetime.now(dt.UTC)
        await crowd(store, people, followers, now, NORWALK, first=CROWD, open_already=CROWD_DIRECT - CROWD)
        async with store.writing() as connection:
            await postgres.take_stock(connection)
        async with _running(server, address, scale) as processes:
            await published(store, dt.datetime.now(dt.UTC))
            began = asyncio.get_running_loop().time()
            await _reached(server, followers // 3, within)
            processes[1].kill()
            before = len(server.hub.arrived)
            await _reached(server, followers, within)
            seconds = asyncio.get_running_loop().time() - began
            await asyncio.sleep(SETTLES_WITHIN)  # what comes twice comes late
        places = Counter(message["channel_id"] for message in server.hub.messages.by_id.values())
        return Delivered(followers - len(places), sum(places.values()) - len(places), before, seconds)


@contextlib.asynccontextmanager
async def _running(server: Server, address: str, scale: float) -> AsyncIterator[list[Process]]:
    log = sys.stderr if os.environ.get("PLAINSIGHT_BENCHMARK_LOG") else DEVNULL
    command = server.redirected("tests.benchmarks.hasty_bot", str(scale))
    shared = {"DATABASE_URL": address, "PLAINSIGHT_KEY": KEY, "SHARD_COUNT": str(PROCESSES)}
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, *command, env={**server.environment(), **shared, "SHARD_IDS": str(n)}, stdout=log, stderr=log
        )
        for n in range(PROCESSES)
    ]
    try:
        await server.gateway.wait_live(PROCESSES, within=STARTS_WITHIN)
        yield processes
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _reached(server: Server, followers: int, within: float) -> None:
    await server.hub.changes.until(lambda: len(server.hub.arrived) >= followers, f"{followers} followers", within)
