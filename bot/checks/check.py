"""One thing that the doctor has looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, how it stands and, where it does not, what to do."""

    name: str
    state: State
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{self.state:<4}  {self.name:<8}  {self.text}"
        return f"{line}\n{'':16}-> {self.remedy}" if self.remedy else line
