"""Every way in which a send can fail, and what is done about it: one table."""

from __future__ import annotations

import asyncio
import datetime as dt

import aiohttp
import pytest

from bot.delivery.policy import LONG, Action, LateError, RefusedError, UnreadableError, Verdict, judge
from bot.store import follows
from bot.store.engine import Store
from tests.bot.delivery.virtual import START, Accident, post, states
from tests.bot.store.audiences import following, published

UNREACHABLE = aiohttp.ClientConnectorError(
    aiohttp.client_reqrep.ConnectionKey("h", 1, True, True, None, None, None), OSError(111, "no")
)
PERSON = 11

TABLE = [
    # Discord's limits: the time that it asks for, for this place or for all
    (RefusedError(429, 0, 3.5), Verdict(Action.WAIT, "429", 3.5)),
    (RefusedError(429, 0, 0.8, everywhere=True), Verdict(Action.WAIT, "429", 0.8, everywhere=True)),
    (RefusedError(429, None, 30.0), Verdict(Action.WAIT, "turned_away", LONG, everywhere=True)),
    (RefusedError(403, None), Verdict(Action.WAIT, "turned_away", LONG, everywhere=True)),
    (RefusedError(403, 40003), Verdict(Action.WAIT, "40003", LONG, everywhere=True)),
    (RefusedError(403, 20026), Verdict(Action.WAIT, "20026", LONG, everywhere=True)),
    # given back at once, and surely not sent
    (LateError(), Verdict(Action.WAIT, "late")),
    # nobody knows whether it arrived
    *(
        (RefusedError(status, None), Verdict(Action.AGAIN, str(status), arrived=None))
        for status in (500, 501, 502, 503, 504, 524)
    ),
    (ConnectionResetError(104, "reset"), Verdict(Action.AGAIN, "connection_lost", arrived=None)),
    (aiohttp.ServerDisconnectedError(), Verdict(Action.AGAIN, "connection_lost", arrived=None)),
    (aiohttp.ClientPayloadError(), Verdict(Action.AGAIN, "connection_lost", arrived=None)),
    (TimeoutError(), Verdict(Action.AGAIN, "timeout", arrived=None)),
    (aiohttp.ServerTimeoutError(), Verdict(Action.AGAIN, "timeout", arrived=None)),
    (UNREACHABLE, Verdict(Action.AGAIN, "unreachable")),
    # never
    (RefusedError(403, 50007), Verdict(Action.PARK, "50007", stops=True)),
    (RefusedError(403, 50001), Verdict(Action.PARK, "50001", stops=True)),
    (RefusedError(403, 50013), Verdict(Action.PARK, "50013", stops=True)),
    (RefusedError(404, 10003), Verdict(Action.PARK, "10003", stops=True)),
    (RefusedError(404, 10013), Verdict(Action.PARK, "10013", stops=True)),
    (RefusedError(404, 0), Verdict(Action.PARK, "404", stops=True)),
    (RefusedError(404, 10008), Verdict(Action.PARK, "10008")),
    (RefusedError(400, 50035), Verdict(Action.PARK, "50035")),
    (RefusedError(400, 0), Verdict(Action.PARK, "400")),
    (UnreadableError(), Verdict(Action.PARK, "unreadable")),
    # nothing at all
    (RefusedError(401, 0), Verdict(Action.STOP, "401")),
    # ours
    (KeyError("x"), Verdict(Action.AGAIN, "mistake", arrived=None)),
]
IDS = [f"{type(error).__name__}-{getattr(error, 'status', '')}-{getattr(error, 'code', '')}" for error, _ in TABLE]


@pytest.mark.parametrize(("error", "expected"), TABLE, ids=IDS)
def test_each_failure_has_its_action(error: BaseException, expected: Verdict) -> None:
    assert judge(error) == expected


@pytest.mark.parametrize(
    ("error", "left", "paused"),
    [
        (RefusedError(429, 0, 7.0), {"waiting": 1}, None),
        (RefusedError(503, None), {"waiting": 1}, None),
        (ConnectionResetError(104, "reset"), {"waiting": 1}, None),
        (TimeoutError(), {"waiting": 1}, None),
        (RefusedError(403, 50007), {"parked: 50007": 1}, "50007"),
        (RefusedError(404, 10013), {"parked: 10013": 1}, "10013"),
        (RefusedError(400, 50035), {"parked: 50035": 1}, None),
        (RefusedError(401, 0), {"waiting": 1}, None),
    ],
    ids=str,
)
async def test_a_failure_leaves_the_delivery_and_the_follower_as_the_table_says(
    store: Store, error: BaseException, left: dict[str, int], paused: str | None
) -> None:
    office = post(store)
    await following(store, office.people, PERSON, START)
    await published(store, START)
    office.discord.accident = lambda verb, _: Accident(error) if verb == "post" else None
    await office.turn()
    kept = await follows.of(store, office.people.name(PERSON))
    assert await states(store) == left
    assert kept
    assert kept.paused == paused


@pytest.mark.parametrize("seconds", [0.5, 7.0, 120.0])
async def test_a_limit_is_waited_for_as_long_as_discord_says(store: Store, seconds: float) -> None:
    office = post(store)
    await following(store, office.people, PERSON, START)
    await published(store, START)
    office.discord.accident = lambda verb, _: (
        Accident(RefusedError(429, 0, seconds)) if verb == "post" and len(office.discord.requests) == 2 else None
    )
    await office.work()
    times = [at for at, verb, _ in office.discord.requests if verb == "post"]
    assert dt.timedelta() <= times[1] - times[0] - dt.timedelta(seconds=seconds) < dt.timedelta(seconds=0.1)


async def test_what_goes_wrong_with_one_does_not_hold_up_the_rest(store: Store) -> None:
    office = post(store)
    for person in range(PERSON, PERSON + 8):
        await following(store, office.people, person, START)
    await published(store, START)
    office.discord.accident = lambda verb, channel: Accident(KeyError("ours")) if verb == "open" and channel == PERSON else None
    await office.turn()
    assert await states(store) == {"sent": 7, "waiting": 1}


async def test_a_cancelled_send_stays_claimed_for_whoever_comes_next(store: Store) -> None:
    office = post(store)
    await following(store, office.people, PERSON, START)
    await published(store, START)
    office.discord.accident = lambda _verb, _channel: Accident(asyncio.CancelledError())
    await office.turn()
    assert await states(store) == {"claimed": 1}
