"""The attempts to refresh the record, and what came of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import insert, select

from bot.store import tables
from bot.store.engine import Store


class Outcome(StrEnum):
    """What came of a refresh."""

    STAGED = "staged"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Refresh:
    """One attempt: when, by whom (a keyed hash), from where, its outcome, and the version that was looked at.

    `etag` is what the source's server calls that content; `note` is a sentence for moderators, empty where nothing needs saying.
    """

    at: dt.datetime
    by: str
    origin: str
    outcome: Outcome
    version: str | None = None
    etag: str | None = None
    note: str = ""


async def record(store: Store, refresh: Refresh) -> None:
    """Keep what came of a refresh; raises StoreError."""
    row = {
        "at": refresh.at,
        "by": refresh.by,
        "origin": refresh.origin,
        "outcome": refresh.outcome.value,
        "version": refresh.version,
        "etag": refresh.etag,
        "note": refresh.note,
    }
    async with store.writing() as connection:
        await connection.execute(insert(tables.refreshes), row)


async def last(store: Store) -> Refresh | None:
    """The last refresh; raises StoreError."""
    async with store.reading() as connection:
        row = (await connection.execute(select(tables.refreshes).order_by(tables.refreshes.c.n.desc()).limit(1))).first()
    return Refresh(row.at, row.by, row.origin, Outcome(row.outcome), row.version, row.etag, row.note) if row else None


async def etag_of(store: Store, origin: str, version: str) -> str | None:
    """What the source's server last called the content of this version, so that it need not be sent again; raises StoreError."""
    table = tables.refreshes.c
    there = (table.origin == origin, table.version == version, table.etag.is_not(None))
    async with store.reading() as connection:
        return await connection.scalar(select(table.etag).where(*there).order_by(table.n.desc()).limit(1))
