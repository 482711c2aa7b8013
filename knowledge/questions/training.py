"""Learns weights from examples: softmax regression by stochastic gradient descent, the same from the same examples every time."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import shake_128
from typing import TypeVar

from knowledge.questions.weights import UNIT, Weights

T = TypeVar("T")
ROUNDS = 15
COURSES = 4
"""Learning ends a little elsewhere with every order of the examples; the mean of a few courses is steadier than any of them."""
RATE = 0.3
SHRINK = 0.02
RARE = 2
WHISPER = 6
"""Votes weaker than this many steps for every label change no outcome and are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text's features, the label it should get, and how much it counts."""

    features: tuple[str, ...]
    label: str
    weight: float = 1.0


def learn(examples: Sequence[Example], labels: Sequence[str], strength: Callable[[str], float], hushed: int = 0) -> Weights:
    """Fit the votes of every feature that two examples share; `strength` says how loudly a feature may speak, 0..1.

    So many of every 256 features are `hushed` each time an example is learnt from: the others learn to speak without them.
    """
    counts = Counter(feature for example in examples for feature in set(example.features))
    shared = [feature for feature, count in counts.items() if count >= RARE]
    courses = [_course(examples, labels, shared, strength, hushed=hushed, course=course) for course in range(COURSES)]
    votes = {
        feature: [sum(column) / COURSES for column in zip(*(course[feature] for course in courses), strict=True)]
        for feature in shared
    }
    return Weights.made(labels, _rounded(votes), "")


def _course(
    examples: Sequence[Example],
    labels: Sequence[str],
    shared: Sequence[str],
    strength: Callable[[str], float],
    *,
    hushed: int,
    course: int,
) -> dict[str, list[float]]:
    """The votes after all rounds, with an order of the examples of the course's own."""
    votes = {feature: [0.0] * len(labels) for feature in shared}
    pace = {feature: strength(feature) ** 2 for feature in votes}
    place = {label: i for i, label in enumerate(labels)}
    prepared = [
        ([(votes[f], pace[f]) for f in example.features if f in votes], place[example.label], example.weight)
        for example in examples
    ]
    for turn in range(ROUNDS):
        rate = RATE / (1 + turn) ** 0.5
        seed = f"{course} {turn}"
        for i in _mixed(len(prepared), seed):
            known, right, weight = prepared[i]
            _step(_heard(known, hushed, f"{seed} {i}"), right, rate * weight)
        for column in votes.values():
            column[:] = [vote * (1 - SHRINK) for vote in column]
    return votes


def _mixed(count: int, seed: str) -> list[int]:
    """The numbers below `count` in an order that looks like chance and is the same on every machine."""
    return sorted(range(count), key=lambda i: zlib.crc32(f"{seed} {i}".encode()))


def _heard(known: Sequence[T], hushed: int, seed: str) -> Sequence[T]:
    """The features that are not hushed; which ones looks like chance and is the same on every machine."""
    if not hushed:
        return known
    lots = shake_128(seed.encode()).digest(len(known))
    return [feature for feature, lot in zip(known, lots, strict=True) if lot >= hushed]


def _step(known: Sequence[tuple[list[float], float]], right: int, rate: float) -> None:
    """Move the votes of one example's features towards its label."""
    if not known:
        return
    totals = list(map(sum, zip(*[votes for votes, _ in known], strict=True)))
    top = max(totals)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    moves = [(i, rate * ((i == right) - power / whole)) for i, power in enumerate(powers)]
    moves = [(i, move) for i, move in moves if abs(move) > 1e-3 * rate]
    for votes, pace in known:
        for i, move in moves:
            votes[i] += pace * move


def _rounded(votes: dict[str, list[float]]) -> dict[str, list[int]]:
    rounded = {feature: [round(UNIT * vote) for vote in column] for feature, column in votes.items()}
    return {feature: column for feature, column in rounded.items() if max(map(abs, column)) >= WHISPER}
