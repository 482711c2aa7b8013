"""What organizers tell, and what changed in the record: drafted, published with the deliveries it takes, changed, retracted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import audit, outbox, tables
from bot.store.engine import Store
from bot.store.errors import ConflictError
from bot.store.news import Topic

TABLE = tables.updates
TOWNS = tables.update_towns
OF_THE_RECORD = 0
"""The server of what changed in the record itself."""


class Kind(StrEnum):
    """Who speaks: organizers, or the record of what changed in it."""

    UPDATE = "update"
    CHANGE = "change"


class State(StrEnum):
    """How far an update has come; WAITING is for a second organizer."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    DISCARDED = "discarded"


UNPUBLISHED = (State.DRAFT, State.WAITING)
NOTHING: dict[str, Any] = {"headline": "", "text": "", "link": None, "place": "", "state": State.DISCARDED.value}
"""What is left of a draft that was discarded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is told: `towns` by their numbers in the pack, () for the whole state; times were entered in `time_zone`."""

    headline: str
    text: str
    towns: tuple[int, ...] = ()
    link: str | None = None
    starts_at: dt.datetime | None = None
    time_zone: str = "UTC"
    place: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An update before it has a number: whose it is, by whom (a keyed name), when, and what it tells.

    `replaces` is the published update whose words it is to take the place of.
    """

    server: int
    server_name: str
    by: str
    at: dt.datetime
    wording: Wording
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An update as it is kept; `revision` counts its published wordings from 1.

    `content` is JSON for what changed in the record, "" for organizers' updates; `trusted` tells whether it went to people and to
    other servers' feeds when it was published.
    """

    n: int
    kind: Kind
    state: State
    revision: int
    server: int
    server_name: str
    wording: Wording
    content: str
    trusted: bool
    by: str
    approved_by: str | None
    replaces: int | None
    made_at: dt.datetime
    published_at: dt.datetime | None
    changed_at: dt.datetime | None
    retracted_at: dt.datetime | None


async def add(store: Store, draft: Draft) -> Update:
    """Keep a draft; raises StoreError."""
    async with store.writing() as connection:
        return await _add(connection, draft, {"kind": Kind.UPDATE.value, "state": State.DRAFT.value})


async def find(store: Store, n: int) -> Update | None:
    """The update of this number; raises StoreError."""
    found = await _all(store, select(TABLE).where(TABLE.c.n == n))
    return found[0] if found else None


async def of_server(store: Store, server: int, most: int, *, skip: int = 0) -> tuple[Update, ...]:
    """A server's updates but the discarded ones, the newest first, without the `skip` newest; raises StoreError."""
    its = (TABLE.c.server == server, TABLE.c.state != State.DISCARDED.value)
    return await _all(store, select(TABLE).where(*its).order_by(TABLE.c.n.desc()).limit(most).offset(skip))


async def published_since(store: Store, moment: dt.datetime) -> tuple[Update, ...]:
    """What was published after that moment and still holds, the newest first; raises StoreError."""
    holds = (TABLE.c.published_at > moment, TABLE.c.state == State.PUBLISHED.value)
    return await _all(store, select(TABLE).where(*holds).order_by(TABLE.c.published_at.desc(), TABLE.c.n.desc()))


async def moments(store: Store, server: int, since: dt.datetime) -> tuple[dt.datetime, ...]:
    """When a server's updates were published that went to followers after that moment, retracted or not; the oldest first."""
    its = (TABLE.c.server == server, TABLE.c.trusted.is_(True), TABLE.c.published_at > since)
    async with store.reading() as connection:
        return tuple(await connection.scalars(select(TABLE.c.published_at).where(*its).order_by(TABLE.c.published_at)))


async def stamp(store: Store) -> object:
    """Something that differs once anything was published, changed or retracted; raises StoreError."""
    columns = TABLE.c
    latest = select(func.max(columns.published_at), func.max(columns.changed_at), func.max(columns.retracted_at))
    counted = latest.add_columns(func.sum(columns.revision)).where(columns.published_at.is_not(None))
    async with store.reading() as connection:
        return tuple((await connection.execute(counted)).one())


