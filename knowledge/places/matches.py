"""What the finder hands over: the places seen in a text, the towns meant, and what has to be asked back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ClarifyReason(StrEnum):
    """Why a town cannot be answered about yet."""

    NO_TOWN = "no_town"
    AMBIGUOUS = "ambiguous"
    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"


class PlaceMatch(NamedTuple):
    """One place as typed at `text[start:end]`, and the municipalities it can mean (several: not settled; none: elsewhere).

    `kind` is "town", a kind of the pack's other names ("village", "cdp" ...), "agency" or "elsewhere"; `score` is 0..100.
    """

    text: str
    start: int
    end: int
    name: str
    kind: str
    towns: tuple[str, ...]
    score: float
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question back: its reason and at most three towns to choose from."""

    reason: ClarifyReason
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """Everything a text says about places.

    `towns` are the municipalities to answer about, in order of mention, each once; `clarify` is set only when there is none of
    them and never `NO_TOWN`. `spans` are the offsets of every name seen, those of people, papers and streets included.
    """

    matches: tuple[PlaceMatch, ...] = ()
    towns: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    clarify: Clarify | None = None
    spans: tuple[tuple[int, int], ...] = ()
