"""Hands out what is due to whoever delivers it, for a while, and keeps what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any, TypeAlias

from sqlalchemy import Row, bindparam, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import follows, tables
from bot.store.engine import Store
from bot.store.follows import Quiet
from bot.store.outbox import TURN, Kind, State

TABLE = tables.deliveries
NONCE = "plainsight-"
LEASE = dt.timedelta(minutes=3)
"""Longer than any delivery is under way, and than the clocks of two processes differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A follower as a delivery needs them: `direct` is the sealed channel of their direct messages, once there is one."""

    person: str
    sealed: bytes
    direct: bytes | None
    language: str
    quiet: Quiet | None
    time_zone: str
    paused: bool
    towns: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one place: a feed's `channel`, or a `reader` (both None: the follower is gone).

    `subject` is an update's number, or the day (an ordinal) of whatever else; a digest tells what was published after `since`, up
    to `at`. `message` is the one that stands there and is to be edited; `tried_at` when a send began whose end nobody knows;
    `leased_until` when anybody else may take it.
    """

    n: int
    kind: Kind
    subject: int
    revision: int
    destination: str
    channel: int | None
    reader: Reader | None
    language: str | None
    at: dt.datetime
    since: dt.datetime | None
    due_at: dt.datetime
    attempts: int
    tried_at: dt.datetime | None
    message: int | None
    leased_until: dt.datetime

    @property
    def send_before(self) -> dt.datetime:
        """When it is too late to begin sending it: half of the lease is left for the answer, and for clocks that differ."""
        return self.leased_until - LEASE / 2

    @property
    def nonce(self) -> str:
        """What makes Discord take the same send twice for one; at most 25 characters."""
        return f"{NONCE}{self.n}"

    @property
    def marker(self) -> str:
        """What its message must carry, as a whole part of one of its custom_ids, so that it is known again: `update.12`."""
        return f"{self.kind}.{self.subject}"


@dataclass(frozen=True, slots=True)
class Sent:
    """The message stands there in this revision; `direct` is the channel of direct messages that had to be opened, sealed."""

    n: int
    message: int
    revision: int
    at: dt.datetime
    direct: bytes | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It is to be tried again; `tried_at` is kept where nobody knows whether it arrived, and `message` where it was found."""

    n: int
    due_at: dt.datetime
    attempts: int
    tried_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Ended:
    """It is PARKED or DROPPED; `stops` tells that nothing can be delivered to that place, so that a follower is paused."""

    n: int
    state: State
    reason: str
    at: dt.datetime
    stops: bool = False


Outcome: TypeAlias = Sent | Later | Ended


async def claim(store: Store, me: str, now: dt.datetime, most: int, busy: Collection[str] = ()) -> tuple[Delivery, ...]:
    """Take what is due, in turn of what it is about and one for each place, but for the `busy` ones; raises StoreError.

    It is `me`'s for as long as LEASE; then anybody may take it, as they may what somebody who died has held for too long.
    """
    async with store.writing(beside=TURN) as connection:  # an edit of the update may write the same rows
        await _return_expired(connection, now)
        tried = await _chosen(connection, now, most, busy)
        if not tried:
            return ()
        begun = case((TABLE.c.message.is_(None), func.coalesce(TABLE.c.tried_at, now)), else_=None)
        taken = update(TABLE).where(TABLE.c.n.in_(list(tried))).returning(TABLE)
        taken = taken.values(state=State.CLAIMED.value, claimed_by=me, claimed_until=now + LEASE, tried_at=begun)
        rows = {row.n: row for row in await connection.execute(taken)}
        ordered = [rows[n] for n in tried if n in rows]
        readers, languages = await _readers(connection, ordered), await _languages(connection, ordered)
    return tuple(_delivery(row, readers.get(row.destination), languages.get(row.destination), tried[row.n]) for row in ordered)


async def settle(store: Store, me: str, outcomes: Iterable[Outcome]) -> None:
    """Keep what came of deliveries that are still `me`'s, all at once; raises StoreError."""
    sent: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    ended: list[Ended] = []
    opened: list[tuple[int, bytes]] = []
    for outcome in outcomes:
        if isinstance(outcome, Sent):
            sent.append({"_n": outcome.n, "_seen": outcome.revision, "message": outcome.message, "sent_at": outcome.at})
            opened += [(outcome.n, outcome.direct)] if outcome.direct else []
        elif isinstance(outcome, Later):
            row = {"due_at": outcome.due_at, "attempts": outcome.attempts, "tried_at": outcome.tried_at}
            later.append({"_n": outcome.n, **row})
        else:
            ended.append(outcome)
    mine = update(TABLE).where(TABLE.c.n == bindparam("_n"), TABLE.c.claimed_by == me)
    free = {"claimed_by": None, "claimed_until": None}
    async with store.writing(beside=TURN) as connection:  # an edit of the update may write the same rows
        if sent:  # what was edited meanwhile is to be edited there too
            state = case((TABLE.c.revision == bindparam("_seen"), State.SENT.value), else_=State.WAITING.value)
            stands: dict[str, Any] = {"message": bindparam("message"), "sent_at": bindparam("sent_at"), "reason": None}
            await connection.execute(mine.values(state=state, attempts=0, tried_at=None, **stands, **free), sent)
            await _clear_trouble(connection, [row["_n"] for row in sent])
        if later:
            again: dict[str, Any] = {name: bindparam(name) for name in ("due_at", "attempts", "tried_at")}
            await connection.execute(mine.values(state=State.WAITING.value, **again, **free), later)
        for outcome in ended:
            await _end(connection, me, outcome)
        for n, direct in opened:
            theirs = select(TABLE.c.destination).where(TABLE.c.n == n).scalar_subquery()
            await connection.execute(update(tables.followers).where(tables.followers.c.person == theirs).values(direct=direct))


