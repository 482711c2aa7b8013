"""Backups without anybody's doing: one an hour, one before the database changes its shape, so many kept, each tried out."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.enduring import endure
from bot.store import backup, checking, sqlite, upgrading
from bot.store.engine import Store
from bot.store.erasing import erase
from bot.store.errors import BackupError, StoreError

AN_HOUR = dt.timedelta(hours=1)
SECONDS_TO_RETRY = 60.0
UPGRADES_KEPT = 3
STAMP = "%Y%m%dT%H%M%S%fZ"
NAME = re.compile(r"plainsight-(\d{8}T\d{12}Z)(-before-[0-9a-z]+)?\.db")
log = structlog.get_logger()


def utc_now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


class Backups:
    """A duty of the keeper: fills a folder with backups of an SQLite database, and keeps the newest `kept` of them."""

    def __init__(self, file: Path, folder: Path, kept: int, now: Callable[[], dt.datetime] = utc_now) -> None:
        """`file` is the database; the folder is made with the first backup, for this user alone."""
        self.folder = folder
        self._file = file
        self._kept = kept
        self._now = now

    async def run(self) -> None:
        """Back up whenever the newest backup is an hour old, whichever process made it."""
        while True:
            await asyncio.sleep(self.seconds_left())
            if not await endure(self.make(), "a backup was not made"):
                await asyncio.sleep(SECONDS_TO_RETRY)

    async def close(self) -> None:
        """Nothing is left to do."""

    def seconds_left(self) -> float:
        """How long until the next one is due; 0 for now."""
        made = newest(self.folder)
        if made is None:
            return 0.0
        return min(max(0.0, (made + AN_HOUR - self._now()).total_seconds()), AN_HOUR.total_seconds())

    async def make(self, note: str = "") -> Path:
        """Copy the database, restore the copy elsewhere to try it out, and drop the oldest; raises StoreError.

        What the database has erased since the older ones were made is erased in them too.
        """
        target = self.folder / f"plainsight-{self._now().astimezone(dt.UTC):{STAMP}}{note}.db"
        await asyncio.to_thread(self._make, target)
        for path in [*_made(self.folder)[: -self._kept], *_made(self.folder, upgrades=True)[:-UPGRADES_KEPT]]:
            path.unlink(missing_ok=True)
        log.info("the database was backed up", outcome="before an upgrade" if note else "hourly")
        return target

    async def upgrade(self, store: Store) -> bool:
        """Bring a database to the shape that this program knows, a backup first; whether it had another. Raises StoreError."""
        if self._file.exists():
            shape = await upgrading.revision(store)
            if shape is not None and shape != upgrading.newest():
                await self.make(f"-before-{upgrading.newest()}")
        return await upgrading.upgrade(store)

    def _make(self, target: Path) -> None:
        """In a thread with a loop of its own: reading every release again must not keep those waiting who ask."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            asyncio.run(_copy(self._file, target))
            asyncio.run(_try_out(target))
            with sqlite.telling(str(self.folder)):
                erase(self._file, set(self.folder.glob("plainsight-*.db")) - {target})
        except StoreError:
            target.unlink(missing_ok=True)
            raise
        except OSError as error:
            remedy = "see that this user may write there, or name another folder in PLAINSIGHT_BACKUPS"
            raise BackupError(f"{self.folder} takes no backup ({error.strerror})", remedy) from error


async def _copy(file: Path, target: Path) -> None:
    async with Store.in_file(file) as store:
        await backup.backup(store, target)


async def _try_out(copy: Path) -> None:
    """Restore a backup into a folder of its own and look at what comes of it."""
    with tempfile.TemporaryDirectory(prefix=".trying-", dir=copy.parent) as folder:
        async with Store.in_folder(Path(folder)) as restored:
            await backup.restore(restored, copy, utc_now())
            faults = await checking.faults(restored)
    if faults:
        raise BackupError(f"the backup could not be restored ({faults[0]})", "look at the database with `plainsight db check`")


def newest(folder: Path) -> dt.datetime | None:
    """When the last hourly backup in a folder was made."""
    made = _made(folder)
    found = NAME.fullmatch(made[-1].name) if made else None
    return dt.datetime.strptime(found.group(1), STAMP).replace(tzinfo=dt.UTC) if found else None


def _made(folder: Path, *, upgrades: bool = False) -> list[Path]:
    """The backups that are there, the oldest first: the hourly ones, or those from before upgrades."""
    named = [(path, NAME.fullmatch(path.name)) for path in folder.glob("plainsight-*.db")]
    return sorted(path for path, name in named if name and bool(name.group(2)) is upgrades)
