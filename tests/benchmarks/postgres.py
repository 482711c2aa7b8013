"""On PostgreSQL: three processes deliver to ten thousand followers, one is killed on the way; and who follows Norwalk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from bot.store.engine import Store
from tests.benchmarks import fleet
from tests.benchmarks.delivering import look_up
from tests.benchmarks.figures import Figure
from tests.postgres.server import Cluster

FOLLOWERS = 10_000
SCALE = 8.0
WITHIN = 1_200.0


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
    return await look_up("postgresql", Store.at(await cluster.create("follows")))
