"""Three processes on PostgreSQL deliver one update, one is killed on the way: nobody is left out, nobody is told twice."""

from __future__ import annotations

from tests.benchmarks import fleet
from tests.report import report

FOLLOWERS = 240
SCALE = 60.0
"""The clock of deliveries runs so fast that what a dead process held returns within seconds."""
WITHIN = 120.0


async def test_what_a_killed_process_had_begun_the_others_finish(address: str) -> None:
    done = await fleet.deliver(address, FOLLOWERS, SCALE, WITHIN)
    report(f"{FOLLOWERS} followers, {fleet.PROCESSES} processes, one killed: {done.lost} lost, {done.twice} twice")
    assert (done.lost, done.twice) == (0, 0)
