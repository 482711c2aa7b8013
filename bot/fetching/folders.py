"""Reads a pack's folder on this machine, within limits, and never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.fetching.errors import SourceTooLargeError, SourceUnreachableError, SourceUnsafeError
from bot.fetching.source import Limits
from bot.files import hidden


def read(folder: Path, limits: Limits) -> dict[str, bytes]:
    """Every file below the folder but the hidden ones.

    Raises SourceUnreachableError, SourceUnsafeError and SourceTooLargeError.
    """
    found: dict[str, bytes] = {}
    left = limits.unpacked
    try:
        for path in _files(folder.resolve(strict=True)):
            if len(found) >= limits.files:
                raise SourceTooLargeError(f"the source holds more than {limits.files:,} files", "name the pack's own folder")
            with path.open("rb") as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise SourceTooLargeError(f"the source holds more than {limits.unpacked:,} bytes", "name the pack's own folder")
            found[path.relative_to(folder.resolve()).as_posix()] = content
    except OSError as error:
        raise SourceUnreachableError(f"the folder {folder} cannot be read ({error.strerror})", "see the setting") from error
    return found


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if hidden(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            yield Path(entry.path)
        else:
            raise SourceUnsafeError(f"{entry.name!a} is a link or device", "put the file itself into the folder")
