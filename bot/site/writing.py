"""Puts a site on disk in one step: built beside its folder, then exchanged, so that nobody ever reads half of one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bot.site.building import MARKER
from bot.site.errors import SiteError

READABLE = 0o755


class Written(NamedTuple):
    """How many files a site has, and how many bytes in all."""

    files: int
    size: int


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    """Write the files as a folder, in the place of the site that stood there.

    Raises SiteError, and leaves everything as it was, where the folder holds something else or cannot be written.
    """
    folder = folder.resolve()
    _refuse_others(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
            written = _write(files, Path(beside, "new"))
            if folder.exists():
                folder.rename(Path(beside, "old"))
            Path(beside, "new").rename(folder)
    except OSError as error:
        raise SiteError(f"{folder} cannot be written: {error.strerror}; nothing was changed there") from None
    return written


def _refuse_others(folder: Path) -> None:
    if folder.is_dir():
        if any(folder.iterdir()) and not (folder / MARKER).is_file():
            raise SiteError(
                f"{folder} holds something that is no site of Plainsight's: give an empty or new folder; nothing was written"
            )
    elif folder.exists():
        raise SiteError(f"{folder} is a file: give the name of a folder; nothing was written")


def _write(files: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    folder.mkdir(mode=READABLE)
    made: set[Path] = {folder}
    count = size = 0
    for name, content in files:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True)
            made.add(path.parent)
        path.write_bytes(content)
        count, size = count + 1, size + len(content)
    return Written(count, size)
