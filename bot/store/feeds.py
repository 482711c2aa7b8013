"""The channels that get updates: of some towns, or of all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, insert, select

from bot.store import audit, outbox, tables
from bot.store.engine import Store

TABLE = tables.feeds
TOWNS = tables.feed_towns


@dataclass(frozen=True, slots=True)
class Feed:
    """A channel and its towns by number, () for all; `by` is a keyed name, `language` None for the server's own.

    `trouble` tells why the last message could not be posted there.
    """

    channel: int
    server: int
    towns: tuple[int, ...]
    by: str
    at: dt.datetime
    language: str | None = None
    trouble: str | None = None


async def add(store: Store, feed: Feed, entry: audit.Entry | None = None) -> None:
    """Keep a feed in the place of what the channel had, with its line of the audit; raises StoreError."""
    row = {
        "channel": feed.channel,
        "server": feed.server,
        "everywhere": not feed.towns,
        "language": feed.language,
        "by": feed.by,
        "at": feed.at,
        "trouble": feed.trouble,
    }
    async with store.writing("feeds") as connection:
        await connection.execute(delete(TABLE).where(TABLE.c.channel == feed.channel))
        await connection.execute(insert(TABLE), row)
        towns = [{"channel": feed.channel, "town": town} for town in sorted(set(feed.towns))]
        if towns:
            await connection.execute(insert(TOWNS), towns)
        if entry:
            await audit.write(connection, entry)


async def find(store: Store, channel: int) -> Feed | None:
    """The feed of a channel; raises StoreError."""
    found = await _all(store, select(TABLE).where(TABLE.c.channel == channel))
    return found[0] if found else None


async def of_server(store: Store, server: int) -> tuple[Feed, ...]:
    """A server's feeds, by channel; raises StoreError."""
    return await _all(store, select(TABLE).where(TABLE.c.server == server).order_by(TABLE.c.channel))


async def servers(store: Store) -> frozenset[int]:
    """The servers that have feeds; raises StoreError."""
    async with store.reading() as connection:
        return frozenset(await connection.scalars(select(TABLE.c.server).distinct()))


async def remove(store: Store, channel: int, entry: audit.Entry | None = None) -> bool:
    """Post nothing more in a channel, what waits for it included; whether it was a feed. Raises StoreError."""
    async with store.writing("feeds") as connection:
        gone = await connection.execute(delete(TABLE).where(TABLE.c.channel == channel))
        await outbox.drop(connection, str(channel), outbox.Reason.UNFOLLOWED)
        if entry and gone.rowcount:
            await audit.write(connection, entry)
        return bool(gone.rowcount)


async def forget_server(store: Store, server: int) -> None:
    """Post nothing more in any channel of a server, such as one that the bot has left; raises StoreError."""
    for feed in await of_server(store, server):
        await remove(store, feed.channel)


async def _all(store: Store, wanted: Select[Any]) -> tuple[Feed, ...]:
    async with store.reading() as connection:
        rows = (await connection.execute(wanted)).all()
        channels = wanted.with_only_columns(TABLE.c.channel).subquery()
        pairs = select(TOWNS).join(channels, channels.c.channel == TOWNS.c.channel).order_by(TOWNS.c.channel, TOWNS.c.town)
        towns: dict[int, list[int]] = {}
        for channel, town in await connection.execute(pairs):
            towns.setdefault(channel, []).append(town)
    return tuple(
        Feed(row.channel, row.server, tuple(towns.get(row.channel, ())), row.by, row.at, row.language, row.trouble)
        for row in rows
    )
