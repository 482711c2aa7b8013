"""Who did what to which version, and when. Of a question nothing can be kept: no field takes free text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.engine import Store

TOKEN = re.compile(r"[A-Za-z0-9_.:/=+-]{1,200}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the moment, a keyed hash of who, what they did, and to which record or version.

    Raises ValueError where a field holds more than a token, such as words with a space between them.
    """

    at: dt.datetime
    actor: str
    action: str
    subject: str | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        for field in (self.actor, self.action, self.subject, self.version):
            if field is not None and not TOKEN.fullmatch(field):
                raise ValueError("the audit takes ids and hashes alone, without spaces")


async def record(store: Store, entry: Entry) -> None:
    """Keep one line; raises StoreError."""
    async with store.writing() as connection:
        await write(connection, entry)


async def write(connection: AsyncConnection, entry: Entry) -> None:
    """Keep one line in the transaction of what it tells of."""
    row = {
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "version": entry.version,
    }
    await connection.execute(insert(tables.audit), row)


async def once(store: Store, entry: Entry) -> bool:
    """Keep a line unless there is one of the same action, subject and version; whether there was none. Raises StoreError.

    So that of several processes one alone tells people what happened, and once.
    """
    table = tables.audit.c
    same = (table.action == entry.action, table.subject == entry.subject, table.version == entry.version)
    async with store.writing("audit") as connection:
        if await connection.scalar(select(table.n).where(*same).limit(1)) is not None:
            return False
        await write(connection, entry)
        return True


async def recent(store: Store, most: int, *, skip: int = 0) -> tuple[Entry, ...]:
    """The last lines, the newest first, without the `skip` newest; raises StoreError."""
    async with store.reading() as connection:
        rows = await connection.execute(select(tables.audit).order_by(tables.audit.c.n.desc()).limit(most).offset(skip))
        return tuple(Entry(row.at, row.actor, row.action, row.subject, row.version) for row in rows)