async def change(store: Store, n: int, wording: Wording, by: str, at: dt.datetime) -> Update:
    """Keep other words; of a published update, what was delivered will be edited, and new towns' followers will get it.

    A draft is then the draft of whoever changed it last, and waits for nobody.

    Raises ConflictError for one that is retracted or discarded, or is not there, and StoreError.
    """
    async with store.writing(outbox.TURN, tell=Topic.UPDATES) as connection:
        before = await _found(connection, n)
        if before is None or before.state not in (*UNPUBLISHED, State.PUBLISHED):
            raise ConflictError
        if before.state is State.PUBLISHED:
            return await _reword(connection, before, wording, by, at)
        await _keep_towns(connection, n, wording.towns)
        return await _set(connection, n, UNPUBLISHED, {**_words(wording), "by": by, "state": State.DRAFT.value})


async def ask(store: Store, n: int) -> Update:
    """Have a draft wait for a second organizer; raises ConflictError for what is no draft any more, and StoreError."""
    async with store.writing() as connection:
        return await _set(connection, n, (State.DRAFT,), {"state": State.WAITING.value})


async def publish(store: Store, n: int, by: str, at: dt.datetime, *, trusted: bool) -> Update:
    """Publish a draft with every delivery that it takes and a line of the audit, in one transaction.

    A trusted server's update goes to the people who follow its towns and to every server's feeds, another's to its own feeds
    alone. A draft that replaces a published update gives that one its words and is gone; the other one is returned. Raises
    ConflictError for what is no draft any more, or replaces what is not published any more, and StoreError.
    """
    async with store.writing(outbox.TURN, tell=Topic.UPDATES) as connection:
        before = await _found(connection, n)
        if before and before.replaces and before.state in UNPUBLISHED:
            return await _replace(connection, before, before.replaces, by, at)
        approved = by if before and before.by != by else None
        now = {"state": State.PUBLISHED.value, "published_at": at, "trusted": trusted, "approved_by": approved}
        published = await _set(connection, n, UNPUBLISHED, now)
        await outbox.address(connection, _addressed(published), at)
        await audit.write(connection, audit.Entry(at, by, "update_published", subject(n)))
        return published


async def write_change(connection: AsyncConnection, wording: Wording, content: str, by: str, at: dt.datetime) -> Update:
    """Publish what changed in the record, with its deliveries, in the transaction that publishes the release."""
    draft = Draft(server=OF_THE_RECORD, server_name="", by=by, at=at, wording=wording)
    row = {"kind": Kind.CHANGE.value, "state": State.PUBLISHED.value, "published_at": at, "trusted": True, "content": content}
    made = await _add(connection, draft, row)
    await outbox.address(connection, _addressed(made), at)
    return made


async def discard(store: Store, n: int) -> Update:
    """Let go of a draft and of its words; raises ConflictError for what is no draft any more, and StoreError."""
    async with store.writing() as connection:
        return await _discard(connection, n)


async def discard_all(connection: AsyncConnection, by: str) -> int:
    """Let go of all drafts of one author, and of their words, in the transaction that forgets the author; how many."""
    theirs = (TABLE.c.by == by, TABLE.c.state.in_([state.value for state in UNPUBLISHED]))
    return (await connection.execute(update(TABLE).where(*theirs).values({**NOTHING, "by": ""}))).rowcount


async def retract(store: Store, n: int, by: str, at: dt.datetime) -> Update:
    """Take a published update back: what was delivered will be marked, what was not will not be.

    Raises ConflictError for what is not published, and StoreError.
    """
    async with store.writing(outbox.TURN, tell=Topic.UPDATES) as connection:
        before = await _found(connection, n)
        revision = before.revision + 1 if before else 0
        changes = {"state": State.RETRACTED.value, "retracted_at": at, "revision": revision}
        retracted = await _set(connection, n, (State.PUBLISHED,), changes)
        await outbox.again(connection, _addressed(retracted), at)
        await audit.write(connection, audit.Entry(at, by, "update_retracted", subject(n)))
        return retracted


async def _replace(connection: AsyncConnection, draft: Update, n: int, by: str, at: dt.datetime) -> Update:
    """Give a published update the words of a draft, which goes."""
    before = await _found(connection, n)
    if before is None or before.state is not State.PUBLISHED:
        raise ConflictError
    await _discard(connection, draft.n)
    return await _reword(connection, before, draft.wording, by, at)


