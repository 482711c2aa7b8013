"""How often each town was asked about where the record has nothing: sums of a day, five or more, and never who asked or what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from bot.store import tables
from bot.store.engine import Store

TABLE = tables.gaps
LEAST = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A town, by name, and an intent."""

    town: str
    intent: str


async def keep(store: Store, day: dt.date, asked: Mapping[Cell, int]) -> None:
    """Add a day's counts to what is kept of that day; raises StoreError, and ValueError for a count under five."""
    if any(count < LEAST for count in asked.values()):
        raise ValueError(f"counts under {LEAST} are never kept")
    async with store.writing("gaps") as connection:
        for cell, count in asked.items():
            here = (TABLE.c.day == str(day), TABLE.c.town == cell.town, TABLE.c.intent == cell.intent)
            added = await connection.execute(update(TABLE).where(*here).values(asked=TABLE.c.asked + count))
            if not added.rowcount:
                row = {"day": str(day), "town": cell.town, "intent": cell.intent, "asked": count}
                await connection.execute(insert(TABLE), row)


async def since(store: Store, day: dt.date) -> dict[Cell, int]:
    """How often each was asked from that day on, of the days on which it was asked often enough; raises StoreError."""
    total = func.sum(TABLE.c.asked)
    wanted = select(TABLE.c.town, TABLE.c.intent, total).where(TABLE.c.day >= str(day)).group_by(TABLE.c.town, TABLE.c.intent)
    async with store.reading() as connection:
        return {Cell(town, intent): int(asked) for town, intent, asked in await connection.execute(wanted)}
