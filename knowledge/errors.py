"""What can go wrong with the knowledge base.

KnowledgeError
├── PackError            a pack cannot be loaded; carries every mistake found in it
└── UncitedClaimError    a claim about the world was built without citation, attribution or date
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to mend in a pack: where it stands (lines count from 1), what is wrong, and what to do."""

    file: str
    line: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " + (f"{self.field}: " if self.field else "")
        return f"{where}{self.problem}; {self.remedy}"


class KnowledgeError(Exception):
    """The root of every error that this package raises on purpose."""


class PackError(KnowledgeError):
    """A pack that cannot be loaded; `mistakes` holds all of them, in the order of the files."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


class UncitedClaimError(KnowledgeError):
    """A claim that could not be built; `text` is what it would have said."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"a claim needs a citation, an attribution and a date (or that none is given): {text!r}")
