"""Several processes claim from one outbox on PostgreSQL: each delivery is one's alone, and whoever dies gives back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.people import People
from bot.store import claims, outbox, updates
from bot.store.claims import LEASE, Sent
from bot.store.engine import Store
from tests.bot.store.audiences import NORWALK, ORGANIZER, crowd, draft, published
from tests.bot.store.databases import on_postgresql
from tests.bot.store.orders import MOMENT
from tests.postgres.server import Server

FOLLOWERS = 120
WORKERS = ("one", "two", "three")


@pytest.fixture
async def stores(store: Store, postgres: Server) -> AsyncIterator[list[Store]]:
    """The same database in as many processes, as far as they can tell, with an update to be delivered."""
    await crowd(store, People(b"k" * 32), FOLLOWERS, MOMENT, NORWALK)
    await published(store, MOMENT)
    address = postgres.address(store.place.rpartition("/")[2])
    made = [Store.at(address) for _ in WORKERS]
    yield made
    for each in made:
        await each.close()


async def _work(store: Store, me: str, now: dt.datetime, sent: list[int]) -> None:
    while taken := await claims.claim(store, me, now, 7):
        await claims.settle(store, me, [Sent(each.n, each.n, each.revision, now) for each in taken])
        sent += [each.n for each in taken]


@on_postgresql
async def test_no_delivery_is_claimed_by_two(stores: list[Store]) -> None:
    sent: list[int] = []
    await asyncio.gather(*(_work(each, me, MOMENT, sent) for each, me in zip(stores, WORKERS, strict=True)))
    assert sorted(sent) == sorted(set(sent))
    assert len(sent) == FOLLOWERS


@on_postgresql
async def test_what_somebody_holds_the_others_leave_and_take_when_its_time_is_over(stores: list[Store]) -> None:
    one, two, _ = stores
    held = {each.n for each in await claims.claim(one, "one", MOMENT, 50)}
    others = {each.n for each in await claims.claim(two, "two", MOMENT, FOLLOWERS)}
    assert (len(held), len(others), held & others) == (50, FOLLOWERS - 50, set())
    later = MOMENT + LEASE + dt.timedelta(seconds=1)
    await claims.settle(two, "two", [Sent(n, n, 1, MOMENT) for n in others])
    assert {each.n for each in await claims.claim(two, "two", later, FOLLOWERS)} == held
    await claims.settle(one, "one", [Sent(n, n, 1, later) for n in held])  # too late: they are the other's now
    assert (await outbox.progress(two, 1)).delivered == len(others)


@on_postgresql
async def test_an_update_is_edited_while_it_is_delivered_and_nobody_is_in_the_way(stores: list[Store]) -> None:
    sent: list[int] = []
    workers = [_work(each, me, MOMENT, sent) for each, me in zip(stores, WORKERS, strict=True)]

    async def edit() -> None:
        for number in range(4):
            wording = draft(MOMENT, headline=f"A hearing, {number}").wording
            await updates.change(stores[0], 1, wording, ORGANIZER, MOMENT)
            await asyncio.sleep(0.02)

    await asyncio.gather(edit(), *workers)
    await _work(stores[0], "one", MOMENT, sent)
    assert (await outbox.progress(stores[0], 1)).delivered == FOLLOWERS
