"""What is to be delivered, and to whom: rows that are written in the very transaction that publishes. `claims` hands them out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import (
    ColumnElement,
    Exists,
    Select,
    String,
    Update,
    and_,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.engine import Store

TABLE = tables.deliveries
FEEDS, FEED_TOWNS = tables.feeds, tables.feed_towns
FOLLOWERS, FOLLOWS = tables.followers, tables.follows
UPDATE_TOWNS = tables.update_towns
UPDATES = tables.updates
AT_ONCE = "at_once"
TURN = "updates"
"""Whose writes may touch every delivery of an update; what touches some of them goes beside it."""
COLUMNS = ("kind", "subject", "revision", "destination", "state", "at", "since", "due_at", "attempts")


class Kind(StrEnum):
    """What is delivered; the subject of an UPDATE is its number, that of the others the day they are of, as an ordinal."""

    UPDATE = "update"
    DIGEST = "digest"
    RENEWAL = "renewal"
    LAPSE = "lapse"


class State(StrEnum):
    """Where a delivery is: PARKED could not be made, DROPPED was not to be made any more."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    PARKED = "parked"
    DROPPED = "dropped"


class Reason(StrEnum):
    """Why a delivery is dropped, or is parked without Discord having refused it."""

    UNFOLLOWED = "unfollowed"
    NOTHING_LEFT = "nothing_left"
    PAUSED = "paused"
    DISTRUSTED = "distrusted"
    TOO_LATE = "too_late"


UNDER_WAY = (State.WAITING.value, State.CLAIMED.value)


