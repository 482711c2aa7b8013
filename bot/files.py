"""The files of a pack, in memory: one dictionary from name to bytes, and the folder that `knowledge.pack.load` reads from it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

Files = Mapping[str, bytes]
"""The content of every file by its name from the pack's folder, `agencies/alder-police.yaml`."""


def hidden(name: str) -> bool:
    """Whether a file or folder of this name is no part of a pack: an editor's copy, or a system's own file."""
    return name.startswith(".") or name.endswith("~") or name == "__MACOSX"


def read(root: Traversable) -> dict[str, bytes]:
    """Every file of the pack in a folder, but the hidden ones."""
    return dict(_read(root, ""))


def _read(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if hidden(entry.name):
            continue
        if entry.is_dir():
            yield from _read(entry, f"{above}{entry.name}/")
        else:
            yield above + entry.name, entry.read_bytes()


class Tree(Traversable):
    """A file or a folder that stands in memory; made by `of`."""

    def __init__(self, name: str, content: bytes | dict[str, Tree]) -> None:
        self._name = name
        self._content = content

    @classmethod
    def of(cls, files: Files, name: str = "pack") -> Self:
        """The folder that holds these files."""
        root: dict[str, Tree] = {}
        for path, content in files.items():
            *folders, last = path.split("/")
            inside = root
            for folder in folders:
                inside = inside.setdefault(folder, Tree(folder, {})).entries
            inside[last] = Tree(last, content)
        return cls(name, root)

    @property
    def entries(self) -> dict[str, Tree]:
        """What stands in the folder, by name; raises NotADirectoryError for a file."""
        if isinstance(self._content, bytes):
            raise NotADirectoryError(self._name)
        return self._content

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self._name

    def iterdir(self) -> Iterator[Traversable]:
        """What stands in the folder."""
        return iter(self.entries.values())

    def read_bytes(self) -> bytes:
        """The content of the file; raises IsADirectoryError for a folder."""
        if not isinstance(self._content, bytes):
            raise IsADirectoryError(self._name)
        return self._content

    def read_text(self, encoding: str | None = None) -> str:
        """The content of the file as text, UTF-8 unless told."""
        return self.read_bytes().decode(encoding or "utf-8")

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return not isinstance(self._content, bytes)

    def is_file(self) -> bool:
        """Whether it is a file."""
        return isinstance(self._content, bytes)

    def joinpath(self, *descendants: Any) -> Traversable:
        """What stands below it; raises FileNotFoundError where nothing does."""
        found = self
        for part in "/".join(map(str, descendants)).split("/"):
            if part not in found.entries:
                raise FileNotFoundError(part)
            found = found.entries[part]
        return found

    def __truediv__(self, child: Any) -> Traversable:
        return self.joinpath(child)

    def open(self, mode: Any = "r", *args: Any, **kwargs: Any) -> IO[Any]:
        """The content of the file as a stream, of bytes where the mode has a `b`."""
        stream = io.BytesIO(self.read_bytes())
        return stream if "b" in mode else io.TextIOWrapper(stream, *args, **kwargs)

    def __str__(self) -> str:
        return self._name
