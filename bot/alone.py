"""SQLite serves one running bot: a second one on the same database is refused, with the reason."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.errors import NotAloneError, Problem, SettingsError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from bot.settings import Settings

FILE = "plainsight.running"
PRIVATE = 0o600
log = structlog.get_logger()


def holding(settings: Settings) -> contextlib.AbstractContextManager[None]:
    """Hold what the settings name for one process, where it is SQLite's; raises NotAloneError and SettingsError."""
    if settings.plainsight_data is None or settings.database:
        return contextlib.nullcontext()
    if not settings.shards.alone:
        remedy = "hold every shard in one process, or move up to PostgreSQL with DATABASE_URL, as docs/postgresql.md tells"
        raise SettingsError(Problem("SHARD_IDS", "leaves shards to other processes, and SQLite serves one", remedy))
    return held(settings.plainsight_data)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a data folder until the block ends or the process does; raises NotAloneError.

    Whoever only looks at the database, or publishes from the terminal, works beside the one who holds it. A folder that cannot
    be written is told of later, and no reason not to answer.
    """
    with contextlib.ExitStack() as stack:
        try:
            _hold(folder, stack)
        except BlockingIOError:
            raise NotAloneError(folder) from None
        except OSError as error:
            log.warning("it cannot be seen whether another bot runs on the same database", reason=error.strerror)
        yield


def _hold(folder: Path, stack: contextlib.ExitStack) -> None:
    if sys.platform == "win32":
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, PRIVATE)
    stack.callback(os.close, descriptor)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
