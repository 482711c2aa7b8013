"""Releases, whole: those that were published, with the history of which one was live, and those that wait for a decision."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import Row, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.files import Files
from bot.store import audit, tables
from bot.store.engine import Store
from bot.store.errors import AlreadyPublishedError, ConflictError, StoreDamagedError, UnknownReleaseError
from bot.store.news import Topic

AT_ONCE = 500
TURN = "releases"


class Kind(StrEnum):
    """How a release came to be live."""

    PUBLISHED = "published"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True)
class Pack:
    """A checked pack as it will be kept: its version, its id, its date and its files."""

    version: str
    name: str
    as_of: str
    files: Files


@dataclass(frozen=True, slots=True)
class Order:
    """Who publishes, why, from where, when (with a time zone), and which version they see published now (None: none yet).

    `by` names nobody: a keyed hash, or "plainsight".
    """

    by: str
    why: str
    origin: str
    at: dt.datetime
    instead_of: str | None


@dataclass(frozen=True, slots=True)
class Publication:
    """One line of the history; `n` counts up."""

    n: int
    version: str
    kind: Kind
    by: str
    why: str
    origin: str
    at: dt.datetime


Also: TypeAlias = Callable[[AsyncConnection, Publication], Awaitable[None]]
"""What is kept in the transaction of a publication, or not at all: such as the decision to publish it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A release that was published: its version, the day it was researched to, and when it was published last."""

    version: str
    as_of: str
    at: dt.datetime


async def keep(store: Store, pack: Pack, at: dt.datetime) -> None:
    """Keep a pack beside the published one, so that any process can publish it later; raises StoreError."""
    digests, packed = await asyncio.to_thread(_pack, pack.files)
    async with store.writing(TURN) as connection:
        await _keep_once(store.place, connection, pack, (digests, packed), at)


async def publish(store: Store, pack: Pack, order: Order, also: Also | None = None) -> Publication:
    """Keep the pack, and make it the published one, in one transaction, with whatever is to be kept `also`.

    Raises ConflictError where another version is published than the order says, AlreadyPublishedError and StoreError.
    """
    digests, packed = await asyncio.to_thread(_pack, pack.files)
    async with store.writing(TURN, tell=Topic.RELEASES) as connection:
        last = await _due(connection, pack.version, order)
        await _keep_once(store.place, connection, pack, (digests, packed), order.at)
        publication = await _note(connection, last, pack.version, Kind.PUBLISHED, order)
        if also:
            await also(connection, publication)
        return publication


async def roll_back(store: Store, version: str, order: Order, also: Also | None = None) -> Publication:
    """Make a release that was published before the published one again, with whatever is to be kept `also`.

    Raises UnknownReleaseError, ConflictError, AlreadyPublishedError and StoreError.
    """
    async with store.writing(TURN, tell=Topic.RELEASES) as connection:
        last = await _due(connection, version, order)
        before = select(tables.publications.c.n).where(tables.publications.c.version == version).limit(1)
        if await connection.scalar(before) is None:
            raise UnknownReleaseError(version)
        publication = await _note(connection, last, version, Kind.ROLLED_BACK, order)
        if also:
            await also(connection, publication)
        return publication


async def published(store: Store) -> Publication | None:
    """The line of the history that holds now; None before the first. Raises StoreError."""
    return next(iter(await history(store, 1)), None)


async def history(store: Store, most: int) -> tuple[Publication, ...]:
    """The last publications, the newest first; raises StoreError."""
    async with store.reading() as connection:
        rows = await connection.execute(select(tables.publications).order_by(tables.publications.c.n.desc()).limit(most))
        return tuple(map(_publication, rows))


async def versions(store: Store) -> frozenset[str]:
    """The versions of all releases that were ever published; raises StoreError."""
    async with store.reading() as connection:
        return frozenset(await connection.scalars(select(tables.publications.c.version)))


async def listed(store: Store) -> tuple[Listed, ...]:
    """Every release that was ever published, the one that was so last first; raises StoreError."""
    table = tables.publications.c
    last = select(table.version, func.max(table.n).label("n")).group_by(table.version).subquery()
    wanted = (
        select(tables.releases.c.version, tables.releases.c.as_of, table.at)
        .join_from(tables.publications, last, table.n == last.c.n)
        .join(tables.releases, tables.releases.c.version == table.version)
        .order_by(table.n.desc())
    )
    async with store.reading() as connection:
        return tuple(Listed(row.version, row.as_of, row.at) for row in await connection.execute(wanted))


async def files(store: Store, version: str) -> dict[str, bytes]:
    """The files of a release, each checked against its hash; raises UnknownReleaseError, StoreDamagedError and StoreError."""
    wanted = (
        select(tables.release_files.c.name, tables.files.c.digest, tables.files.c.packed)
        .join_from(tables.release_files, tables.files)
        .where(tables.release_files.c.version == version)
        .order_by(tables.release_files.c.name)
    )
    async with store.reading() as connection:
        rows = (await connection.execute(wanted)).all()
    if not rows:
        raise UnknownReleaseError(version)
    return await asyncio.to_thread(lambda: {name: _unpack(store.place, digest, packed) for name, digest, packed in rows})


async def _due(connection: AsyncConnection, version: str, order: Order) -> int:
    """The number of the publication to be replaced, 0 for none, if it is the one that the order is about."""
    newest = select(tables.publications.c.n, tables.publications.c.version).order_by(tables.publications.c.n.desc()).limit(1)
    last = (await connection.execute(newest)).first()
    if (last.version if last else None) != order.instead_of:
        raise ConflictError
    if last and last.version == version:
        raise AlreadyPublishedError(version)
    return last.n if last else 0


async def _keep_once(
    place: str, connection: AsyncConnection, pack: Pack, content: tuple[Mapping[str, str], Mapping[str, bytes]], at: dt.datetime
) -> None:
    digests, packed = content
    known = await connection.scalar(select(tables.releases.c.version).where(tables.releases.c.version == pack.version))
    if known is None:
        await _keep(connection, pack, digests, packed, at)
    elif await _digests(connection, pack.version) != digests:
        raise StoreDamagedError(place, f"release {pack.version} was kept with other files")


async def _keep(
    connection: AsyncConnection, pack: Pack, digests: Mapping[str, str], packed: Mapping[str, bytes], at: dt.datetime
) -> None:
    row = {"version": pack.version, "pack": pack.name, "as_of": pack.as_of, "stored_at": at}
    await connection.execute(insert(tables.releases), row)
    known = await _known(connection, list(packed))
    new = [{"digest": digest, "packed": content} for digest, content in packed.items() if digest not in known]
    if new:
        await connection.execute(insert(tables.files), new)
    names = [{"version": pack.version, "name": name, "digest": digest} for name, digest in digests.items()]
    await connection.execute(insert(tables.release_files), names)


async def _known(connection: AsyncConnection, digests: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(digests), AT_ONCE):
        some = tables.files.c.digest.in_(digests[start : start + AT_ONCE])
        known.update(await connection.scalars(select(tables.files.c.digest).where(some)))
    return known


async def _digests(connection: AsyncConnection, version: str) -> dict[str, str]:
    columns = select(tables.release_files.c.name, tables.release_files.c.digest)
    rows = await connection.execute(columns.where(tables.release_files.c.version == version))
    return {row.name: row.digest for row in rows}


async def _note(connection: AsyncConnection, last: int, version: str, kind: Kind, order: Order) -> Publication:
    row = {
        "after": last,
        "version": version,
        "kind": kind.value,
        "by": order.by,
        "why": order.why,
        "origin": order.origin,
        "at": order.at,
    }
    made = await connection.execute(insert(tables.publications).returning(tables.publications), row)
    await audit.write(connection, audit.Entry(order.at, order.by, kind.value, version=version))
    return _publication(made.one())


def _publication(row: Row[tuple[object, ...]]) -> Publication:
    return Publication(row.n, row.version, Kind(row.kind), row.by, row.why, row.origin, row.at)


def _pack(files: Files) -> tuple[dict[str, str], dict[str, bytes]]:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return digests, {digests[name]: zlib.compress(content) for name, content in files.items()}


def _unpack(place: str, digest: str, packed: bytes) -> bytes:
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = None
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise StoreDamagedError(place, f"the file with hash {digest[:12]} cannot be read back")
    return content
