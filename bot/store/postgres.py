"""All that is true of PostgreSQL alone: how it is reached, what it waits for, how processes lock and tell each other things."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import socket
from collections.abc import AsyncIterator, Callable, Mapping

from sqlalchemy import URL, column, exc, func, make_url, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import errors

DRIVER = "postgresql+asyncpg"
SCHEMES = (DRIVER, "postgresql", "postgres")
CHANNEL = "plainsight"
CONNECTIONS = 5
SECONDS_TO_CONNECT = 2.5
SECONDS_TO_WAIT = 5.0
SECONDS_TO_WORK = 10.0
SECONDS_BETWEEN_PINGS = 30.0
NOT_UNDERSTOOD = "the address of the database is not understood"
HOW_TO_WRITE_IT = "write postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE"
SEE_THAT_IT_RUNS = "see that PostgreSQL runs and that DATABASE_URL names it; questions are answered meanwhile"
SEE_WHO_WE_ARE = "see that DATABASE_URL names a user, password and database that PostgreSQL knows, and that may be written"
SEE_WHAT_HOLDS_IT = "see what holds it in pg_stat_activity, then try again"
MORE_CONNECTIONS = "raise max_connections, or run fewer processes"

MEANINGS: Mapping[tuple[str, ...], Callable[[str, str], errors.StoreError]] = {
    ("08", "57P", "58", "F0"): lambda where, detail: errors.StoreUnreachableError(where, detail, SEE_THAT_IT_RUNS),
    ("28", "3D", "42501", "25006"): lambda where, detail: errors.StoreUnreachableError(where, detail, SEE_WHO_WE_ARE),
    ("53300",): lambda where, _: errors.StoreLockedError(where, "has no connection left", MORE_CONNECTIONS),
    ("53",): lambda where, _: errors.StoreFullError(where),
    ("55", "57014", "40P01", "25P03"): lambda where, _: errors.StoreLockedError(where, remedy=SEE_WHAT_HOLDS_IT),
    ("40001",): lambda *_: errors.ConflictError(),
    ("42P01", "42703", "XX"): errors.StoreDamagedError,
}
"""By the beginning of SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html; the first that fits."""


def parse(address: str) -> URL:
    """The address of a database; raises StoreAddressError, which does not repeat it, for it may hold a password."""
    try:
        url = make_url(address.strip())
    except (exc.ArgumentError, ValueError):
        raise errors.StoreAddressError(NOT_UNDERSTOOD, HOW_TO_WRITE_IT) from None
    if url.drivername not in SCHEMES or not url.database:
        raise errors.StoreAddressError(NOT_UNDERSTOOD, HOW_TO_WRITE_IT)
    query = {"ssl" if key == "sslmode" else key: value for key, value in url.query.items()}  # as other programs call it
    return url.set(drivername=DRIVER, query=query)


def place(url: URL) -> str:
    """The database as people are told of it: without user and password."""
    host = url.query.get("host", "") if not url.host else url.host
    return f"postgresql://{host}{f':{url.port}' if url.port else ''}/{url.database}"


def engine(url: URL, wait: float = SECONDS_TO_WAIT, work: float = SECONDS_TO_WORK) -> AsyncEngine:
    """An engine that waits `wait` seconds for others, and `work` seconds for one statement; raises StoreAddressError.

    A connection that has died is noticed before it is used. What a process that died held is let go of by the server.
    """
    limits = {"lock_timeout": wait, "statement_timeout": work, "idle_in_transaction_session_timeout": 2 * work}
    server_settings = {"application_name": "plainsight", **{name: str(int(1000 * limit)) for name, limit in limits.items()}}
    try:
        return create_async_engine(
            url,
            isolation_level="READ COMMITTED",  # whoever has waited for a lock sees what was written meanwhile
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
            pool_timeout=wait,
            pool_pre_ping=True,
            connect_args={
                "timeout": SECONDS_TO_CONNECT,
                "command_timeout": work + 1,  # the server's own limit comes first, unless it has fallen silent
                "server_settings": server_settings,
            },
        )
    except ModuleNotFoundError:
        raise errors.StoreAddressError(
            "PostgreSQL needs one more package", "in the project's folder, pip install '.[postgres]'"
        ) from None


def reader(made: AsyncEngine) -> AsyncEngine:
    """The same engine for transactions that see one state of the database and change nothing."""
    return made.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def explain(error: BaseException, where: str, *, cut: bool) -> errors.StoreError | None:
    """The error in our words, or None where it is a mistake of the program; `cut` says that the connection ended with it."""
    code = getattr(error, "sqlstate", None) or ("08" if cut else "")
    detail = str(error).partition("\n")[0]
    return next((told(where, detail) for codes, told in MEANINGS.items() if code.startswith(codes)), None)


def unreachable(error: OSError, where: str) -> errors.StoreError:
    """What kept us from the server, in our words."""
    if isinstance(error, TimeoutError):
        detail = "no answer"
    elif isinstance(error, socket.gaierror):
        detail = "its host is not known"
    else:
        detail = os.strerror(error.errno) if error.errno else type(error).__name__
    return errors.StoreUnreachableError(where, detail, SEE_THAT_IT_RUNS)


async def wait_for_turn(connection: AsyncConnection, name: str, *, shared: bool = False) -> None:
    """Wait until no other transaction of this name is under way, but for `shared` ones beside one that is shared too.

    The turn ends with the transaction.
    """
    lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
    await connection.execute(select(lock(_number(name))))


async def tell(connection: AsyncConnection, topic: str) -> None:
    """Have every listening process hear of this once the transaction is kept."""
    await connection.execute(select(func.pg_notify(CHANNEL, topic)))


async def take_stock(connection: AsyncConnection) -> None:
    """Have PostgreSQL count what the tables hold, so that it plans well at once and not when it next gets round to it."""
    await connection.execute(text("ANALYZE"))


async def others(connection: AsyncConnection) -> int:
    """How many other connections there are to this database, whoever's they are."""
    activity = table("pg_stat_activity", column("pid"), column("datname"))
    elsewhere = (activity.c.datname == func.current_database(), activity.c.pid != func.pg_backend_pid())
    return await connection.scalar(select(func.count()).select_from(activity).where(*elsewhere)) or 0


