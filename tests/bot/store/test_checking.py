"""A sound database has no faults; whatever is wrong with one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import checking, releases, sqlite
from bot.store.engine import Store
from bot.store.errors import StoreUnreachableError
from tests.bot.store import databases
from tests.bot.store.orders import order, pack


@pytest.fixture
def store(filed: Store) -> Store:
    """What follows is about the file of a database."""
    return filed


@pytest.fixture
async def file(store: Store) -> Path:
    """A database with two releases."""
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    await store.close()
    assert store.file
    return store.file


async def test_a_sound_database_has_no_faults(store: Store, file: Path) -> None:
    assert await checking.faults(store) == []


async def test_a_rotten_file_is_named_with_its_releases(store: Store, file: Path) -> None:
    databases.change(file, "UPDATE files SET packed = x'00'")
    found = await checking.faults(store)
    assert len(found) == 2
    assert all("cannot be read back" in fault for fault in found)


async def test_a_row_that_belongs_to_nothing_is_named(store: Store, file: Path) -> None:
    databases.change(file, "DELETE FROM files WHERE digest IN (SELECT digest FROM release_files WHERE name = 'laws.yaml')")
    assert any("belongs to nothing" in fault for fault in await checking.faults(store))


async def test_a_broken_index_is_named(store: Store, file: Path) -> None:
    databases.empty_an_index(file)
    assert any("index" in fault for fault in sqlite.faults(file))
    assert await checking.faults(store)


async def test_a_missing_table_is_told(store: Store, file: Path) -> None:
    databases.change(file, "DROP TABLE release_files")
    assert any("no such table: release_files" in fault for fault in await checking.faults(store))


async def test_a_database_that_was_never_upgraded_is_told(tmp_path: Path) -> None:
    (tmp_path / "plainsight.db").touch()
    async with Store.in_folder(tmp_path) as store:
        [fault] = await checking.faults(store)
    assert "plainsight db upgrade" in fault


async def test_no_database_is_told(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path) as store:
        with pytest.raises(StoreUnreachableError):
            await checking.faults(store)
