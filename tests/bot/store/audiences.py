"""People who follow, channels that are fed, and updates to be told to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import insert

from bot.people import People
from bot.store import feeds, follows, tables, updates
from bot.store.engine import Store
from bot.store.feeds import Feed
from bot.store.follows import Follower, Newcomer, Pace
from bot.store.updates import Draft, Update, Wording

NORWALK, DANBURY, UNION = 103, 34, 145
SERVER, OTHER_SERVER = 1_100_000_000_000_000_100, 1_100_000_000_000_000_150
CHANNEL, OTHER_CHANNEL = 1_100_000_000_000_000_102, 1_100_000_000_000_000_151
ORGANIZER, SECOND = "m-00000000000000000001", "m-00000000000000000002"


def newcomer(people: People, user_id: int, language: str = "en") -> Newcomer:
    """Somebody who begins to follow."""
    return Newcomer(person=people.name(user_id), sealed=people.seal(user_id), language=language, time_zone="America/New_York")


async def following(
    store: Store, people: People, user_id: int, at: dt.datetime, towns: Iterable[int] = (NORWALK,), language: str = "en"
) -> Follower:
    """Somebody who follows these towns."""
    found = [await follows.follow(store, newcomer(people, user_id, language), town, at) for town in towns]
    return found[-1]


async def fed(store: Store, at: dt.datetime, channel: int = CHANNEL, towns: tuple[int, ...] = (), server: int = SERVER) -> Feed:
    """A channel that gets updates."""
    feed = Feed(channel, server, towns, ORGANIZER, at)
    await feeds.add(store, feed)
    return feed


def draft(at: dt.datetime, towns: tuple[int, ...] = (NORWALK,), headline: str = "A hearing", server: int = SERVER) -> Draft:
    """An update to be written."""
    wording = Wording(headline=headline, text="The council meets.", towns=towns)
    return Draft(server=server, server_name="Neighbours", by=ORGANIZER, at=at, wording=wording)


async def published(
    store: Store, at: dt.datetime, towns: tuple[int, ...] = (NORWALK,), *, trusted: bool = True, server: int = SERVER
) -> Update:
    """An update that was published at that moment."""
    made = await updates.add(store, draft(at, towns, server=server))
    return await updates.publish(store, made.n, ORGANIZER, at, trusted=trusted)


async def crowd(
    store: Store, people: People, count: int, at: dt.datetime, town: int = NORWALK, first: int = 1, *, open_already: int = 0
) -> None:
    """So many followers of a town, written at once; `open_already` is added to an id for a channel that is open already."""
    numbers = range(first, first + count)
    rows = [
        {
            "person": people.name(n),
            "sealed": people.seal(n),
            "direct": people.seal(n + open_already) if open_already else None,
            "language": ("en", "es", "pt", "ht")[n % 4],
            "pace": Pace.AT_ONCE.value,
            "time_zone": "America/New_York",
            "agreed_at": at,
            "renewed_at": at,
            "lapses_at": at + follows.LIFE,
            "told_at": at,
        }
        for n in numbers
    ]
    async with store.writing() as connection:
        await connection.execute(insert(tables.followers), rows)
        await connection.execute(insert(tables.follows), [{"person": row["person"], "town": town, "at": at} for row in rows])