async def _reword(connection: AsyncConnection, before: Update, wording: Wording, by: str, at: dt.datetime) -> Update:
    """Give a published update other words, also where it was delivered."""
    await _keep_towns(connection, before.n, wording.towns)
    changes = {**_words(wording), "revision": before.revision + 1, "changed_at": at}
    changed = await _set(connection, before.n, (State.PUBLISHED,), changes)
    await outbox.again(connection, _addressed(changed), at)
    await outbox.address(connection, _addressed(changed), at)
    await audit.write(connection, audit.Entry(at, by, "update_changed", subject(before.n)))
    return changed


async def _discard(connection: AsyncConnection, n: int) -> Update:
    return await _set(connection, n, UNPUBLISHED, NOTHING)


def subject(n: int) -> str:
    """What the audit calls an update."""
    return f"update:{n}"


def _addressed(update: Update) -> outbox.Addressed:
    published = update.published_at or update.made_at
    return outbox.Addressed(update.n, update.revision, update.wording.towns, update.server, update.trusted, published)


async def _add(connection: AsyncConnection, draft: Draft, more: dict[str, object]) -> Update:
    row: dict[str, object] = {
        "server": draft.server,
        "server_name": draft.server_name,
        "revision": 1,
        "content": "",
        "trusted": False,
        "by": draft.by,
        "replaces": draft.replaces,
        "made_at": draft.at,
        **_words(draft.wording),
        **more,
    }
    made = (await connection.execute(insert(TABLE).returning(TABLE), row)).one()
    await _keep_towns(connection, made.n, draft.wording.towns)
    return _update(made, draft.wording.towns)


async def _keep_towns(connection: AsyncConnection, n: int, towns: Iterable[int]) -> None:
    await connection.execute(delete(TOWNS).where(TOWNS.c.update == n))
    rows = [{"update": n, "town": town} for town in sorted(set(towns))]
    if rows:
        await connection.execute(insert(TOWNS), rows)


async def _set(connection: AsyncConnection, n: int, states: Iterable[State], changes: dict[str, Any]) -> Update:
    there = (TABLE.c.n == n, TABLE.c.state.in_([state.value for state in states]))
    row = (await connection.execute(update(TABLE).where(*there).values(changes).returning(TABLE))).first()
    if row is None:
        raise ConflictError
    return _update(row, await _towns(connection, n))


async def _found(connection: AsyncConnection, n: int) -> Update | None:
    row = (await connection.execute(select(TABLE).where(TABLE.c.n == n))).first()
    return _update(row, await _towns(connection, n)) if row else None


async def _towns(connection: AsyncConnection, n: int) -> tuple[int, ...]:
    return tuple(await connection.scalars(select(TOWNS.c.town).where(TOWNS.c.update == n).order_by(TOWNS.c.town)))


async def _all(store: Store, wanted: Select[Any]) -> tuple[Update, ...]:
    async with store.reading() as connection:
        rows = (await connection.execute(wanted)).all()
        numbers = wanted.with_only_columns(TABLE.c.n).subquery()
        pairs = select(TOWNS).join(numbers, numbers.c.n == TOWNS.c.update).order_by(TOWNS.c.update, TOWNS.c.town)
        towns: dict[int, list[int]] = {}
        for n, town in await connection.execute(pairs):
            towns.setdefault(n, []).append(town)
    return tuple(_update(row, tuple(towns.get(row.n, ()))) for row in rows)


def _words(wording: Wording) -> dict[str, Any]:
    return {
        "statewide": not wording.towns,
        "headline": wording.headline,
        "text": wording.text,
        "link": wording.link,
        "starts_at": wording.starts_at,
        "time_zone": wording.time_zone,
        "place": wording.place,
        "language": wording.language,
    }


def _update(row: Row[Any], towns: tuple[int, ...]) -> Update:
    return Update(
        n=row.n,
        kind=Kind(row.kind),
        state=State(row.state),
        revision=row.revision,
        server=row.server,
        server_name=row.server_name,
        wording=Wording(
            headline=row.headline,
            text=row.text,
            towns=towns,
            link=row.link,
            starts_at=row.starts_at,
            time_zone=row.time_zone,
            place=row.place,
            language=row.language,
        ),
        content=row.content,
        trusted=row.trusted,
        by=row.by,
        approved_by=row.approved_by,
        replaces=row.replaces,
        made_at=row.made_at,
        published_at=row.published_at,
        changed_at=row.changed_at,
        retracted_at=row.retracted_at,
    )
