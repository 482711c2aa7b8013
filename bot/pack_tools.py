"""`plainsight pack diff`, `export`, `import legislators` and `stale`: a curator's work on whole packs, in the terminal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from pathlib import Path

from knowledge import changes, freshness, pack
from knowledge.errors import PackError
from knowledge.pack import legislators
from knowledge.pack.bundle import Bundle, Files, collect, save
from knowledge.pack.export import export as written_back
from knowledge.pack.export import is_record
from knowledge.pack.layout import MANIFEST
from knowledge.wording import wording


def diff(before: Path, after: Path, language: str = "en") -> int:
    """Print everything that differs from one pack's folder to another's; raises PackError."""
    found = changes.compare(pack.load(before), pack.load(after))
    sys.stdout.write(changes.full(found, wording(language)))
    return 0


def export(files: Files, folder: Path) -> int:
    """Write a release's files into a folder: where a pack stands there, only the records that differ are touched in it.

    Returns 1 and writes nothing for a folder that holds something else; raises PackError for a pack there that does not load.
    """
    if (folder / MANIFEST).is_file():
        there = collect(folder)
        pack.load(Bundle(there))
        made = written_back(pack.load(Bundle(files)), there)
        made |= {name: data for name, data in files.items() if not is_record(name)}
    elif folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
        return _tell(f"{folder} holds something that is no pack; give an empty folder or the folder of a pack")
    else:
        made = dict(files)
    touched = save(made, folder)
    sys.stdout.writelines(f"{folder / name}\n" for name in touched)
    sys.stdout.write(f"{len(touched)} files written\n" if touched else "nothing differs\n")
    return 0


def import_legislators(
    people: Path, folder: Path, on: dt.date, *, vacant: Collection[str] = (), commit: str | None = None, language: str = "en"
) -> int:
    """Bring Open States' list (a CSV file, or a folder of YAML files) into the pack in a folder, and print what differs.

    A list with mistakes is refused: each is named, nothing is written, and 1 is returned.
    """
    if not people.exists():
        return _tell(f"there is no file or folder {people}")
    inner = people / "legislature"
    try:
        listed = collect(inner if inner.is_dir() else people) if people.is_dir() else {people.name: people.read_bytes()}
        made = legislators.bring_in(collect(folder), listed, on, vacant=vacant, commit=commit)
    except PackError as error:
        sys.stdout.writelines(f"{mistake}\n" for mistake in error.mistakes)
        sys.stdout.write(f"{len(error.mistakes)} to mend; nothing was written\n")
        return 1
    sys.stdout.write(changes.full(made.changes, wording(language)))
    sys.stdout.writelines(f"{note}\n" for note in made.notes)
    sys.stdout.writelines(f"{folder / name}\n" for name in save(made.files, folder))
    return 0


def stale(folder: Path | None, today: dt.date, language: str = "en") -> int:
    """Print what is past its review-by date in a pack (without a folder, the built-in one), by town; raises PackError."""
    found = freshness.stale(pack.load(folder or pack.built_in()), today)
    sys.stdout.writelines(f"{line}\n" for line in freshness.listing(found, wording(language)))
    return 0


def _tell(text: str) -> int:
    sys.stderr.write(f"plainsight: {text}\n")
    return 1