async def give_back_all(store: Store) -> int:
    """Return every claim, whoever holds it, for nobody else is at work; how many there were. Raises StoreError."""
    async with store.writing() as connection:
        held = update(TABLE).where(TABLE.c.state == State.CLAIMED.value)
        returned = held.values(state=State.WAITING.value, claimed_by=None, claimed_until=None)
        return (await connection.execute(returned)).rowcount


async def next_due(store: Store) -> dt.datetime | None:
    """When the next delivery is due, None where nothing waits; raises StoreError."""
    async with store.reading() as connection:
        moment: dt.datetime | None = await connection.scalar(
            select(func.min(TABLE.c.due_at)).where(TABLE.c.state == State.WAITING.value)
        )
        held: dt.datetime | None = await connection.scalar(
            select(func.min(TABLE.c.claimed_until)).where(TABLE.c.state == State.CLAIMED.value)
        )
        return min((at for at in (moment, held) if at), default=None)


async def _return_expired(connection: AsyncConnection, now: dt.datetime) -> None:
    held_too_long = select(TABLE.c.n).where(TABLE.c.state == State.CLAIMED.value, TABLE.c.claimed_until < now)
    expired = update(TABLE).where(TABLE.c.n.in_(held_too_long.with_for_update(skip_locked=True)))
    await connection.execute(expired.values(state=State.WAITING.value, claimed_by=None, claimed_until=None))


