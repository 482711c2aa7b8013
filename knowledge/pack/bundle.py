"""The files of a pack held in memory, by name: taken from a folder, loaded like one, and written to one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, overload

from knowledge.pack.layout import FOLDERS, SINGLE, TABLES, model_of

if TYPE_CHECKING:
    import os

    StrPath = str | os.PathLike[str]

Files = Mapping[str, bytes]
"""The bytes of each file by its name relative to the pack, such as `agencies/ansonia-police.yaml`."""


def collect(root: Traversable) -> dict[str, bytes]:
    """Every file of a folder and of its folders, hidden ones and editors' copies left out; nothing is checked."""
    return dict(_found(root, ""))


def _found(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_dir():
            yield from _found(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


def save(files: Files, folder: Path) -> tuple[str, ...]:
    """Write the files into a folder and remove what else stands there of a pack; returns the names of what it touched.

    Files that already hold the same bytes are left alone, and so is whatever is no part of a pack.
    """
    touched = []
    for name, data in sorted(files.items()):
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            touched.append(name)
    for name in _of_a_pack(folder):
        if name not in files:
            (folder / name).unlink()
            touched.append(name)
    return tuple(sorted(touched))


def _of_a_pack(folder: Path) -> list[str]:
    """The names of the records' files in a folder."""
    tables = [f"{table}.csv" for table in TABLES]
    inner = [f"{name}/{path.name}" for name in FOLDERS for path in folder.glob(f"{name}/[!.]*")]
    return [name for name in (*SINGLE, *tables, *inner) if (model_of(name) or name in tables) and (folder / name).is_file()]


@dataclass(frozen=True, slots=True)
class Bundle(Traversable):
    """Files in memory as a folder that `knowledge.pack.load` reads."""

    files: Files
    path: str = ""

    @property
    def name(self) -> str:
        """The last part of the path; the pack itself has none."""
        return self.path.rpartition("/")[2]

    def is_dir(self) -> bool:
        """Whether files stand below it, or it is the pack itself."""
        return not self.path or any(name.startswith(f"{self.path}/") for name in self.files)

    def is_file(self) -> bool:
        """Whether it is one of the files."""
        return self.path in self.files

    def iterdir(self) -> Iterator[Traversable]:
        """What stands directly in it, by name."""
        prefix = f"{self.path}/" if self.path else ""
        inner = {name.removeprefix(prefix).partition("/")[0] for name in self.files if name.startswith(prefix)}
        return (Bundle(self.files, prefix + name) for name in sorted(inner))

    def joinpath(self, *descendants: StrPath) -> Traversable:
        """What stands under these names."""
        return Bundle(self.files, "/".join(str(part) for part in (self.path, *descendants) if str(part)))

    def __truediv__(self, child: StrPath) -> Traversable:
        return self.joinpath(child)

    def read_bytes(self) -> bytes:
        """The file's bytes; raises FileNotFoundError for what is no file."""
        if self.path not in self.files:
            raise FileNotFoundError(2, "no such file", self.path)
        return self.files[self.path]

    def read_text(self, encoding: str | None = None) -> str:
        """The file's text, UTF-8 unless told otherwise."""
        return self.read_bytes().decode(encoding or "utf-8")

    @overload
    def open(self, mode: Literal["r"] = "r", *, encoding: str | None = None, errors: str | None = None) -> IO[str]: ...

    @overload
    def open(self, mode: Literal["rb"]) -> IO[bytes]: ...

    def open(self, mode: str = "r", *, encoding: str | None = None, errors: str | None = None) -> IO[str] | IO[bytes]:
        """The file as a stream of text (`r`) or bytes (`rb`)."""
        data = io.BytesIO(self.read_bytes())
        return data if "b" in mode else io.TextIOWrapper(data, encoding or "utf-8", errors)
