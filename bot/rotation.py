"""A new key for what is held about people: every id is sealed anew and found by a new name, all at once or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import PlainsightError
from bot.people import People
from bot.store import sealing, tables
from bot.store.engine import Store

FOLLOWERS, PREFERENCES = tables.followers, tables.preferences
DELIVERIES, CORRECTIONS = tables.deliveries, tables.corrections


class RotationError(PlainsightError):
    """The key was not changed, and nothing else was."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many of each are under the new key.

    `lost` are the languages chosen by people who follow nothing: they are kept without an id that a new name could be made of.
    """

    followers: int
    reports: int
    lost: int


async def rotate(store: Store, old: People, new: People, now: dt.datetime) -> Rotated | None:
    """Put everything under the new key; None where it is already. Raises RotationError and StoreError.

    The names in the history stay those of the old key, for nobody is kept there whom they could be made of anew.
    """
    async with store.writing("seals") as connection:
        mark = await sealing.marked(connection)
        if mark == new.name(sealing.KNOWN):
            return None
        if mark not in (None, old.name(sealing.KNOWN)):
            raise RotationError("the key at hand is not the one that the database is sealed with: set that one, then try again")
        try:
            done = await _rotate(connection, old, new)
        except ValueError:
            raise RotationError(
                "an id in the database cannot be opened with the key at hand, and nothing was changed: "
                "set the key that it was sealed with, or restore a backup"
            ) from None
        await sealing.mark_with(connection, new, now)
        return done


async def _rotate(connection: AsyncConnection, old: People, new: People) -> Rotated:
    followers = await _renamed(connection, old, new)
    moved = PREFERENCES.c.person.in_(select(FOLLOWERS.c.person))
    lost = (await connection.execute(delete(PREFERENCES).where(~moved))).rowcount
    sealed = select(CORRECTIONS.c.n, CORRECTIONS.c.reporter).where(CORRECTIONS.c.reporter.is_not(None))
    reports = [{"_n": n, "reporter": new.seal(old.unseal(reporter))} for n, reporter in await connection.execute(sealed)]
    if reports:
        report = update(CORRECTIONS).where(CORRECTIONS.c.n == bindparam("_n"))
        await connection.execute(report.values(reporter=bindparam("reporter")), reports)
    return Rotated(followers, len(reports), lost)


async def _renamed(connection: AsyncConnection, old: People, new: People) -> int:
    """The followers under their new names, with their towns, their deliveries and the language that they chose."""
    rows = [
        {
            "_old": row.person,
            "direct": row.direct and new.seal(old.unseal(row.direct)),
            **_anew(row.sealed, old, new),
        }
        for row in await connection.execute(select(FOLLOWERS.c.person, FOLLOWERS.c.sealed, FOLLOWERS.c.direct))
    ]
    if rows:
        values: dict[str, Any] = {name: bindparam(name) for name in ("person", "sealed", "direct")}
        await connection.execute(update(FOLLOWERS).where(FOLLOWERS.c.person == bindparam("_old")).values(values), rows)
        names = [{"_old": row["_old"], "_new": row["person"]} for row in rows]
        for column in (DELIVERIES.c.destination, PREFERENCES.c.person):
            theirs = update(column.table).where(column == bindparam("_old"))
            await connection.execute(theirs.values({column.name: bindparam("_new")}), names)
    return len(rows)


def _anew(sealed: bytes, old: People, new: People) -> dict[str, Any]:
    user_id = old.unseal(sealed)
    return {"person": new.name(user_id), "sealed": new.seal(user_id)}
