"""What the last check of the links came to, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select

from bot.links.outcomes import Checked, Outcome, Reason
from bot.store import tables
from bot.store.engine import Store

TABLE = tables.link_checks
LONGEST_ADDRESS = 2000
LOST = "lost:"


async def keep(store: Store, results: Iterable[Checked]) -> None:
    """Keep what a check came to in place of the one before; raises StoreError."""
    rows = [_row(result) for result in results if len(result.url) <= LONGEST_ADDRESS]
    async with store.writing("link checks") as connection:
        await connection.execute(delete(TABLE))
        if rows:
            await connection.execute(insert(TABLE), rows)


async def everything(store: Store) -> tuple[Checked, ...]:
    """What the last check came to, by address; raises StoreError."""
    async with store.reading() as connection:
        rows = await connection.execute(select(TABLE).order_by(TABLE.c.url))
        return tuple(Checked(row.url, row.at, Outcome(row.outcome), row.status, row.moved_to, *_noted(row.note)) for row in rows)


async def last(store: Store) -> dt.datetime | None:
    """When the last check was over, None where there was none; raises StoreError."""
    async with store.reading() as connection:
        moment: dt.datetime | None = await connection.scalar(select(func.max(TABLE.c.at)))
        return moment


def _row(result: Checked) -> dict[str, object]:
    note = " ".join([*([result.reason.value] if result.reason else []), *(f"{LOST}{record}" for record in result.missing)])
    return {
        "url": result.url,
        "at": result.at,
        "outcome": result.outcome.value,
        "status": result.status,
        "moved_to": result.moved_to,
        "note": note,
    }


def _noted(note: str) -> tuple[Reason | None, tuple[str, ...]]:
    """The reason, and the statements whose words are gone."""
    words = note.split()
    reason = next((Reason(word) for word in words if not word.startswith(LOST)), None)
    return reason, tuple(word.removeprefix(LOST) for word in words if word.startswith(LOST))
