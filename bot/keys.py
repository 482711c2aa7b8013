"""The secret behind the names in the history: written by the operator, or made in the data folder at the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.errors import Problem, SettingsError

FILE = "plainsight.key"
PRIVATE = 0o600
SHORTEST = 32
HOW_TO_MAKE_ONE = f"write {SHORTEST} characters or more that nobody can guess, such as those that `openssl rand -hex 32` prints"


def read(path: Path, setting: str = "PLAINSIGHT_KEY_FILE") -> bytes:
    """The key in a file; raises SettingsError for a file that cannot be read or holds too little."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        problem = Problem(setting, "cannot be read", "name a text file that this user may read")
        raise SettingsError(problem) from None
    return checked(text, setting)


def checked(text: str, setting: str) -> bytes:
    """A key as an operator wrote it; raises SettingsError for one that is too short."""
    if len(text) < SHORTEST:
        raise SettingsError(Problem(setting, "is too short", HOW_TO_MAKE_ONE))
    return text.encode()


def own(folder: Path) -> bytes:
    """The key in the data folder, made at the first use for this user alone to read; raises SettingsError."""
    path = folder / FILE
    try:
        if not path.exists():
            _make(path)
    except OSError:
        problem = Problem(
            "PLAINSIGHT_DATA", "takes no key", "see that this user may write into that folder, or set PLAINSIGHT_KEY"
        )
        raise SettingsError(problem) from None
    return read(path)


def replace(path: Path, key: bytes) -> None:
    """Put another key in the place of the one in a file, whole or not at all; raises OSError."""
    _written(path, key.decode("ascii")).replace(path)


def _written(path: Path, key: str) -> Path:
    """A new file beside a path that holds a key, on the disk, for this user alone to read."""
    fresh = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="ascii") as file:
        file.write(f"{key}\n")
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _make(path: Path) -> None:
    """Write a key, whole or not at all, and never over that of a process that was quicker."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _written(path, secrets.token_hex(32))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
