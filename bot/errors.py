"""What can go wrong in the running process, each a sentence with its remedy.

PlainsightError
├── NotReadyError    the knowledge base is not loaded yet
├── DeclinedError    what a person asked for in Discord is not done, and a sentence of the catalogue says why
├── NotAloneError    another bot runs on the same SQLite database
└── SettingsError    a setting is missing or wrong
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class PlainsightError(Exception):
    """An error whose text is written for the person who runs the bot."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One setting that is missing or wrong, and what to do about it; never the value itself."""

    setting: str
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.setting}: {self.text} -> {self.remedy}"


class SettingsError(PlainsightError):
    """Settings that do not hold; `problems` names every one of them."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NotReadyError(PlainsightError):
    """A question came before the knowledge base was loaded."""

    def __init__(self) -> None:
        super().__init__("the knowledge base is still loading: ask again in a moment")


class NotAloneError(PlainsightError):
    """A second bot was to run on a SQLite database; nothing was started."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"another bot runs on the database in {folder}, and SQLite serves one: end that one first, or move up to PostgreSQL "
            "with DATABASE_URL, as docs/postgresql.md tells"
        )


class DeclinedError(PlainsightError):
    """What somebody asked for in Discord is not done; `key` and `slots` are the sentence that tells them why and what to do."""

    def __init__(self, key: str, **slots: object) -> None:
        super().__init__(key)
        self.key = key
        self.slots = slots
