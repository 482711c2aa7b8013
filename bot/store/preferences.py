"""The languages that people asked us to remember: a keyed hash of the account, a language, and when it was chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import delete, func, insert, select

from bot.store import tables
from bot.store.engine import Store

TABLE = tables.preferences
A_MOMENT = dt.timedelta(microseconds=1)


async def everything(store: Store) -> Mapping[str, str]:
    """Each remembered language, by the person's keyed hash; raises StoreError."""
    async with store.reading() as connection:
        rows = await connection.execute(select(TABLE.c.person, TABLE.c.language))
        return {row.person: row.language for row in rows}


async def state(store: Store) -> tuple[int, dt.datetime | None]:
    """What differs once anything has been remembered or forgotten: how many there are, and the newest; raises StoreError."""
    async with store.reading() as connection:
        row = (await connection.execute(select(func.count(), func.max(TABLE.c.changed_at)))).one()
        return row[0], row[1]


async def find(store: Store, person: str) -> str | None:
    """The language remembered of somebody; raises StoreError."""
    async with store.reading() as connection:
        found: str | None = await connection.scalar(select(TABLE.c.language).where(TABLE.c.person == person))
        return found


async def keep(store: Store, person: str, language: str, at: dt.datetime) -> None:
    """Remember a language in the place of the one before, as the newest of all; raises StoreError."""
    async with store.writing("preferences") as connection:
        newest: dt.datetime | None = await connection.scalar(select(func.max(TABLE.c.changed_at)))
        at = max(at, newest + A_MOMENT) if newest else at  # whatever the clocks of several processes say
        await connection.execute(delete(TABLE).where(TABLE.c.person == person))
        await connection.execute(insert(TABLE), {"person": person, "language": language, "changed_at": at})


async def forget(store: Store, person: str) -> bool:
    """Remember nothing of somebody; whether anything was. Raises StoreError."""
    async with store.writing("preferences") as connection:
        gone = await connection.execute(delete(TABLE).where(TABLE.c.person == person))
        return bool(gone.rowcount)
