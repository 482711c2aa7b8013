"""Settings that nobody reads, because their name is misspelt, and an `.env` that cannot be read at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from bot.checks.check import Check, State
from bot.settings import Settings

OURS = "PLAINSIGHT_"
NEAR = ("DISCORD_", "DATABASE_", "SHARD_")


def names(env_file: Path | None) -> Iterator[Check]:
    """A warning for each name that begins like a setting of ours and is none."""
    known = {name.upper() for name in Settings.model_fields}
    for name in sorted((set(os.environ) | _written(env_file)) - known):
        near = get_close_matches(name, known, 1, 0.8)
        if name.startswith(OURS) or (name.startswith(NEAR) and near):
            remedy = f"write {near[0]}" if near else f"take {name} away, or see the settings table in README.md for its name"
            yield Check("settings", State.WARN, f"{name} is set, and there is no such setting", remedy)


def unreadable(env_file: Path | None) -> Check | None:
    """What is wrong with the file `.env` as a file."""
    if env_file is None or not env_file.exists():
        return None
    try:
        env_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        remedy = "make it a text file in UTF-8 that this user may read, a line NAME=VALUE for each setting, or move it away"
        return Check("settings", State.FAIL, f"the file {env_file} cannot be read", remedy)
    return None


def _written(env_file: Path | None) -> set[str]:
    if env_file is None or not env_file.is_file():
        return set()
    lines = env_file.read_text(encoding="utf-8").splitlines()
    return {line.partition("=")[0].removeprefix("export ").strip().upper() for line in lines if "=" in line and line[:1] != "#"}
