"""Turns come evenly, as many as Discord allows; what answers send comes off, and nobody goes while all are held."""

from __future__ import annotations

import asyncio
import datetime as dt

from bot.delivery.pace import Pace
from bot.delivery.storm import FIRST, IN_A_ROW, LONGEST, Storm, backoff
from tests.bot.delivery.virtual import A_SECOND, START, VirtualClock


async def _turns(pace: Pace, clock: VirtualClock, count: int) -> list[float]:
    taken = []
    for _ in range(count):
        await pace.turn()
        taken.append((clock.now() - START).total_seconds())
    return taken


async def test_no_second_holds_more_turns_than_allowed() -> None:
    clock = VirtualClock()
    taken = await _turns(Pace(clock, 48), clock, 480)
    assert max(sum(at <= other < at + 0.999 for other in taken) for at in taken) <= 48
    assert 9 <= taken[-1] <= 10


async def test_turns_that_are_asked_for_at_once_are_given_one_after_the_other() -> None:
    clock = VirtualClock()
    pace = Pace(clock, 10)
    await asyncio.gather(*(pace.turn() for _ in range(20)))
    assert clock.now() - START >= 1.5 * A_SECOND


async def test_a_share_of_what_is_allowed_is_kept_to_as_well() -> None:
    clock = VirtualClock()
    taken = await _turns(Pace(clock, 2.5), clock, 26)
    assert 9 <= taken[-1] <= 11


async def test_a_moment_of_rest_is_made_up_for_and_an_hour_is_not() -> None:
    clock = VirtualClock()
    pace = Pace(clock, 10)
    await _turns(pace, clock, 30)
    clock.moment += 0.5 * A_SECOND
    assert (await _turns(pace, clock, 20))[-1] <= 5.2
    clock.moment += dt.timedelta(hours=1)
    taken = await _turns(pace, clock, 30)
    assert taken[-1] - taken[0] >= 2.5


async def test_what_answers_send_comes_off() -> None:
    clock, sent = VirtualClock(), [0]
    pace = Pace(clock, 10, lambda: sent[0])
    await _turns(pace, clock, 5)
    before = clock.now()
    sent[0] += 10
    await pace.turn()
    assert clock.now() - before >= 0.8 * A_SECOND


class Stepped(VirtualClock):
    """A clock that goes on when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self._stepped = asyncio.Event()

    async def until(self, moment: dt.datetime) -> None:
        """Wait for the test."""
        while self.moment < moment:
            await self._stepped.wait()

    async def step(self, moment: dt.datetime) -> None:
        """Go on to a moment, and let everybody see it."""
        self.moment = moment
        self._stepped.set()
        self._stepped.clear()
        for _ in range(5):
            await asyncio.sleep(0)


async def test_while_all_are_held_nobody_goes_not_even_who_waits_already_and_then_they_go_in_turn() -> None:
    clock, gone = Stepped(), []
    pace = Pace(clock, 10)

    async def go() -> None:
        await pace.turn()
        gone.append((clock.now() - START).total_seconds())

    going = [asyncio.create_task(go()) for _ in range(20)]
    for step in range(700):
        if step == 3:
            for _ in range(3):  # every request that was under way is told
                pace.hold(START + 60 * A_SECOND)
        await clock.step(START + step / 10 * A_SECOND)
    await asyncio.gather(*going)
    assert len([at for at in gone if at < 1]) <= 4
    late = [at for at in gone if at >= 1]
    assert late[0] >= 59.9
    assert late[-1] - late[0] >= 1.4


def test_each_failure_doubles_the_wait_up_to_a_limit_and_half_of_it_is_left_to_chance() -> None:
    waits = [backoff(times, lambda: 0.0).total_seconds() for times in range(1, 20)]
    assert waits[:4] == [FIRST, 2 * FIRST, 4 * FIRST, 8 * FIRST]
    assert max(waits) == LONGEST
    assert backoff(3, lambda: 1.0) * 2 == backoff(3, lambda: 0.0)


def test_a_few_failures_in_a_row_are_a_storm_and_an_answer_ends_it() -> None:
    storm = Storm(lambda: 0.0)
    for _ in range(IN_A_ROW - 1):
        storm.worsened(START)
    assert not storm.raging
    assert storm.until(START) is None
    storm.worsened(START)
    assert storm.raging
    assert storm.until(START) == START + FIRST * A_SECOND
    storm.calmed()
    assert not storm.raging
