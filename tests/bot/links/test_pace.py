from __future__ import annotations

import asyncio
import itertools

import pytest

from bot.links.pace import LONGEST_PAUSE, Pace
from tests.bot.links.sites import Clock


class Watched:
    """Turns taken, with the moment of each and how many there were at once."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self.pace = pace
        self.clock = clock
        self.starts: list[tuple[str, float]] = []
        self.here: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.most_of_all = 0

    async def ask(self, host: str) -> None:
        async with self.pace.turn(host):
            self.starts.append((host, self.clock.now()))
            self.here[host] = self.here.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.here[host])
            self.most_of_all = max(self.most_of_all, sum(self.here.values()))
            for _ in range(5):
                await asyncio.sleep(0)
            self.here[host] -= 1

    def starts_of(self, host: str) -> list[float]:
        return [start for name, start in self.starts if name == host]


@pytest.fixture
def watched(clock: Clock) -> Watched:
    return Watched(Pace(at_once=3, per_host=2, pause=1, now=clock.now, sleep=clock.sleep), clock)


async def test_no_host_is_asked_more_than_twice_at_once(clock: Clock) -> None:
    watched = Watched(Pace(at_once=9, per_host=2, pause=0, now=clock.now, sleep=clock.sleep), clock)
    await asyncio.gather(*(watched.ask("one") for _ in range(6)))
    assert watched.most == {"one": 2}


async def test_no_more_are_asked_at_once_than_are_allowed(clock: Clock) -> None:
    watched = Watched(Pace(at_once=3, per_host=2, pause=0, now=clock.now, sleep=clock.sleep), clock)
    await asyncio.gather(*(watched.ask(host) for host in ("one", "two", "three", "four") for _ in range(2)))
    assert watched.most_of_all == 3


async def test_between_two_questions_to_a_host_there_is_a_pause(watched: Watched) -> None:
    await asyncio.gather(*(watched.ask("one") for _ in range(4)))
    starts = watched.starts_of("one")
    assert len(starts) == 4
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(starts))


async def test_hosts_do_not_wait_for_each_other(watched: Watched) -> None:
    await watched.ask("one")
    await watched.ask("two")
    assert watched.clock.waits == []


async def test_a_host_that_is_held_is_left_alone_for_so_long(watched: Watched) -> None:
    watched.pace.hold("one", 30)
    watched.pace.hold("one", 10)
    await watched.ask("two")
    assert watched.clock.now() == 0
    await watched.ask("one")
    assert watched.starts_of("one") == [30]


async def test_a_host_that_is_held_while_somebody_waits_for_it_is_left_alone_too(watched: Watched) -> None:
    await watched.ask("one")
    waiting = asyncio.create_task(watched.ask("one"))
    await asyncio.sleep(0)
    watched.pace.hold("one", 50)
    await waiting
    assert watched.starts_of("one")[1] >= 50


@pytest.mark.parametrize(("asked_for", "kept"), [(7, 7), (0.1, 1), (3600, LONGEST_PAUSE)])
async def test_a_host_can_ask_for_a_longer_pause(watched: Watched, asked_for: float, kept: float) -> None:
    watched.pace.slow("one", asked_for)
    await watched.ask("one")
    await watched.ask("one")
    assert watched.starts_of("one") == [0, kept]


async def test_a_turn_that_fails_is_given_back(watched: Watched) -> None:
    for _ in range(5):
        with pytest.raises(ValueError, match="on the way"):
            async with watched.pace.turn("one"):
                raise ValueError("on the way")
    await watched.ask("one")
    assert len(watched.starts) == 1
