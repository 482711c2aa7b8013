"""A PostgreSQL database is backed up and restored by its own programs; without them, that is said."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, update

from bot.store import backup, checking, dumping, releases, tables, upgrading
from bot.store.engine import Store
from bot.store.errors import BackupError, StoreDamagedError, StoreForeignError
from tests.bot.store import databases
from tests.bot.store.databases import on_postgresql
from tests.bot.store.orders import MOMENT, order, pack, version
from tests.postgres.server import PASSWORD, STRANGER, Server

needs_them = pytest.mark.skipif(
    not (shutil.which("pg_dump") and shutil.which("pg_restore")), reason="pg_dump and pg_restore are not on the path"
)


@pytest.fixture
async def empty(address: str) -> AsyncIterator[Store]:
    """Another database, which nobody has used yet."""
    async with Store.at(address) as made:
        yield made


@needs_them
@on_postgresql
async def test_what_was_backed_up_is_restored_into_an_empty_database(store: Store, empty: Store, tmp_path: Path) -> None:
    await releases.publish(store, pack(1), order(None))
    await backup.backup(store, tmp_path / "copy.dump")
    assert databases.private(tmp_path / "copy.dump")
    assert databases.names(tmp_path) == ["copy.dump"]
    assert await backup.restore(empty, tmp_path / "copy.dump", MOMENT) is None
    assert await releases.files(empty, version(1)) == pack(1).files
    assert await checking.faults(empty) == []
    assert (await releases.publish(empty, pack(2), order(1))).n == 2


@needs_them
@on_postgresql
async def test_a_database_that_holds_something_is_not_restored_into(store: Store, tmp_path: Path) -> None:
    await releases.publish(store, pack(1), order(None))
    await backup.backup(store, tmp_path / "copy.dump")
    with pytest.raises(BackupError, match="name an empty database in DATABASE_URL"):
        await backup.restore(store, tmp_path / "copy.dump", MOMENT)


@on_postgresql
async def test_a_damaged_database_is_not_handed_out_as_a_backup(store: Store, tmp_path: Path) -> None:
    await releases.publish(store, pack(1), order(None))
    async with store.writing() as connection:
        await connection.execute(update(tables.files).values(packed=b"rotten"))
    with pytest.raises(StoreDamagedError):
        await backup.backup(store, tmp_path / "copy.dump")
    assert databases.names(tmp_path) == []


@needs_them
async def test_what_is_no_backup_is_refused_and_leaves_the_database_empty(empty: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all, " * 500)
    with pytest.raises(BackupError, match="pg_restore failed"):
        await backup.restore(empty, tmp_path / "letter.txt", MOMENT)
    assert await upgrading.revision(empty) is None


async def test_the_database_of_another_program_is_not_backed_up(
    empty: Store, database: str, postgres: Server, tmp_path: Path
) -> None:
    await postgres.run("CREATE TABLE recipes (name TEXT)", database=database)
    with pytest.raises(StoreForeignError):
        await backup.backup(empty, tmp_path / "copy.dump")


@on_postgresql
async def test_without_the_programs_it_is_said_where_they_are_to_be_had(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="there is no pg_dump on this machine, and nothing was changed: install"):
        await backup.backup(store, tmp_path / "copy.dump")
    assert databases.names(tmp_path) == []


@needs_them
async def test_the_password_goes_by_the_environment(postgres: Server, database: str, tmp_path: Path) -> None:
    await postgres.run(f"DROP ROLE IF EXISTS {STRANGER}", f"CREATE ROLE {STRANGER} LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
    await dumping.dump(make_url(postgres.address(database, STRANGER, PASSWORD)), tmp_path / "copy.dump")
    with pytest.raises(BackupError, match="password authentication failed") as caught:
        await dumping.dump(make_url(postgres.address(database, STRANGER, "guessed")), tmp_path / "other.dump")
    assert "guessed" not in str(caught.value)
