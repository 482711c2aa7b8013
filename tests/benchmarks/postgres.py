"""On PostgreSQL: three processes deliver to ten thousand followers, one is killed on the way; and who follows Norwalk."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Iterator

from bot.people import People
from bot.store import follows, upgrading
from bot.store.engine import Store
from tests.benchmarks import fleet
from tests.benchmarks.figures import Figure, percentile
from tests.bot.store.audiences import DANBURY, NORWALK, crowd
from tests.postgres.server import Cluster

FOLLOWERS = 10_000
SCALE = 8.0
WITHIN = 1_200.0
FOLLOWS, OF_NORWALK = 100_000, 10_000
LOOKS = 50


def measure() -> Iterator[Figure]:
    """Losses where a process is killed, and the look-up of followers."""
    with Cluster(durable=True) as cluster:
        yield from asyncio.run(_delivered(cluster))
        yield asyncio.run(_looked_up(cluster))


async def _delivered(cluster: Cluster) -> list[Figure]:
    done = await fleet.deliver(await cluster.create("fleet"), FOLLOWERS, SCALE, WITHIN)
    told = f"of {FOLLOWERS:,}, {fleet.PROCESSES} processes, one killed after {done.before_the_kill:,}"
    return [
        Figure(f"followers not reached {told}", done.lost, "", 0),
        Figure(f"messages too many {told}", done.twice, "", 0),
        Figure(f"until all were reached, by a clock that runs {SCALE:g} times as fast", done.seconds, "s"),
    ]


async def _looked_up(cluster: Cluster) -> Figure:
    async with Store.at(await cluster.create("follows")) as store:
        await upgrading.upgrade(store)
        people, now = People(b"k" * 32), dt.datetime.now(dt.UTC)
        await crowd(store, people, OF_NORWALK, now, NORWALK)
        await crowd(store, people, FOLLOWS - OF_NORWALK, now, DANBURY, first=OF_NORWALK + 1)
        times = []
        for _ in range(LOOKS):
            began = time.perf_counter()
            assert len(await follows.who(store, NORWALK)) == OF_NORWALK
            times.append((time.perf_counter() - began) * 1000)
    return Figure(f"who follows Norwalk, of {FOLLOWS:,} follows, postgresql, p50", percentile(times, 0.5), "ms", 50)
