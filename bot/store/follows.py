"""Who follows which towns, and how they want to be told; found by a keyed hash, written to by a sealed id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import outbox, tables
from bot.store.engine import Store
from bot.store.errors import ConflictError

TABLE = tables.followers
TOWNS = tables.follows
LIFE = dt.timedelta(days=180)
"""How long a follow lasts without being renewed."""


class Pace(StrEnum):
    """How soon somebody wants to be told."""

    AT_ONCE = outbox.AT_ONCE
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours, 0 to 23, from which and until which somebody is not written to."""

    start: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who begins to follow: their keyed hash, their sealed id, and how they are written to at first."""

    person: str
    sealed: bytes
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Somebody as they are kept, with their towns by number.

    `direct` is the sealed channel of their direct messages, once there is one; `paused` why they are not written to; `told_at` up
    to when the last digest told, `digest_at` when the next is due.
    """

    person: str
    sealed: bytes
    direct: bytes | None
    language: str
    pace: Pace
    quiet: Quiet | None
    time_zone: str
    paused: str | None
    paused_at: dt.datetime | None
    agreed_at: dt.datetime
    renewed_at: dt.datetime
    lapses_at: dt.datetime
    reminded_at: dt.datetime | None
    told_at: dt.datetime
    digest_at: dt.datetime | None
    towns: tuple[int, ...]


async def of(store: Store, person: str) -> Follower | None:
    """What is kept of somebody by this keyed hash; raises StoreError."""
    found = await _all(store, select(TABLE).where(TABLE.c.person == person))
    return found[0] if found else None


async def follow(store: Store, newcomer: Newcomer, town: int, at: dt.datetime) -> Follower:
    """Have somebody follow one more town; a newcomer begins at once, without quiet hours. Raises StoreError."""
    async with store.writing("follows") as connection:
        if await connection.scalar(select(TABLE.c.person).where(TABLE.c.person == newcomer.person)) is None:
            row = {
                "person": newcomer.person,
                "sealed": newcomer.sealed,
                "language": newcomer.language,
                "pace": Pace.AT_ONCE.value,
                "time_zone": newcomer.time_zone,
                "agreed_at": at,
                "renewed_at": at,
                "lapses_at": at + LIFE,
                "told_at": at,
            }
            await connection.execute(insert(TABLE), row)
        pair = {"person": newcomer.person, "town": town}
        known = select(TOWNS.c.town).where(TOWNS.c.person == newcomer.person, TOWNS.c.town == town)
        if await connection.scalar(known) is None:
            await connection.execute(insert(TOWNS), {**pair, "at": at})
    found = await of(store, newcomer.person)
    if found is None:
        raise ConflictError
    return found


async def unfollow(store: Store, person: str, town: int) -> bool:
    """Have somebody follow a town no more; with the last one goes all that is kept of them.

    Whether they did follow it. Raises StoreError.
    """
    async with store.writing("follows") as connection:
        gone = await connection.execute(delete(TOWNS).where(TOWNS.c.person == person, TOWNS.c.town == town))
        if await connection.scalar(select(func.count()).select_from(TOWNS).where(TOWNS.c.person == person)) == 0:
            await erase(connection, person)
        return bool(gone.rowcount)


async def set_pace(
    store: Store, person: str, pace: Pace, digest_at: dt.datetime | None, now: dt.datetime, *, trusted: Collection[int] = ()
) -> None:
    """Tell them at this pace; `digest_at` is when their next digest is due, None at once. Raises StoreError.

    What their last digest has not told yet, the next one does, or each update by itself if it is of a server that is `trusted`.
    """
    theirs = TABLE.c.person == person
    async with store.writing(beside=outbox.TURN) as connection:  # what is published meanwhile goes by one pace or the other
        before = (await connection.execute(select(TABLE.c.pace, TABLE.c.told_at).where(theirs))).first()
        if before is None:
            return
        values: dict[str, object] = {"pace": pace.value, "digest_at": digest_at}
        if before.pace == Pace.AT_ONCE or pace is Pace.AT_ONCE:
            values["told_at"] = now
        await connection.execute(update(TABLE).where(theirs).values(values))
        if before.pace != Pace.AT_ONCE and pace is Pace.AT_ONCE:
            await outbox.catch_up(connection, person, before.told_at, now, trusted)


async def set_quiet(store: Store, person: str, quiet: Quiet | None, time_zone: str) -> None:
    """Do not write to them in these hours of their time zone; raises StoreError."""
    hours = (quiet.start, quiet.until) if quiet else (None, None)
    await _set(store, person, quiet_from=hours[0], quiet_until=hours[1], time_zone=time_zone)


async def set_language(store: Store, person: str, language: str) -> None:
    """Write to them in this language; nothing happens for whoever follows nothing. Raises StoreError."""
    await _set(store, person, language=language)


async def renew(store: Store, person: str, at: dt.datetime) -> None:
    """Begin their time anew, and write to them again if they were paused; raises StoreError."""
    anew = {"renewed_at": at, "lapses_at": at + LIFE, "reminded_at": None, "paused": None, "paused_at": None}
    await _set(store, person, **anew)


async def pause(connection: AsyncConnection, person: str, why: str, at: dt.datetime) -> None:
    """Write to them no more until they renew, in the transaction that found out why; what waits for them is dropped."""
    their = update(TABLE).where(TABLE.c.person == person, TABLE.c.paused.is_(None))
    await connection.execute(their.values(paused=why, paused_at=at))
    await outbox.drop(connection, person, outbox.Reason.PAUSED)


