"""The shape of one way to break the small pack."""

from __future__ import annotations

from dataclasses import dataclass

ALDER = "agencies/alder-police.yaml"
SOURCES = "sources/all.yaml"
WORDS_26 = " ".join(["word"] * 26)


@dataclass(frozen=True)
class Break:
    """One change to the small pack, and the mistake that it must lead to; `at` is text on the line to be named."""

    name: str
    file: str
    old: str
    new: str
    at: str
    field: str
    problem: str
    remedy: str
