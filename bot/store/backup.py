"""Copies the database while it is in use, and takes a copy back; a copy that is damaged or too new is refused."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import shutil
from pathlib import Path

from bot.store import checking, dumping, outbox, sqlite, upgrading
from bot.store.engine import Store
from bot.store.errors import BackupError, StoreDamagedError, StoreError


async def backup(store: Store, target: Path) -> None:
    """Copy the database, in use or not, into a new file, examined before it gets its name; raises BackupError and StoreError.

    Of a PostgreSQL database, it is what pg_restore reads.
    """
    _must_be_free(target)
    await upgrading.revision(store)  # nothing is worth copying that is no database of ours
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if store.file:
            with sqlite.telling(store.place):
                await asyncio.to_thread(sqlite.copy, store.file, part)
            await _examine(part)
        else:
            await _must_be_sound(store)
            await dumping.dump(store.engine.url, part)
        _settle(part, target)
    except OSError as error:
        raise BackupError(f"{target} cannot be written ({error.strerror})", "name a folder that you may write to") from error
    finally:
        part.unlink(missing_ok=True)


async def restore(store: Store, source: Path, now: dt.datetime) -> Path | None:
    """Put a backup in the place of the database, and bring it to today's shape; where the replaced database now stands.

    A PostgreSQL database must be empty for that, and None is where it stands. Raises BackupError and StoreError, and then the
    database is as it was.
    """
    _must_be_a_file(source)
    if store.file is None:
        await _fill(store, source)
        return None
    file = store.file
    part = file.with_name(f"{file.name}.restoring")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        await _fetch(source, part)
        return await asyncio.to_thread(_exchange, part, file, now)
    except OSError as error:
        raise BackupError(f"{file} cannot be replaced ({error.strerror})", "see that you may write to its folder") from error
    finally:
        for name in ("", *sqlite.SIDE_FILES):
            part.with_name(part.name + name).unlink(missing_ok=True)


async def _fill(store: Store, source: Path) -> None:
    if await upgrading.revision(store):
        raise BackupError(f"{store.place} holds something", "name an empty database in DATABASE_URL, and keep that one aside")
    await dumping.restore(store.engine.url, source)
    await store.close()  # the connections knew the database as it was
    await upgrading.upgrade(store)
    await outbox.doubt(store)  # what waited then may have been delivered since
    await _must_be_sound(store)


async def _must_be_sound(store: Store) -> None:
    found = await checking.faults(store)
    if found:
        raise StoreDamagedError(store.place, found[0])


def _must_be_free(target: Path) -> None:
    if target.exists():
        raise BackupError(f"{target} is there already", "name a file that is not")


def _must_be_a_file(source: Path) -> None:
    if not source.is_file():
        raise BackupError(f"there is no file {source}", "give the path of a backup")


async def _fetch(source: Path, part: Path) -> None:
    try:
        with sqlite.telling(str(source)):
            await asyncio.to_thread(sqlite.copy, source, part)
        async with Store.in_file(part) as copied:
            if await upgrading.revision(copied) is None:
                raise BackupError(f"{source} is empty", "give the path of a backup")
        await _examine(part)
        async with Store.in_file(part) as copied:
            await upgrading.upgrade(copied)
            await outbox.doubt(copied)  # what waited then may have been delivered since
        await asyncio.to_thread(sqlite.stop_the_log, part)
    except StoreDamagedError:
        raise BackupError(f"{source} is damaged, or is no backup", "try an older one") from None
    except BackupError:
        raise
    except StoreError as error:
        raise BackupError(f"{source} cannot be used: {error}".replace(str(part), str(source)), "try another one") from error


async def _examine(part: Path) -> None:
    async with Store.in_file(part) as copied:
        outdated = await upgrading.revision(copied) != upgrading.newest()
        faults = [] if outdated else await checking.faults(copied)
    faults = faults or await asyncio.to_thread(sqlite.faults, part)
    if faults:
        raise StoreDamagedError(str(part), faults[0])


def _exchange(part: Path, file: Path, now: dt.datetime) -> Path | None:
    aside = None
    if file.exists():
        with contextlib.suppress(StoreDamagedError):  # it may be why a backup is restored
            sqlite.stop_the_log(file)
        aside = file.with_name(f"{file.name}.replaced-{now.astimezone(dt.UTC):%Y%m%dT%H%M%S.%fZ}")
        shutil.copy2(file, aside)
    for name in sqlite.SIDE_FILES:  # a log that stayed behind would be applied to the restored file
        left = file.with_name(file.name + name)
        if left.exists():
            left.replace(file.with_name((aside or file).name + name))
    _settle(part, file)
    return aside


def _settle(part: Path, target: Path) -> None:
    """Give a finished file its name; it is on the disk before the name is."""
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