@dataclass(frozen=True, slots=True)
class Addressed:
    """What of an update decides who gets it: its number and revision, its towns (() for all), whose it is, whether trusted."""

    update: int
    revision: int
    towns: tuple[int, ...]
    server: int
    trusted: bool
    published_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Audience:
    """How many people get an update at once, how many in a digest, and how many channels."""

    people: int
    digests: int
    channels: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many deliveries of an update wait, stand as they should, are not wanted any more, and failed, by reason.

    What was delivered and waits to be edited counts as waiting.
    """

    waiting: int
    delivered: int
    dropped: int
    failed: Mapping[str, int]


async def address(connection: AsyncConnection, update: Addressed, at: dt.datetime) -> int:
    """Write a delivery for every feed and follower that gets this update and has none yet; how many were written."""
    row = (literal(Kind.UPDATE.value), literal(update.update), literal(update.revision))
    written = 0
    wanted: list[tuple[ColumnElement[str], Sequence[ColumnElement[bool]]]] = [
        (cast(FEEDS.c.channel, String(22)), _feeds(update.towns, update.server, update.trusted))
    ]
    if update.trusted:
        wanted.append((FOLLOWERS.c.person, (*_reachable(update.towns, at), FOLLOWERS.c.pace == AT_ONCE)))
    for destination, where in wanted:
        moments = (literal(at, tables.Moment), literal(None, tables.Moment), literal(at, tables.Moment), literal(0))
        chosen = select(*row, destination, literal(State.WAITING.value), *moments)
        chosen = chosen.where(*where, ~_has(Kind.UPDATE, update.update, destination))
        written += (await connection.execute(insert(TABLE).from_select(COLUMNS, chosen))).rowcount
    return written


async def again(connection: AsyncConnection, update: Addressed, at: dt.datetime) -> None:
    """Have every delivery of this update, and every digest that may have told of it, stand in its newest wording.

    A digest may have, whatever its reader follows now, if the update was published in the time that it tells of.
    """
    its = and_(TABLE.c.kind == Kind.UPDATE.value, TABLE.c.subject == update.update)
    covers = (TABLE.c.since < update.published_at, TABLE.c.at >= update.published_at)
    digests = and_(TABLE.c.kind == Kind.DIGEST.value, *covers)
    anew: list[tuple[ColumnElement[bool], ColumnElement[int]]] = [(its, literal(update.revision))]
    if update.trusted:  # no digest tells of others
        anew.append((digests, TABLE.c.revision + 1))
    for which, revision in anew:
        await connection.execute(_update(which, State.WAITING, State.CLAIMED).values(revision=revision))
        stands = or_(TABLE.c.state == State.SENT.value, TABLE.c.message.is_not(None))  # the last edit may have been refused
        standing = _update(and_(which, stands), State.SENT, State.PARKED)
        await connection.execute(standing.values(revision=revision, state=State.WAITING.value, due_at=at, attempts=0))


async def catch_up(
    connection: AsyncConnection, person: str, since: dt.datetime, at: dt.datetime, servers: Collection[int]
) -> None:
    """Write a delivery of each update of these servers that a digest would have told somebody who wants no more digests."""
    theirs = select(UPDATE_TOWNS.c.update).where(
        UPDATE_TOWNS.c.town.in_(select(FOLLOWS.c.town).where(FOLLOWS.c.person == person))
    )
    told = [UPDATES.c.state == "published", UPDATES.c.trusted.is_(True), UPDATES.c.server.in_(servers)]
    row = (literal(Kind.UPDATE.value), UPDATES.c.n, UPDATES.c.revision, literal(person), literal(State.WAITING.value))
    moments = (literal(at, tables.Moment), literal(None, tables.Moment), literal(at, tables.Moment), literal(0))
    there = TABLE.alias("there")
    has = exists().where(there.c.kind == Kind.UPDATE.value, there.c.subject == UPDATES.c.n, there.c.destination == person)
    chosen = select(*row, *moments).where(
        *told, UPDATES.c.published_at > since, or_(UPDATES.c.statewide.is_(True), UPDATES.c.n.in_(theirs)), ~has
    )
    await connection.execute(insert(TABLE).from_select(COLUMNS, chosen))


async def enqueue(
    connection: AsyncConnection, kind: Kind, person: str, at: dt.datetime, *, since: dt.datetime | None = None
) -> bool:
    """Write one delivery to a follower, of this day; False where there is one of this kind and day already."""
    day = at.toordinal()
    if await connection.scalar(select(_has(kind, day, literal(person)))):
        return False
    values = (kind.value, day, 1, person, State.WAITING.value, at, since, at, 0)
    await connection.execute(insert(TABLE), dict(zip(COLUMNS, values, strict=True)))
    return True


async def drop(connection: AsyncConnection, destination: str, reason: Reason) -> None:
    """Deliver nothing new there; a message that stands there is still edited, and what is under way comes to its end."""
    there = _update(and_(TABLE.c.destination == destination, TABLE.c.message.is_(None)), State.WAITING)
    await connection.execute(there.values(state=State.DROPPED.value, reason=reason.value))


async def keep_home(connection: AsyncConnection, server: int) -> None:
    """Deliver nothing new of a server's updates outside its own feeds; what stands is edited as before."""
    theirs = select(UPDATES.c.n).where(UPDATES.c.server == server)
    feeds = select(cast(FEEDS.c.channel, String(22))).where(FEEDS.c.server == server)
    new = and_(TABLE.c.kind == Kind.UPDATE.value, TABLE.c.subject.in_(theirs), TABLE.c.message.is_(None))
    outside = _update(and_(new, TABLE.c.destination.not_in(feeds)), State.WAITING)
    await connection.execute(outside.values(state=State.DROPPED.value, reason=Reason.DISTRUSTED.value))


async def audience(store: Store, towns: tuple[int, ...], server: int, now: dt.datetime, *, trusted: bool) -> Audience:
    """Who would get an update of these towns (() for the whole state), were it published now; raises StoreError."""
    people = select(func.count()).select_from(FOLLOWERS).where(*_reachable(towns, now))
    channels = select(func.count()).select_from(FEEDS).where(*_feeds(towns, server, trusted))
    async with store.reading() as connection:
        at_once = await connection.scalar(people.where(FOLLOWERS.c.pace == AT_ONCE)) if trusted else 0
        digests = await connection.scalar(people.where(FOLLOWERS.c.pace != AT_ONCE)) if trusted else 0
        return Audience(at_once or 0, digests or 0, await connection.scalar(channels) or 0)


