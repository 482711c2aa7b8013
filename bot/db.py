"""`plainsight db upgrade`, `check`, `backup` and `restore`: what an operator does to the database in the data folder."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.store import backup as backups
from bot.store import checking, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreError


def upgrade(folder: Path) -> int:
    """Make the database, or bring it to the shape that this program knows; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        changed = await upgrading.upgrade(store)
        return _say(f"{store.place}: {'upgraded' if changed else 'nothing to do'}, revision {upgrading.newest()}")

    return _on(folder, work)


def check(folder: Path) -> int:
    """Examine the database; 0 where it is sound, 1 where it is not, with a line for each fault."""

    async def work(store: Store) -> int:
        found = await checking.faults(store)
        for fault in found:
            _say(fault)
        return int(bool(found)) or _say(f"{store.place}: sound, revision {upgrading.newest()}")

    return _on(folder, work)


def backup(folder: Path, file: Path) -> int:
    """Copy the database, in use or not, into a new file; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        await backups.backup(store, file)
        return _say(f"{file}: a sound copy of {store.place}")

    return _on(folder, work)


def restore(folder: Path, file: Path) -> int:
    """Put a backup in the place of the database, while the bot is stopped; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        aside = await backups.restore(store, file, dt.datetime.now(dt.UTC))
        return _say(f"{store.place}: restored from {file}" + (f"; what was there before is kept as {aside}" if aside else ""))

    return _on(folder, work)


def _on(folder: Path, work: Callable[[Store], Awaitable[int]]) -> int:
    async def run() -> int:
        async with Store.in_folder(folder) as store:
            return await work(store)

    try:
        return asyncio.run(run())
    except StoreError as error:
        sys.stderr.write(f"plainsight: {error}\n")
        return 1


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0
