"""The database comes to today's shape at start: from nothing, only once, by one process, and never from tomorrow's."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.store import releases, tables, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreForeignError, StoreNewerError
from tests.bot.store import databases, orders
from tests.bot.store.databases import on_sqlite

ROOT = Path(__file__).parents[3]
UPGRADE = (
    "import asyncio, pathlib, sys; from bot.store.engine import Store; from bot.store import upgrading\n"
    "async def main():\n"
    "    async with Store.in_folder(pathlib.Path(sys.argv[1])) as store:\n"
    "        print(await upgrading.upgrade(store))\n"
    "input()\n"
    "asyncio.run(main())\n"
)


def _process(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", UPGRADE, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


async def test_nothing_becomes_a_database_with_every_table(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path / "new" / "folder") as store:
        assert await upgrading.upgrade(store)
        async with store.reading() as connection:
            names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert set(names) == {*tables.metadata.tables, tables.VERSION_TABLE}
        assert await upgrading.revision(store) == upgrading.newest()


@on_sqlite
async def test_a_second_upgrade_changes_nothing(store: Store) -> None:
    await releases.publish(store, orders.pack(1), orders.order(None))
    await store.close()
    assert store.file
    before = databases.digest(store.file)
    assert not await upgrading.upgrade(store)
    await store.close()
    assert databases.digest(store.file) == before


@on_sqlite
async def test_a_database_of_a_newer_version_is_refused_and_untouched(store: Store) -> None:
    await store.close()
    assert store.file
    databases.change(store.file, "UPDATE plainsight_version SET version_num = '0999'")
    before = databases.digest(store.file)
    with pytest.raises(StoreNewerError, match=r"newer version of plainsight \(revision 0999\) and was not touched"):
        await upgrading.upgrade(store)
    await store.close()
    assert databases.digest(store.file) == before


async def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "plainsight.db"
    databases.change(file, "CREATE TABLE recipes (name TEXT)")
    before = databases.digest(file)
    async with Store.in_file(file) as store:
        with pytest.raises(StoreForeignError, match="another program"):
            await upgrading.upgrade(store)
    assert databases.digest(file) == before


@pytest.mark.parametrize("attempt", range(3))
def test_processes_that_start_at_once_upgrade_once(tmp_path: Path, attempt: int) -> None:
    running = [_process(tmp_path) for _ in range(3)]
    for process in running:  # all have read their modules and wait
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sorted(said) == ["False", "False", "True"]


async def test_many_upgrades_at_once_in_one_process_upgrade_once(tmp_path: Path) -> None:
    stores = [Store.in_folder(tmp_path) for _ in range(8)]
    done = await asyncio.gather(*(upgrading.upgrade(store) for store in stores))
    for store in stores:
        await store.close()
    assert sorted(done) == [False] * 7 + [True]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("statement", range(1, 22, 4))
async def test_an_upgrade_that_is_killed_leaves_nothing_or_all(tmp_path: Path, statement: int) -> None:
    _die_at(statement, tmp_path)
    async with Store.in_folder(tmp_path) as store:
        assert await upgrading.revision(store) in {None, upgrading.newest()}
        await upgrading.upgrade(store)
        assert await releases.publish(store, orders.pack(1), orders.order(None))


def _die_at(statement: int, folder: Path) -> None:
    dying = (
        "import os, signal, sys\nfrom sqlalchemy import event\nfrom sqlalchemy.engine import Engine\n"
        "left = int(sys.argv[2])\n"
        "def count(*_):\n    global left\n    left -= 1\n    left or os.kill(os.getpid(), signal.SIGKILL)\n"
        "event.listen(Engine, 'before_cursor_execute', count)\n"
    )
    command = [sys.executable, "-c", dying + UPGRADE, str(folder), str(statement)]
    done = subprocess.run(command, check=False, cwd=ROOT, input="\n", text=True, timeout=60, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