async def remind(store: Store, person: str, at: dt.datetime) -> bool:
    """Ask them to renew, and note that they were asked, at once; False where they were today. Raises StoreError."""
    async with store.writing("follows") as connection:
        asked = await connection.execute(update(TABLE).where(TABLE.c.person == person).values(reminded_at=at))
        return bool(asked.rowcount) and await outbox.enqueue(connection, outbox.Kind.RENEWAL, person, at)


async def digest(store: Store, follower: Follower, at: dt.datetime, next_at: dt.datetime, *, empty: bool = False) -> None:
    """Have a digest of everything since the last one delivered, and note when the next is due.

    `empty` where there is nothing to tell. Nothing happens where another process was quicker. Raises StoreError.
    """
    due, kind = (TABLE.c.person == follower.person, TABLE.c.digest_at == follower.digest_at), outbox.Kind.DIGEST
    async with store.writing("follows") as connection:
        stamped = await connection.execute(update(TABLE).where(*due).values(digest_at=next_at))
        if stamped.rowcount and (empty or await outbox.enqueue(connection, kind, follower.person, at, since=follower.told_at)):
            told = update(TABLE).where(TABLE.c.person == follower.person)
            await connection.execute(told.values(told_at=at))  # where there was a digest this day already, the next one tells it


async def due_digests(store: Store, now: dt.datetime, most: int) -> tuple[Follower, ...]:
    """Whose digest is due, those who wait longest first; raises StoreError."""
    due = (TABLE.c.digest_at <= now, TABLE.c.paused.is_(None))
    return await _all(store, select(TABLE).where(*due).order_by(TABLE.c.digest_at, TABLE.c.person).limit(most))


async def due_reminders(store: Store, lapsing_before: dt.datetime, most: int) -> tuple[Follower, ...]:
    """Whose time ends before that moment and who have not been asked to renew; raises StoreError."""
    due = (TABLE.c.lapses_at <= lapsing_before, TABLE.c.reminded_at.is_(None), TABLE.c.paused.is_(None))
    return await _all(store, select(TABLE).where(*due).order_by(TABLE.c.lapses_at, TABLE.c.person).limit(most))


async def lapse(store: Store, now: dt.datetime) -> int:
    """Forget everybody whose time is over; how many they were. Raises StoreError."""
    over = select(TABLE.c.person).where(TABLE.c.lapses_at <= now)
    async with store.writing(beside=outbox.TURN) as connection:
        people = tuple(await connection.scalars(over))
        for person in people:
            await erase(connection, person)
        return len(people)


async def forget(store: Store, person: str) -> bool:
    """Keep nothing of somebody, deliveries included; whether anything was. Raises StoreError."""
    async with store.writing(beside=outbox.TURN) as connection:
        return await erase(connection, person)


async def erase(connection: AsyncConnection, person: str) -> bool:
    """The same in the transaction of whatever else is forgotten."""
    await connection.execute(delete(tables.deliveries).where(tables.deliveries.c.destination == person))
    return bool((await connection.execute(delete(TABLE).where(TABLE.c.person == person))).rowcount)


async def count(store: Store, towns: Collection[int]) -> int:
    """How many people follow one of these towns, or any where none is named; raises StoreError."""
    people = outbox.followers_of(towns).distinct().subquery()
    async with store.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(people)) or 0


async def who(store: Store, town: int) -> frozenset[str]:
    """Everybody who follows a town, by keyed hash; raises StoreError."""
    async with store.reading() as connection:
        return frozenset(await connection.scalars(outbox.followers_of((town,))))


async def _set(store: Store, person: str, **values: object) -> None:
    async with store.writing() as connection:
        await connection.execute(update(TABLE).where(TABLE.c.person == person).values(values))


async def _all(store: Store, wanted: Select[Any]) -> tuple[Follower, ...]:
    async with store.reading() as connection:
        rows = (await connection.execute(wanted)).all()
        towns = await towns_of(connection, wanted.with_only_columns(TABLE.c.person).scalar_subquery())
    return tuple(_follower(row, towns.get(row.person, ())) for row in rows)


async def towns_of(connection: AsyncConnection, people: ColumnElement[Any] | Collection[str]) -> dict[str, tuple[int, ...]]:
    """The towns of each of these people, by number."""
    towns: dict[str, list[int]] = {}
    pairs = select(TOWNS.c.person, TOWNS.c.town).where(TOWNS.c.person.in_(people)).order_by(TOWNS.c.person, TOWNS.c.town)
    for person, town in await connection.execute(pairs):
        towns.setdefault(person, []).append(town)
    return {person: tuple(theirs) for person, theirs in towns.items()}


def quiet_of(row: Row[Any]) -> Quiet | None:
    """The quiet hours in a row."""
    return None if row.quiet_from is None else Quiet(row.quiet_from, row.quiet_until)


def _follower(row: Row[Any], towns: tuple[int, ...]) -> Follower:
    return Follower(
        person=row.person,
        sealed=row.sealed,
        direct=row.direct,
        language=row.language,
        pace=Pace(row.pace),
        quiet=quiet_of(row),
        time_zone=row.time_zone,
        paused=row.paused,
        paused_at=row.paused_at,
        agreed_at=row.agreed_at,
        renewed_at=row.renewed_at,
        lapses_at=row.lapses_at,
        reminded_at=row.reminded_at,
        told_at=row.told_at,
        digest_at=row.digest_at,
        towns=towns,
    )