@contextlib.asynccontextmanager
async def holding(made: AsyncEngine, name: str) -> AsyncIterator[bool]:
    """Whether we alone, of all processes, do what has this name until the block ends; it ends with the process as well."""
    async with made.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        mine = bool(await connection.scalar(select(func.pg_try_advisory_lock(_number(name)))))
        try:
            yield mine
        finally:
            if mine:
                await _let_go(connection, name)


async def _let_go(connection: AsyncConnection, name: str) -> None:
    try:
        await connection.execute(select(func.pg_advisory_unlock(_number(name))))
    except (exc.DBAPIError, OSError):  # then it went with the connection
        await connection.invalidate()


async def listen(made: AsyncEngine, begun: Callable[[], None], hear: Callable[[str], None]) -> None:
    """Call `hear` with what is told, from when `begun` is called until the line breaks."""
    ended = asyncio.Event()
    async with made.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        line = (await connection.get_raw_connection()).driver_connection
        if line is None:
            raise ConnectionError
        line.add_termination_listener(lambda _: ended.set())
        try:
            await line.add_listener(CHANNEL, lambda *said: hear(said[-1]))
            begun()
            while not await _within(SECONDS_BETWEEN_PINGS, ended):
                await connection.execute(select(1))  # a line may die without a word
        finally:
            await connection.invalidate()  # nobody else shall have a connection that listens


async def _within(seconds: float, event: asyncio.Event) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await event.wait()
    return False


def is_misfit(error: BaseException | None) -> bool:
    """Whether a value is longer than its column, or has a character that PostgreSQL does not keep."""
    return str(getattr(error, "sqlstate", None) or "").startswith("22")


async def counters(connection: AsyncConnection, columns: Mapping[str, str]) -> dict[str, int]:
    """The highest number that was ever given in these columns, by table."""
    last = text("SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(:table, :column)::regclass), 0)")
    return {
        name: int((await connection.execute(last, {"table": name, "column": counted})).scalar_one())
        for name, counted in columns.items()
    }


async def count_on(connection: AsyncConnection, columns: Mapping[str, str], given: Mapping[str, int]) -> None:
    """Give higher numbers than these from now on."""
    for name, number in given.items():
        if number:
            await connection.execute(select(func.setval(func.pg_get_serial_sequence(name, columns[name]), number)))


def _number(name: str) -> int:
    """The number that PostgreSQL knows a lock by."""
    return int.from_bytes(hashlib.sha256(f"plainsight {name}".encode()).digest()[:8], signed=True)
