"""Copies a whole installation from one database into another, SQLite or PostgreSQL, and makes sure that nothing differs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, Table, exc, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import postgres, sqlite, upgrading
from bot.store.engine import Store
from bot.store.errors import CopyError
from bot.store.tables import metadata

AT_ONCE = 200
TABLES: tuple[Table, ...] = tuple(metadata.sorted_tables)
"""What others refer to comes before what refers to it."""
COUNTING = {table.name: column.name for table in TABLES if (column := table.autoincrement_column) is not None}
"""The column of each table that the database counts up; a number that was given once is not given again."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and a checksum of them in any order."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Copy:
    """What both databases hold now, table by table; `made` says whether it had to be copied."""

    sums: Mapping[str, Sum]
    made: bool


async def copy(source: Store, target: Store) -> Copy:
    """Copy everything into a database that holds nothing yet, whole or not at all; one that holds the same is left as it is.

    Raises CopyError where the target holds anything else, where what arrived differs, or where the source is of another version
    than this program, and StoreError. Nobody may write to either meanwhile.
    """
    if await upgrading.revision(source) != upgrading.newest():
        raise CopyError(f"{source.place} is of an older version", "run `plainsight db upgrade` on it first")
    await upgrading.upgrade(target)
    async with source.reading() as reader, target.writing("copy") as writer:
        wanted, found = await _sums(reader), await _sums(writer)
        made = found != wanted
        if made and any(each.rows for each in found.values()):
            raise CopyError(f"{target.place} holds something else", "name a database that is empty, or empty this one")
        if made:
            for table in TABLES:
                await _copy(table, reader, writer)
            _compare(wanted, await _sums(writer))
        await _count_on(await _counted(source, reader), target, writer)
        if made and target.file is None:
            await postgres.take_stock(writer)
        return Copy(wanted, made)


async def _copy(table: Table, reader: AsyncConnection, writer: AsyncConnection) -> None:
    names = table.columns.keys()
    async for rows in _rows(table, reader):
        try:
            await writer.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        except exc.DBAPIError as error:
            if not postgres.is_misfit(error.orig):
                raise
            raise CopyError(f"a row of {table.name} does not fit there ({error.orig})", "mend that row first") from error


async def _rows(table: Table, connection: AsyncConnection) -> AsyncIterator[list[Row[tuple[object, ...]]]]:
    found = await connection.stream(select(table))
    async for rows in found.partitions(AT_ONCE):
        yield list(rows)


async def _sums(connection: AsyncConnection) -> dict[str, Sum]:
    return {table.name: await _sum(table, connection) for table in TABLES}


async def _sum(table: Table, connection: AsyncConnection) -> Sum:
    count = total = 0
    async for rows in _rows(table, connection):
        count += len(rows)
        total += sum(int.from_bytes(hashlib.sha256(_written(row)).digest()) for row in rows)
    return Sum(count, f"{total % 2**256:064x}")  # a sum, for the two databases sort text differently


def _written(row: Row[tuple[object, ...]]) -> bytes:
    """A row as both databases give it back."""
    return repr([value.astimezone(dt.UTC).isoformat() if isinstance(value, dt.datetime) else value for value in row]).encode()


def _compare(wanted: Mapping[str, Sum], arrived: Mapping[str, Sum]) -> None:
    differing = [name for name, each in wanted.items() if arrived[name] != each]
    if differing:
        raise CopyError(f"what arrived in {', '.join(differing)} differs", "see that nobody writes to either, then try again")


async def _counted(store: Store, connection: AsyncConnection) -> dict[str, int]:
    """The highest number that each table has ever given."""
    given: dict[str, int] = await (sqlite if store.file else postgres).counters(connection, COUNTING)
    for table, column in COUNTING.items():
        highest = await connection.scalar(select(func.max(metadata.tables[table].c[column])))
        given[table] = max(given.get(table, 0), highest or 0)
    return given


async def _count_on(given: Mapping[str, int], store: Store, connection: AsyncConnection) -> None:
    await (sqlite if store.file else postgres).count_on(connection, COUNTING, given)
