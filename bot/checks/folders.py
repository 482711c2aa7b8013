"""Folders and files: whether this user may write where the bot writes, nobody else may read, and there is room."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot import backups, keys
from bot.checks.check import Check, State
from bot.settings import Settings
from bot.store import sqlite

LEAST_FREE = 200_000_000
"""Bytes: a day of hourly backups, and as much again."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO
A_DAY = dt.timedelta(days=1)


def folders(found: Settings) -> Iterator[Check]:
    """What stands in the way of the data folder, the backups and the secrets' files; raises SettingsError."""
    for name, path in (("token", found.discord_token_file), ("key", found.plainsight_key_file)):
        if path:
            yield from _secret(name, path)
    if found.plainsight_data and not found.database:
        yield from _data(found.plainsight_data)
        if found.backups:
            yield from _backups(found.backups, found.plainsight_data)


def _data(folder: Path) -> Iterator[Check]:
    if problem := _no_folder(folder):
        yield Check("data", State.FAIL, f"PLAINSIGHT_DATA: {problem}", "name a folder that this user may write to")
        return
    if folder.exists() and folder.stat().st_mode & OTHERS:
        yield Check("data", State.WARN, f"others on this machine may look into {folder}", f"chmod 700 {folder}")
    yield from _secret("key", folder / keys.FILE)
    free = shutil.disk_usage(_there(folder)).free
    if free < LEAST_FREE:
        text = f"only {free // 1_000_000} MB are free where the database is kept"
        yield Check("disk", State.WARN, text, "free some space, or name a folder on a larger disk in PLAINSIGHT_DATA")


def _backups(folder: Path, data: Path) -> Iterator[Check]:
    if problem := _no_folder(folder):
        yield Check("backups", State.FAIL, f"PLAINSIGHT_BACKUPS: {problem}", "name a folder that this user may write to")
        return
    newest = backups.newest(folder)
    if newest is None:
        if (data / sqlite.FILE).exists():
            yield Check("backups", State.OK, f"none in {folder} yet: the bot makes one within the hour that it runs")
    elif backups.utc_now() - newest > A_DAY:
        remedy = (
            "see that the bot runs, and look in its log for `a backup was not made`; `plainsight db backup FILE` makes one now"
        )
        yield Check("backups", State.WARN, f"the last one is from {newest:%Y-%m-%d %H:%M} UTC", remedy)
    else:
        yield Check("backups", State.OK, f"the last one is from {newest:%Y-%m-%d %H:%M} UTC")


def _secret(name: str, path: Path) -> Iterator[Check]:
    if path.exists() and path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Check(name, State.WARN, f"everybody on this machine may read {path}", f"chmod 600 {path}")


def _no_folder(path: Path) -> str:
    """Why nothing can be written into a folder that is there or is still to be made; "" where it can."""
    there = _there(path)
    if not there.is_dir():
        return f"{there} is a file, not a folder"
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".plainsight-doctor-"):
            return ""
    except OSError as error:
        return f"nothing can be written into {there} ({os.strerror(error.errno or 0).lower()})"


def _there(path: Path) -> Path:
    """The path, or the nearest of the folders above it that is there."""
    return next(above for above in (path.absolute(), *path.absolute().parents) if above.exists())
