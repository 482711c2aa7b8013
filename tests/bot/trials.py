"""One killing after another: a process is forked, acts, and dies; then what it has left is started again and looked at."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bot import dying

FAILED = 70
HEADER, FRAME = 32, 24
PAGE_SIZE, TURN = slice(8, 12), slice(16, 24)
SALTS, CHECKSUMS = slice(8, 16), slice(16, 24)
_SEEN: dict[bytes, tuple[str, str, int]] = {}
"""What came of starting from what was left, so that the same is not started from again and again."""


@dataclass(frozen=True)
class Trial:
    """What to do, with a copy of which folder, and when to die: at a step, or so many seconds after the start."""

    action: str
    prepared: Path
    step: int = 0
    seconds: float | None = None


@dataclass(frozen=True)
class Result:
    """Whether it was killed; then the version served at the next start, what is wrong with it, and how many publications."""

    trial: Trial
    killed: bool
    version: str
    wrong: str
    publications: int


def prepare(action: str, folder: Path) -> int:
    """Lay out what the action finds, and count the steps that it has."""
    asyncio.run(dying.prepare(action, folder))
    return asyncio.run(dying.act(action, _copy(folder), 0))


def run(trial: Trial) -> Result:
    """Kill one, and look at what is left; raises AssertionError where it neither died nor finished."""
    folder = _copy(trial.prepared)
    killed = _end(_fork(trial, folder), trial.seconds)
    left = _left(folder)
    if left not in _SEEN:
        _SEEN[left] = asyncio.run(dying.next_start(folder))
    return Result(trial, killed, *_SEEN[left])


def _left(folder: Path) -> bytes:
    """A digest of what a killed process has left: the same for the same pages in the database and its log.

    The log's random salts, and the checksums that begin with them, are left out; its index is made anew at the next start.
    """
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()) if folder.exists() else ():
        if file.name.endswith("-shm"):
            continue
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)} ".encode())
        digest.update(b"".join(_frames(data)) if file.name.endswith("-wal") else data)
    return digest.digest()


def _frames(log: bytes) -> Iterator[bytes]:
    """What each frame of SQLite's log says: its page, the size at a commit, whether it is of this log's turn, the content."""
    size = FRAME + int.from_bytes(log[PAGE_SIZE], "big")
    for start in range(HEADER, len(log), size):
        frame = log[start : start + size]
        yield frame[: SALTS.start]
        yield b"of this turn" if frame[SALTS] == log[TURN] else b"of one before"
        yield frame[CHECKSUMS.stop :]


def _copy(prepared: Path) -> Path:
    folder = prepared.parent / f"data-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    if prepared.exists():
        shutil.copytree(prepared, folder)
    return folder


def _fork(trial: Trial, folder: Path) -> int:
    while threading.active_count() > 1:  # the last connection's thread may still be on its way out, and a fork takes none along
        time.sleep(0.001)
    child = os.fork()
    if child:
        return child
    gc.disable()
    try:
        asyncio.run(dying.act(trial.action, folder, trial.step))
        os._exit(0)
    finally:
        os._exit(FAILED)


def _end(child: int, seconds: float | None) -> bool:
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, -signal.SIGKILL}, f"it ended with {code}"
    return code != 0
