"""What each Discord server has set: who moderates, who organizes, where moderators are told, which language it speaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.store import audit, outbox, tables
from bot.store.engine import Store


@dataclass(frozen=True, slots=True)
class Server:
    """The settings of a server, by Discord's ids; None where nothing is set, and then nobody may.

    `trusted` tells whether the moderators of the record let its organizers' updates reach people and other servers.
    """

    id: int
    moderator_role: int | None = None
    organizer_role: int | None = None
    moderators_channel: int | None = None
    language: str | None = None
    time_zone: str | None = None
    trusted: bool = False


async def find(store: Store, server: int) -> Server:
    """The settings of a server, empty where it has none; raises StoreError."""
    async with store.reading() as connection:
        row = (await connection.execute(select(tables.servers).where(tables.servers.c.server == server))).first()
    return _server(row) if row else Server(server)


async def everyone(store: Store) -> tuple[Server, ...]:
    """The settings of every server that has any; raises StoreError."""
    async with store.reading() as connection:
        rows = await connection.execute(select(tables.servers).order_by(tables.servers.c.server))
        return tuple(map(_server, rows))


async def languages(store: Store) -> Mapping[int, str]:
    """The language of every server that has set one; raises StoreError."""
    chosen = select(tables.servers.c.server, tables.servers.c.language).where(tables.servers.c.language.is_not(None))
    async with store.reading() as connection:
        return {row.server: row.language for row in await connection.execute(chosen)}


async def keep(store: Store, server: Server, at: dt.datetime, entry: audit.Entry | None = None) -> None:
    """Keep the settings of a server in place of what it had, trust apart, with their line of the audit; raises StoreError."""
    row = {
        "server": server.id,
        "moderator_role": server.moderator_role,
        "organizer_role": server.organizer_role,
        "moderators_channel": server.moderators_channel,
        "language": server.language,
        "time_zone": server.time_zone,
        "changed_at": at,
    }
    async with store.writing("servers") as connection:
        changed = await connection.execute(update(tables.servers).where(tables.servers.c.server == server.id).values(row))
        if not changed.rowcount:
            await connection.execute(insert(tables.servers), row)
        if entry:
            await audit.write(connection, entry)


async def trusted(store: Store, home: int | None) -> frozenset[int]:
    """The servers with settings whose updates reach people and others: the home and those trusted; raises StoreError."""
    return frozenset(server.id for server in await everyone(store) if server.trusted or server.id == home)


async def trust(store: Store, server: int, entry: audit.Entry, *, trusted: bool) -> None:
    """Let a server's updates reach people and other servers, or no longer, what still waits included; with its line of the audit.

    Raises StoreError.
    """
    async with store.writing(outbox.TURN) as connection:
        row = {"server": server, "trusted": trusted, "changed_at": entry.at}
        changed = await connection.execute(update(tables.servers).where(tables.servers.c.server == server).values(row))
        if not changed.rowcount:
            await connection.execute(insert(tables.servers), row)
        if not trusted:
            await outbox.keep_home(connection, server)
        await audit.write(connection, entry)


async def forget(store: Store, server: int) -> None:
    """Keep nothing of a server, such as one that the bot has left, and tell nobody else what it had to say; raises StoreError."""
    async with store.writing(outbox.TURN) as connection:
        await outbox.keep_home(connection, server)
        await connection.execute(delete(tables.servers).where(tables.servers.c.server == server))


def _server(row: Row[Any]) -> Server:
    return Server(
        row.server,
        row.moderator_role,
        row.organizer_role,
        row.moderators_channel,
        row.language,
        row.time_zone,
        row.trusted,
    )
