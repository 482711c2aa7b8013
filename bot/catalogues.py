"""How far the record is translated, and its texts out to translators' tools and back, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from knowledge import pack
from knowledge.errors import PackError
from knowledge.pack import translations_po
from knowledge.pack.bundle import Bundle, collect, save
from knowledge.pack.export import export as written_back
from knowledge.translating import FIELDS, Entry, entries

COLUMNS = ("texts", "translated", "reviewed", "missing")


def report(folder: Path | None, languages: Iterable[str]) -> int:
    """Print how many texts are there, translated, reviewed and missing, and which are missing; raises PackError."""
    contents = pack.load(folder or pack.built_in())
    for language in languages:
        found = list(entries(contents, language))
        by_kind = {kind: [entry for entry in found if entry.kind == kind] for kind in FIELDS}
        rows = [(kind, *_counts(of_kind)) for kind, of_kind in by_kind.items()]
        file = contents.translations.get(language)
        reviewed = "reviewed: true" if file and file.reviewed else "reviewed: false"
        _print_table((language, *COLUMNS), [*rows, ("in all", *_counts(found))])
        sys.stdout.write(f"translations/{language}.json says {reviewed}\n")
        sys.stdout.writelines(f"  missing  {entry.place}\n" for entry in found if not entry.text)
        sys.stdout.write("\n")
    return 0


def export(folder: Path | None, language: str, file: Path) -> int:
    """Write the catalogue of a language; raises PackError."""
    try:
        file.write_bytes(translations_po.write(pack.load(folder or pack.built_in()), language))
    except OSError as error:
        return _tell(f"{file} cannot be written: {error.strerror}")
    sys.stdout.write(f"{file}\n")
    return 0


def bring_in(folder: Path, file: Path) -> int:
    """Bring a catalogue into the pack in a folder; one with mistakes is refused, each is named, and nothing is written.

    Raises PackError for a pack that does not load.
    """

    files = collect(folder)
    contents = pack.load(Bundle(files))
    try:
        brought = translations_po.read(file.read_bytes(), contents, file.name)
    except OSError as error:
        return _tell(f"{file} cannot be read: {error.strerror}")
    except PackError as error:
        sys.stdout.writelines(f"{mistake}\n" for mistake in error.mistakes)
        sys.stdout.write(f"{len(error.mistakes)} to mend; nothing was written\n")
        return 1
    made = brought.translations
    after = replace(contents, translations={**contents.translations, made.language: made})
    touched = save(written_back(after, files), folder)
    sys.stdout.writelines(f"the English has changed since, so not reviewed: {place}\n" for place in brought.outdated)
    sys.stdout.writelines(f"{folder / name}\n" for name in touched)
    sys.stdout.write(f"{len(touched)} files written\n" if touched else "nothing differs\n")
    return 0


def _counts(found: list[Entry]) -> tuple[str, ...]:
    translated = [entry for entry in found if entry.text]
    reviewed = sum(entry.reviewed for entry in translated)
    return tuple(map(str, (len(found), len(translated), reviewed, len(found) - len(translated))))


def _print_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    wide = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = [row[0].ljust(wide[0]), *(cell.rjust(width) for cell, width in zip(row[1:], wide[1:], strict=True))]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _tell(text: str) -> int:
    sys.stderr.write(f"plainsight: {text}\n")
    return 1