async def _chosen(
    connection: AsyncConnection, now: dt.datetime, most: int, busy: Collection[str]
) -> dict[int, dt.datetime | None]:
    """The numbers to take, in turn of what they are about, each with the moment of its last send without a known end."""
    due = (TABLE.c.state == State.WAITING.value, TABLE.c.due_at <= now)
    subjects = select(TABLE.c.kind, TABLE.c.subject).where(*due).group_by(TABLE.c.kind, TABLE.c.subject)
    queues: list[Sequence[Any]] = []
    waiting = (await connection.execute(subjects.order_by(func.min(TABLE.c.due_at)).limit(most))).all()
    each = most if len(waiting) == 1 else 2 * (most // max(len(waiting), 1)) + 1
    for kind, subject in waiting:
        queue = select(TABLE.c.n, TABLE.c.destination, TABLE.c.tried_at).where(*due, TABLE.c.kind == kind)
        queue = queue.where(TABLE.c.subject == subject, TABLE.c.destination.not_in(busy)).order_by(TABLE.c.due_at, TABLE.c.n)
        queues.append((await connection.execute(queue.limit(each).with_for_update(skip_locked=True))).all())
    taken = set(busy)
    chosen: dict[int, dt.datetime | None] = {}
    for row in chain.from_iterable(zip_longest(*queues)):
        if row and row.destination not in taken and len(chosen) < most:
            taken.add(row.destination)
            chosen[row.n] = row.tried_at
    return chosen


async def _readers(connection: AsyncConnection, rows: Iterable[Row[Any]]) -> dict[str, Reader]:
    people = [row.destination for row in rows if _channel(row) is None]
    if not people:
        return {}
    table, chosen = tables.followers, tables.preferences
    wanted = select(table, chosen.c.language.label("chosen")).outerjoin(chosen, chosen.c.person == table.c.person)
    found = (await connection.execute(wanted.where(table.c.person.in_(people)))).all()
    towns = await follows.towns_of(connection, people)
    return {
        row.person: Reader(
            person=row.person,
            sealed=row.sealed,
            direct=row.direct,
            language=row.chosen or row.language,
            quiet=follows.quiet_of(row),
            time_zone=row.time_zone,
            paused=row.paused is not None,
            towns=towns.get(row.person, ()),
        )
        for row in found
    }


async def _languages(connection: AsyncConnection, rows: Iterable[Row[Any]]) -> dict[str, str | None]:
    channels = [channel for row in rows if (channel := _channel(row))]
    if not channels:
        return {}
    feeds, servers = tables.feeds, tables.servers
    wanted = select(feeds.c.channel, func.coalesce(feeds.c.language, servers.c.language)).outerjoin(
        servers, servers.c.server == feeds.c.server
    )
    found = await connection.execute(wanted.where(feeds.c.channel.in_(channels)))
    return {str(channel): language for channel, language in found}


def _channel(row: Row[Any]) -> int | None:
    return int(row.destination) if row.destination.isdecimal() else None


def _delivery(row: Row[Any], reader: Reader | None, language: str | None, tried_at: dt.datetime | None) -> Delivery:
    return Delivery(
        n=row.n,
        kind=Kind(row.kind),
        subject=row.subject,
        revision=row.revision,
        destination=row.destination,
        channel=_channel(row),
        reader=reader,
        language=reader.language if reader else language,
        at=row.at,
        since=row.since,
        due_at=row.due_at,
        attempts=row.attempts,
        tried_at=None if row.message else tried_at,
        message=row.message,
        leased_until=row.claimed_until,
    )


async def _end(connection: AsyncConnection, me: str, outcome: Ended) -> None:
    mine = update(TABLE).where(TABLE.c.n == outcome.n, TABLE.c.claimed_by == me).returning(TABLE.c.destination)
    ended = {"state": outcome.state.value, "reason": outcome.reason, "tried_at": None, "claimed_by": None, "claimed_until": None}
    row = (await connection.execute(mine.values(ended))).first()
    if row is None or not outcome.stops:
        return
    channel = _channel(row)
    if channel is None:
        await follows.pause(connection, row.destination, outcome.reason, outcome.at)
        return
    await connection.execute(update(tables.feeds).where(tables.feeds.c.channel == channel).values(trouble=outcome.reason))


async def _clear_trouble(connection: AsyncConnection, numbers: list[int]) -> None:
    channels = select(TABLE.c.destination).where(TABLE.c.n.in_(numbers), TABLE.c.destination.not_like("m-%"))
    found = [int(channel) for channel in await connection.scalars(channels)]
    if found:
        troubled = update(tables.feeds).where(tables.feeds.c.channel.in_(found), tables.feeds.c.trouble.is_not(None))
        await connection.execute(troubled.values(trouble=None))