async def progress(store: Store, update: int) -> Progress:
    """How far the delivery of an update is; raises StoreError."""
    counted = (
        select(TABLE.c.state, TABLE.c.reason, func.count())
        .where(TABLE.c.kind == Kind.UPDATE.value, TABLE.c.subject == update)
        .group_by(TABLE.c.state, TABLE.c.reason)
    )
    states: dict[str, int] = {}
    failed: dict[str, int] = {}
    async with store.reading() as connection:
        for state, reason, count in await connection.execute(counted):
            states[state] = states.get(state, 0) + count
            if state == State.PARKED.value:
                failed[reason or ""] = count
    waiting = sum(states.get(state, 0) for state in UNDER_WAY)
    return Progress(waiting, states.get(State.SENT, 0), states.get(State.DROPPED, 0), MappingProxyType(failed))


async def parked(store: Store, kind: Kind, subject: int, reason: str) -> tuple[int, bool]:
    """How many deliveries about something failed for a reason, and whether others about it still wait; raises StoreError."""
    about = (TABLE.c.kind == kind.value, TABLE.c.subject == subject)
    failed = select(func.count()).where(*about, TABLE.c.state == State.PARKED.value, TABLE.c.reason == reason)
    waits = select(exists(select(TABLE.c.n).where(*about, TABLE.c.state.in_(UNDER_WAY))))
    async with store.reading() as connection:
        return await connection.scalar(failed) or 0, bool(await connection.scalar(waits))


async def failures(store: Store, since: dt.datetime) -> tuple[tuple[Kind, int, str], ...]:
    """What was written since then and failed in a channel, or for being too late: kind, subject, reason; raises StoreError."""
    told = or_(TABLE.c.destination.not_like("m-%"), TABLE.c.reason == Reason.TOO_LATE.value)
    found = select(TABLE.c.kind, TABLE.c.subject, TABLE.c.reason).distinct()
    found = found.where(TABLE.c.state == State.PARKED.value, TABLE.c.at >= since, told)
    async with store.reading() as connection:
        return tuple((Kind(kind), subject, reason or "") for kind, subject, reason in await connection.execute(found))


async def doubt(store: Store) -> None:
    """Look for each message before sending it, as if it had been sent already: for a database that is not of today.

    Raises StoreError.
    """
    async with store.writing() as connection:
        unsent = _update(TABLE.c.message.is_(None), State.WAITING, State.CLAIMED)
        await connection.execute(unsent.values(tried_at=TABLE.c.at))


async def prune(store: Store, before: dt.datetime) -> int:
    """Forget deliveries written before that moment that are not under way: their messages stay, but can be edited no more.

    Those to somebody who was forgotten while they were written go whenever they are of.
    """
    nobody = and_(TABLE.c.destination.like("m-%"), TABLE.c.destination.not_in(select(FOLLOWERS.c.person)))
    old = delete(TABLE).where(or_(TABLE.c.at < before, nobody), TABLE.c.state.not_in(UNDER_WAY))
    async with store.writing() as connection:
        return (await connection.execute(old)).rowcount


def followers_of(towns: Collection[int]) -> Select[tuple[str]]:
    """Who follows one of these towns; with none named, who follows any."""
    people = select(FOLLOWS.c.person)
    return people.where(FOLLOWS.c.town.in_(towns)) if towns else people


def _reachable(towns: Collection[int], now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    return (FOLLOWERS.c.person.in_(followers_of(towns)), FOLLOWERS.c.paused.is_(None), FOLLOWERS.c.lapses_at > now)


def _feeds(towns: Collection[int], server: int, trusted: bool) -> tuple[ColumnElement[bool], ...]:
    theirs = true() if trusted else FEEDS.c.server == server
    if not towns:
        return (theirs,)
    about = FEEDS.c.channel.in_(select(FEED_TOWNS.c.channel).where(FEED_TOWNS.c.town.in_(towns)))
    return (theirs, or_(FEEDS.c.everywhere.is_(True), about))


def _has(kind: Kind, subject: int, destination: ColumnElement[str]) -> Exists:
    there = TABLE.alias("there")
    same = (there.c.kind == kind.value, there.c.subject == subject, there.c.destination == destination)
    return exists(select(there.c.n).where(*same))


def _update(which: ColumnElement[bool], *states: State) -> Update:
    return update(TABLE).where(which, TABLE.c.state.in_([state.value for state in states]))
