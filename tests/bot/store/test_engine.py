"""The database is opened as it must be, and whatever is wrong with it is told in one sentence with its remedy."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, insert

from bot.errors import PlainsightError
from bot.store import audit, errors, releases, servers, tables, upgrading
from bot.store.engine import Store
from bot.store.servers import Server
from tests.bot.store import databases, orders
from tests.bot.store.databases import on_sqlite
from tests.bot.store.orders import MOMENT

ROOT = Path(__file__).parents[3]
STORE = ROOT / "bot" / "store"


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 100)]
)
@on_sqlite
async def test_every_connection_is_set_up_to_lose_nothing(store: Store, pragma: str, value: object) -> None:
    async with store.writing() as connection:
        assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == value


def test_sqlites_own_dialect_is_spoken_in_one_place() -> None:
    dialect = re.compile(r"PRAGMA|BEGIN IMMEDIATE|VACUUM|sqlite_master|INSERT OR|exec_driver_sql", re.IGNORECASE)
    speaking = {path.name for path in STORE.rglob("*.py") if dialect.search(path.read_text(encoding="utf-8"))}
    assert speaking == {"sqlite.py"}


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    async def write_and_fail() -> None:
        async with store.writing() as connection:
            await audit.write(connection, audit.Entry(MOMENT, "someone", "published"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    assert await audit.recent(store, 10) == ()


async def test_a_row_that_refers_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(errors.ConflictError):
        async with store.writing() as connection:
            await connection.execute(insert(tables.release_files), {"version": "none", "name": "a", "digest": "none"})


async def test_a_mistake_of_the_program_stays_what_it_is(store: Store) -> None:
    with pytest.raises(Exception, match="syntax error"):
        async with store.reading() as connection:
            await connection.exec_driver_sql("SELEC 1")


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"):
        await audit.record(store, audit.Entry(MOMENT.replace(tzinfo=None), "someone", "published"))


async def test_many_write_at_once_and_nobody_is_refused(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path) as store:
        await upgrading.upgrade(store)
        await asyncio.gather(*(servers.keep(store, Server(number), MOMENT) for number in range(60)))
        assert len(await servers.everyone(store)) == 60


async def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    await releases.publish(store, orders.pack(1), orders.order(None))
    async with store.writing() as connection:
        await audit.write(connection, audit.Entry(MOMENT, "someone", "published"))
        assert (await releases.published(store)) is not None


@on_sqlite
async def test_a_database_held_by_another_process_is_told(store: Store) -> None:
    assert store.file
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.StoreLockedError, match="held by another process"):
        await releases.publish(store, orders.pack(1), orders.order(None))
    other.execute("ROLLBACK")
    other.close()
    assert await releases.publish(store, orders.pack(1), orders.order(None))


async def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "plainsight.db"
    file.write_bytes(b"Dear diary, " * 1000)
    async with Store.in_file(file) as store:
        with pytest.raises(errors.StoreDamagedError, match="db restore"):
            await upgrading.upgrade(store)
    assert file.read_bytes() == b"Dear diary, " * 1000


async def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path) as store:
        await upgrading.upgrade(store)
        await releases.publish(store, orders.pack(1), orders.order(None))
    file = tmp_path / "plainsight.db"
    databases.spoil(file, 4096)
    async with Store.in_folder(tmp_path) as store:
        with pytest.raises(errors.StoreDamagedError):
            await releases.published(store)


@on_sqlite
async def test_a_full_disk_is_told_and_nothing_is_kept(store: Store) -> None:
    def no_more_pages(connection: sqlite3.Connection, *_: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_count")
        [pages] = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        cursor.close()

    await store.close()
    event.listen(store.engine.sync_engine, "connect", no_more_pages)
    bulky = releases.Pack("bulky", "testland", "2026", {"a": os.urandom(200_000)})
    with pytest.raises(errors.StoreFullError, match="free disk space"):
        await releases.publish(store, bulky, orders.order(None))
    assert await releases.published(store) is None
    assert await releases.versions(store) == frozenset()


async def test_a_database_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path) as store:
        with pytest.raises(errors.StoreUnreachableError, match="plainsight db upgrade"):
            await releases.published(store)
    assert databases.names(tmp_path) == []


@on_sqlite
async def test_a_database_that_goes_while_it_is_used_is_told_and_nothing_is_written_into_nowhere(store: Store) -> None:
    await releases.publish(store, orders.pack(1), orders.order(None))
    assert store.file
    store.file.unlink()
    with pytest.raises(errors.StoreUnreachableError):
        await releases.publish(store, orders.pack(2), orders.order(1))


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with Store.in_folder(tmp_path / "file" / "data") as store:
        with pytest.raises(errors.StoreUnreachableError):
            await upgrading.upgrade(store)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are for their maker alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextlib.contextmanager
def _for_reading_alone(folder: Path) -> Iterator[None]:
    """As long as this lasts, the process has no right to write there, even where it runs as root."""
    was_root = os.geteuid() == 0
    (folder / "plainsight.db").chmod(0o444)
    folder.chmod(0o555)
    if was_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="the rights of files are others there")
async def test_a_database_that_may_not_be_written_is_told_and_stays_whole(open_folder: Path) -> None:
    async with Store.in_folder(open_folder) as store:
        await upgrading.upgrade(store)
        await releases.publish(store, orders.pack(1), orders.order(None))
    with _for_reading_alone(open_folder):
        async with Store.in_folder(open_folder) as store:
            with pytest.raises(errors.StoreUnreachableError, match="may write there"):
                await releases.publish(store, orders.pack(2), orders.order(1))
    async with Store.in_folder(open_folder) as store:
        found = await releases.published(store)
    assert found
    assert found.version == orders.version(1)


@on_sqlite
def test_the_database_is_for_its_user_alone(store: Store) -> None:
    assert store.file
    assert databases.private(store.file)
    assert databases.private(store.file.parent)


def test_a_process_that_forgets_to_close_still_ends(tmp_path: Path) -> None:
    code = (
        "import asyncio, pathlib, sys; from bot.store.engine import Store; from bot.store import upgrading\n"
        "async def main():\n"
        "    store = Store.in_folder(pathlib.Path(sys.argv[1]))\n"
        "    await upgrading.upgrade(store)\n"
        "    connection = await store.engine.connect()\n"
        "    sys.exit(3)\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path)]
    done = subprocess.run(command, check=False, cwd=ROOT, timeout=30, capture_output=True)
    assert done.returncode == 3


async def test_no_thread_is_left_when_the_store_is_closed(tmp_path: Path) -> None:
    import threading

    before = set(threading.enumerate())
    async with Store.in_folder(tmp_path) as store:
        await upgrading.upgrade(store)
        await asyncio.gather(*(servers.find(store, number) for number in range(10)))
    left = [thread for thread in set(threading.enumerate()) - before if not thread.name.startswith("asyncio_")]
    for thread in left:
        thread.join(5)
    assert not [thread for thread in left if thread.is_alive()]


def test_every_error_is_one_sentence_with_its_remedy() -> None:
    made: list[PlainsightError] = [
        errors.StoreNewerError("p", "0009"),
        errors.StoreForeignError("p"),
        errors.StoreDamagedError("p"),
        errors.StoreDamagedError("p", "a detail"),
        errors.StoreLockedError("p"),
        errors.StoreFullError("p"),
        errors.StoreUnreachableError("p", "a detail"),
        errors.StoreUnreachableError("p", "a detail", "a remedy"),
        errors.StoreAddressError("a problem", "a remedy"),
        errors.ConflictError(),
        errors.UnknownReleaseError("v"),
        errors.AlreadyPublishedError("v"),
        errors.CopyError("a problem", "a remedy"),
        errors.BackupError("a problem", "a remedy"),
    ]
    assert {type(error) for error in made} == set(errors.StoreError.__subclasses__())
    assert all(": " in str(error) and "\n" not in str(error) for error in made)
