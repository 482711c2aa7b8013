"""What each Discord server has set: who moderates, who organizes, where moderators are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from bot.store import audit, tables
from bot.store.engine import Store


@dataclass(frozen=True, slots=True)
class Server:
    """The settings of a server, by Discord's ids; None where nothing is set, and then nobody may."""

    id: int
    moderator_role: int | None = None
    organizer_role: int | None = None
    moderators_channel: int | None = None


async def find(store: Store, server: int) -> Server:
    """The settings of a server, empty where it has none; raises StoreError."""
    async with store.reading() as connection:
        row = (await connection.execute(select(tables.servers).where(tables.servers.c.server == server))).first()
    return Server(row.server, row.moderator_role, row.organizer_role, row.moderators_channel) if row else Server(server)


async def everyone(store: Store) -> tuple[Server, ...]:
    """The settings of every server that has any; raises StoreError."""
    async with store.reading() as connection:
        rows = await connection.execute(select(tables.servers).order_by(tables.servers.c.server))
        return tuple(Server(row.server, row.moderator_role, row.organizer_role, row.moderators_channel) for row in rows)


async def keep(store: Store, server: Server, at: dt.datetime, entry: audit.Entry | None = None) -> None:
    """Keep the settings of a server in place of what it had, with their line of the audit; raises StoreError."""
    row = {
        "server": server.id,
        "moderator_role": server.moderator_role,
        "organizer_role": server.organizer_role,
        "moderators_channel": server.moderators_channel,
        "changed_at": at,
    }
    async with store.writing() as connection:
        await connection.execute(delete(tables.servers).where(tables.servers.c.server == server.id))
        await connection.execute(insert(tables.servers), row)
        if entry:
            await audit.write(connection, entry)


async def forget(store: Store, server: int) -> None:
    """Keep nothing of a server, such as one that the bot has left; raises StoreError."""
    async with store.writing() as connection:
        await connection.execute(delete(tables.servers).where(tables.servers.c.server == server))
