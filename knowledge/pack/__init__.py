"""Reads a pack: every file, every record, every rule; all of it or nothing."""

from __future__ import annotations

import difflib
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge import records, tables
from knowledge.contents import Contents, Manifest, Translations
from knowledge.errors import Mistake, PackError
from knowledge.pack.checks import check
from knowledge.pack.draft import Draft, Objection, Spot
from knowledge.pack.intake import take_in
from knowledge.pack.layout import BOUNDARIES, FOLDERS, MANIFEST, SINGLE, TABLES, TranslationFile, model_of
from knowledge.pack.locate import Locator

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

VERSION_LENGTH = 12
NEEDED_FOLDERS = ("agencies", "sources")


def built_in() -> Traversable:
    """The folder of the pack that comes with the program."""
    return files("knowledge") / "packs" / "connecticut"


def load(root: Traversable) -> Contents:
    """Read and check the pack in a folder (a `Path` will do); raises PackError with every mistake in it."""
    if not root.is_dir():
        remedy = f"give the path of a pack: the folder that holds {MANIFEST}"
        raise PackError([Mistake(str(root), 1, "", "there is no such folder", remedy)])
    data: dict[str, bytes] = {}
    objections = list(_collect(root, data))
    objections += _missing(data)
    draft = Draft()
    for name in sorted(data):
        objections += take_in(name, data[name], draft)
    objections += check(draft)
    manifest = next(iter(draft.all(Manifest)), None)
    if objections or manifest is None:
        locator = Locator(data)
        raise PackError(locator.mistake(objection) for objection in objections)
    return _contents(draft, manifest, _version(data), _packed(data.get(BOUNDARIES, b"")))


def _version(data: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(data):
        digest.update(f"{name}\0{len(data[name])}\0".encode())
        digest.update(data[name])
    return digest.hexdigest()[:VERSION_LENGTH]


def _collect(root: Traversable, data: dict[str, bytes]) -> Iterator[Objection]:
    """Read every file of the pack into `data`, and object to what has no place in a pack."""
    for entry in _entries(root):
        if entry.name in FOLDERS and entry.is_dir():
            for inner in _entries(entry):
                yield from _collect_file(f"{entry.name}/{inner.name}", inner, data)
        else:
            yield from _collect_file(entry.name, entry, data)


def _entries(folder: Traversable) -> list[Traversable]:
    return [entry for entry in folder.iterdir() if not entry.name.startswith(".") and not entry.name.endswith("~")]


def _collect_file(name: str, entry: Traversable, data: dict[str, bytes]) -> Iterator[Objection]:
    known = model_of(name) or name == BOUNDARIES or name.endswith(".md") or _is_table(name)
    if entry.is_dir():
        yield Objection(Spot(name), "a pack has no such folder", f"move its files to one of {', '.join(FOLDERS)}")
    elif not known:
        near = difflib.get_close_matches(name, [*SINGLE, *(f"{table}.csv" for table in TABLES)], n=1)
        remedy = f"did you mean {near[0]}? Else move it out of the pack" if near else "move it out of the pack"
        yield Objection(Spot(name), "a pack has no such file", remedy)
    else:
        try:
            data[name] = entry.read_bytes()
        except OSError as error:
            yield Objection(Spot(name), f"the file cannot be read: {error.strerror}", "check its permissions")


def _is_table(name: str) -> bool:
    return name.endswith(".csv") and name.removesuffix(".csv") in TABLES


def _missing(data: Mapping[str, bytes]) -> Iterator[Objection]:
    for name in SINGLE:
        if name not in data:
            yield Objection(Spot(name), "the file is missing", "add it; `plainsight pack schema` tells what it holds")
    for table in TABLES:
        if f"{table}.csv" not in data:
            yield Objection(Spot(f"{table}.csv"), "the file is missing", "add it; its line of column names is enough")
    for folder in NEEDED_FOLDERS:
        if not any(name.startswith(f"{folder}/") for name in data):
            yield Objection(Spot(f"{folder}/"), "the folder is missing or empty", "add it, with a .yaml file in it")


def _packed(data: bytes) -> bytes:
    """A large file that few ask for, small enough to keep."""
    return zlib.compress(data, zlib.Z_BEST_SPEED) if data else b""


def _contents(draft: Draft, manifest: Manifest, version: str, outlines: bytes) -> Contents:
    return Contents(
        version=version,
        outlines=outlines,
        manifest=manifest,
        sources=draft.all(records.Source),
        agencies=draft.all(records.Agency),
        findings=draft.all(records.Finding),
        statements=draft.all(records.Statement),
        laws=draft.all(records.Law),
        resources=draft.all(records.Resource),
        terms=draft.all(records.Term),
        national=draft.all(records.NationalFact),
        timeline=draft.all(records.Event),
        towns=draft.all(tables.Town),
        places=draft.all(tables.PlaceName),
        town_districts=draft.all(tables.TownDistrict),
        legislators=draft.all(tables.Legislator),
        committees=draft.all(tables.CommitteeSeat),
        executive=draft.all(tables.Official),
        policing=draft.all(tables.Policing),
        plate_readers=draft.all(tables.PlateReader),
        town_websites=draft.all(tables.TownWebsite),
        police_contacts=draft.all(tables.PoliceContact),
        police_oversight=draft.all(tables.PoliceOversight),
        records_contacts=draft.all(tables.RecordsContact),
        translations={
            file.language: Translations(file.language, file.reviewed, file.texts, file.checked)
            for file in draft.all(TranslationFile)
        },
    )
