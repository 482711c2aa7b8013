"""All that is true of SQLite alone: how its file is opened, begun, copied and examined. Nothing else here speaks its dialect."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, column, delete, event, insert, select, table
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import errors

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

FILE = "plainsight.db"
WRITES = "plainsight_writes"
SECONDS_TO_WAIT = 5.0
PAUSE = 0.02
MEANINGS = {
    ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"): errors.StoreLockedError,
    ("SQLITE_CORRUPT", "SQLITE_NOTADB"): errors.StoreDamagedError,
    ("SQLITE_FULL",): errors.StoreFullError,
}
COUNTED = table("sqlite_sequence", column("name"), column("seq"))
"""Where SQLite remembers the highest numbers."""
SIDE_FILES = ("-wal", "-shm", "-journal")
NO_SUCH_TABLE = "no such table"


def engine(path: Path, wait: float = SECONDS_TO_WAIT) -> AsyncEngine:
    """An engine on the file, which it never creates; a statement waits `wait` seconds for other processes."""
    url = URL.create("sqlite+aiosqlite", database=path.absolute().as_uri(), query={"mode": "rw", "uri": "true"})
    made = create_async_engine(url, connect_args={"timeout": wait, "isolation_level": None})
    event.listen(made.sync_engine, "connect", _prepare)
    event.listen(made.sync_engine, "begin", _begin)
    return made


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what a person wrote is not left on a free page
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that will write takes the lock at once: one that first reads and then writes could not wait for it.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def explain(error: sqlite3.Error, place: str) -> errors.StoreError | None:
    """The error in our words, or None where it is a mistake of the program."""
    name, text = getattr(error, "sqlite_errorname", ""), str(error)
    if NO_SUCH_TABLE in text:
        return errors.StoreDamagedError(place, text)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR")):
        return errors.StoreUnreachableError(place, text)
    return next((told(place) for prefixes, told in MEANINGS.items() if name.startswith(prefixes)), None)


def create(path: Path) -> None:
    """Make the folder and an empty database in it, for this user alone, where there are none; raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)


def see(path: Path) -> None:
    """Raise OSError where the file is not there or may not be read.

    An engine would find out too, but leaves a thread behind, and one that is already open would not notice. The file must not
    be opened for this: closing it again would end the locks that this process holds on it.
    """
    path.stat()
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def keep_a_log(path: Path, wait: float = SECONDS_TO_WAIT) -> None:
    """Have the file write ahead, so that readers and the writer do not wait for each other; raises sqlite3.Error.

    The file remembers it. SQLite does not wait by itself where two processes ask for this at once.
    """
    until = time.monotonic() + wait
    while True:
        try:
            with opened(path, "rw") as connection:
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return


def erase(path: Path, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run a statement for each row so that what it takes away is left on no free page; nothing where the table is not there.

    Raises sqlite3.Error.
    """
    with opened(path, "rw") as connection:
        connection.execute("PRAGMA secure_delete = ON")
        try:
            connection.executemany(statement, rows)
        except sqlite3.OperationalError as error:
            if NO_SUCH_TABLE not in str(error):
                raise


def empty_the_log(path: Path) -> bool:
    """Write what the log holds into the file and leave the log empty; False while somebody uses it, or the file is away.

    Until then the log holds what was deleted from the file as it was before.
    """
    try:
        with opened(path, "rw", wait=0) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    return not busy


def stop_the_log(path: Path) -> None:
    """Make the database one file without a log beside it; raises StoreLockedError while anyone else has it open."""
    with telling(str(path)), opened(path, "rw", wait=0) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use, whole, into a new single file, and count the rows of both.

    Raises sqlite3.Error and OSError.
    """
    target.touch(mode=0o600, exist_ok=False)
    with opened(source, "ro") as reader, opened(target, "rw") as writer:
        reader.execute("BEGIN")
        held = counts(reader)  # from here on it sees one state, whatever others write
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = DELETE")
        if counts(writer) != held:
            raise sqlite3.DatabaseError("the copy does not hold as many rows as the database")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds."""
    tables = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


async def counters(connection: AsyncConnection, columns: Mapping[str, str]) -> dict[str, int]:
    """The highest number that was ever given in these columns, by table."""
    given = await connection.execute(select(COUNTED))
    return {row.name: row.seq for row in given if row.name in columns}


async def count_on(connection: AsyncConnection, columns: Mapping[str, str], given: Mapping[str, int]) -> None:
    """Give higher numbers than these from now on."""
    await connection.execute(delete(COUNTED).where(COUNTED.c.name.in_(list(columns))))
    await connection.execute(insert(COUNTED), [{"name": table, "seq": number} for table, number in given.items()])


def faults(path: Path) -> list[str]:
    """What SQLite finds wrong in a file, [] for nothing; raises sqlite3.Error where it cannot even look."""
    with opened(path, "ro") as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        orphans = [f"a row of {row[0]} belongs to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    return [] if found == ["ok"] and not orphans else [line for line in found if line != "ok"] + orphans


@contextlib.contextmanager
def opened(path: Path, mode: str, wait: float = SECONDS_TO_WAIT) -> Iterator[sqlite3.Connection]:
    """A plain connection, closed in the end; for what no engine can do. `mode` is "ro" or "rw"."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def telling(place: str) -> Iterator[None]:
    """Raise what SQLite raises in here in our words."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, place) or error from error
