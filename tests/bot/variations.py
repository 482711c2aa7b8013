"""The small pack in as many versions as a test needs; each says its number in a finding, in a law and in its date."""

from __future__ import annotations

from pathlib import Path

from bot.files import Tree
from bot.releases import Release
from knowledge import pack
from knowledge.base import KnowledgeBase
from tests.knowledge.pack import small_pack

FINDING = "The Gazette reported that Alder police shared plate data"
LAW = "It limits cameras."
AS_OF = "as_of: 2026-06-30\nupper:"


def files(number: int = 0, as_of: str = "2026-06-30") -> dict[str, bytes]:
    """The files of a version; 0 is the pack as it is."""
    texts = dict(small_pack.FILES)
    texts["pack.yaml"] = texts["pack.yaml"].replace(AS_OF, f"as_of: {as_of}\nupper:")
    if number:
        texts["agencies/alder-police.yaml"] = texts["agencies/alder-police.yaml"].replace(FINDING, f"{FINDING} edition {number}")
        texts["laws.yaml"] = texts["laws.yaml"].replace(LAW, f"{LAW} edition {number}")
    return {name: text.encode() for name, text in texts.items()}


def tree(number: int = 0, as_of: str = "2026-06-30") -> Tree:
    """The folder of a version."""
    return Tree.of(files(number, as_of))


def release(number: int = 0) -> Release:
    """A version, ready to serve."""
    return Release.of(KnowledgeBase.of(pack.load(tree(number))))


def version(number: int = 0) -> str:
    """The hash of a version."""
    return pack.load(tree(number)).version


def write(folder: Path, number: int = 0) -> Path:
    """Write a version into a folder, in place of what stands there."""
    for name, content in files(number).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def ahead(folder: Path) -> Path:
    """A curator's folder with three changes on top of the pack that `write` writes first."""
    write(folder, 1)
    small_pack.change(folder, "agencies/alder-police.yaml", "role: Police chief", "role: Chief of police")
    return folder
