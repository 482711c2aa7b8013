"""A backup is a sound copy of a living database; what is damaged or too new is never put in its place."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.store import backup, checking, releases, servers, tables, upgrading
from bot.store.engine import Store
from bot.store.errors import BackupError, StoreDamagedError, StoreForeignError, StoreLockedError, StoreUnreachableError
from bot.store.servers import Server
from tests.bot.store import databases
from tests.bot.store.orders import MOMENT, order, pack, version


@pytest.fixture
def store(filed: Store) -> Store:
    """What follows is about the file of a database."""
    return filed


@pytest.fixture
async def copy(store: Store, tmp_path: Path) -> Path:
    """A backup of a database with one release, of which the second came later."""
    await releases.publish(store, pack(1), order(None))
    target = tmp_path / "copy.db"
    await backup.backup(store, target)
    await releases.publish(store, pack(2), order(1))
    await store.close()
    return target


async def _published(store: Store) -> str | None:
    found = await releases.published(store)
    return found.version if found else None


async def test_a_backup_holds_what_the_database_held(copy: Path) -> None:
    async with Store.in_file(copy) as copied:
        assert await _published(copied) == version(1)
        assert await releases.files(copied, version(1)) == pack(1).files
        assert await checking.faults(copied) == []


async def test_a_backup_is_one_file_for_its_user_alone(copy: Path) -> None:
    assert databases.names(copy.parent) == ["copy.db", "data"]
    assert databases.private(copy)


async def test_a_backup_is_made_while_others_write(store: Store, tmp_path: Path) -> None:
    await releases.publish(store, pack(1), order(None))

    async def write() -> None:
        for number in range(200):
            await servers.keep(store, Server(number), MOMENT)

    writing = asyncio.create_task(write())
    await backup.backup(store, tmp_path / "copy.db")
    await writing
    async with Store.in_file(tmp_path / "copy.db") as copied:
        assert await checking.faults(copied) == []


async def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "important.txt"
    target.write_text("keep me")
    with pytest.raises(BackupError, match="is there already, and nothing was changed: name a file that is not"):
        await backup.backup(store, target)
    assert target.read_text() == "keep me"


async def test_a_backup_into_no_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="name a folder"):
        await backup.backup(store, tmp_path / "none" / "copy.db")


async def test_a_damaged_database_is_not_handed_out_as_a_backup(store: Store, tmp_path: Path) -> None:
    await releases.publish(store, pack(1), order(None))
    async with store.writing() as connection:
        await connection.execute(update(tables.files).values(packed=b"rotten"))
    with pytest.raises(StoreDamagedError):
        await backup.backup(store, tmp_path / "copy.db")
    assert databases.names(tmp_path) == ["data"]


async def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path) as store:
        with pytest.raises(StoreUnreachableError):
            await backup.backup(store, tmp_path / "copy.db")
    assert databases.names(tmp_path) == []


async def test_a_restored_database_is_the_one_that_was_backed_up(store: Store, copy: Path) -> None:
    aside = await backup.restore(store, copy, MOMENT)
    assert await _published(store) == version(1)
    assert await checking.faults(store) == []
    assert await releases.publish(store, pack(3), order(1))
    assert aside


async def test_what_was_there_before_is_kept_aside(store: Store, copy: Path) -> None:
    aside = await backup.restore(store, copy, MOMENT)
    assert aside
    async with Store.in_file(aside) as before:
        assert await _published(before) == version(2)


async def test_a_backup_can_be_restored_where_nothing_was(copy: Path, tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path / "elsewhere") as store:
        assert await backup.restore(store, copy, MOMENT) is None
        assert await _published(store) == version(1)


async def test_a_restored_database_still_writes_ahead(store: Store, copy: Path) -> None:
    await backup.restore(store, copy, MOMENT)
    await upgrading.upgrade(store)
    await store.close()
    async with store.reading() as connection:
        assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"


async def test_the_backup_itself_is_not_changed_by_a_restore(store: Store, copy: Path) -> None:
    before = databases.digest(copy)
    await backup.restore(store, copy, MOMENT)
    assert databases.digest(copy) == before


async def test_two_restores_keep_two_databases_aside(store: Store, copy: Path) -> None:
    first = await backup.restore(store, copy, MOMENT)
    second = await backup.restore(store, copy, MOMENT + dt.timedelta(seconds=1))
    assert first
    assert second
    assert first != second
    assert first.exists()
    assert second.exists()


async def _refused(store: Store, source: Path, words: str) -> None:
    assert store.file
    before = databases.digest(store.file)
    with pytest.raises(BackupError, match=words):
        await backup.restore(store, source, MOMENT)
    assert databases.digest(store.file) == before
    assert databases.names(store.file.parent) == ["plainsight.db"]


async def test_a_damaged_backup_is_refused(store: Store, copy: Path) -> None:
    databases.spoil(copy, 4096, 8192)
    await _refused(store, copy, "is damaged")


async def test_a_backup_that_was_cut_short_is_refused(store: Store, copy: Path) -> None:
    databases.cut(copy)
    await _refused(store, copy, "is damaged")


async def test_a_backup_with_a_rotten_release_is_refused(store: Store, copy: Path) -> None:
    databases.change(copy, "UPDATE files SET packed = x'00'")
    await _refused(store, copy, "is damaged")


async def test_a_backup_with_rows_that_belong_to_nothing_is_refused(store: Store, copy: Path) -> None:
    databases.change(copy, "DELETE FROM releases")
    await _refused(store, copy, "is damaged")


async def test_a_backup_of_a_newer_version_is_refused(store: Store, copy: Path) -> None:
    databases.change(copy, "UPDATE plainsight_version SET version_num = '0999'")
    await _refused(store, copy, "newer version of plainsight")


async def test_a_database_of_another_program_is_refused(store: Store, copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "recipes.db"
    databases.change(other, "CREATE TABLE recipes (name TEXT)")
    await _refused(store, other, "another program")


async def test_an_empty_file_is_refused(store: Store, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    await _refused(store, tmp_path / "empty.db", "is empty")


async def test_a_text_is_refused(store: Store, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all, " * 500)
    await _refused(store, tmp_path / "letter.txt", "is damaged, or is no backup")


async def test_a_missing_backup_is_refused(store: Store, copy: Path, tmp_path: Path) -> None:
    await _refused(store, tmp_path / "none.db", "there is no file")


async def test_nothing_is_restored_while_the_bot_uses_the_database(store: Store, copy: Path) -> None:
    assert store.file
    async with Store.in_file(store.file) as bot:
        assert await _published(bot) == version(2)
        with pytest.raises(StoreLockedError, match="held by another process"):
            await backup.restore(store, copy, MOMENT)
        assert await _published(bot) == version(2)


async def test_a_ruined_database_is_replaced_and_its_log_is_not_applied(store: Store, copy: Path) -> None:
    assert store.file
    store.file.write_bytes(b"\x00" * 10_000)
    log = store.file.with_name(store.file.name + "-wal")
    log.write_bytes(b"an old log")
    aside = await backup.restore(store, copy, MOMENT)
    assert not log.exists() or log.read_bytes() != b"an old log"
    assert await _published(store) == version(1)
    assert aside
    assert aside.read_bytes() == b"\x00" * 10_000


async def test_a_foreign_database_is_not_backed_up(tmp_path: Path) -> None:
    file = tmp_path / "plainsight.db"
    databases.change(file, "CREATE TABLE recipes (name TEXT)")
    async with Store.in_file(file) as store:
        with pytest.raises(StoreForeignError):
            await backup.backup(store, tmp_path / "copy.db")
