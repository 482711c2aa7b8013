"""Which key the database was sealed with: what the key in use makes of a known word, and so nothing about the key."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.engine import Store

TABLE = tables.seals
NAME = "people"
KNOWN = 0
"""An id that is nobody's."""


class Names(Protocol):
    """Makes keyed names, as `bot.people.People` does."""

    def name(self, user_id: int) -> str:
        """The keyed name of somebody."""


async def fits(store: Store, names: Names, now: dt.datetime) -> bool:
    """Whether this is the key that the database was sealed with; the first key that asks is. Raises StoreError."""
    async with store.writing("seals") as connection:
        mark = await marked(connection)
        if mark is None:
            await mark_with(connection, names, now)
        return mark in (None, names.name(KNOWN))


async def marked(connection: AsyncConnection) -> str | None:
    """The mark of the key in use; None before the first."""
    found: str | None = await connection.scalar(select(TABLE.c.mark).where(TABLE.c.name == NAME))
    return found


async def mark_with(connection: AsyncConnection, names: Names, now: dt.datetime) -> None:
    """Note that this key is the one in use."""
    await connection.execute(delete(TABLE).where(TABLE.c.name == NAME))
    await connection.execute(insert(TABLE), {"name": NAME, "mark": names.name(KNOWN), "since": now})
