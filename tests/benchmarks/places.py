"""How long the place finder takes: to build, and to read a question."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.contents import Contents
from knowledge.places import PlaceFinder

QUESTIONS = (
    "does my town share data with ICE or not?",
    "Is Westport PD still giving plate data to ICE in 2026?",
    "I live in Fairfield. Did the police ever give our info to ICE",
    "is stamfrd sharing our license plates with the feds now",
    "does E Hartford use the cameras to track cars for ice",
    "whats up with newmilford police and the flock cameras",
    "bristol, southington and plainville - any of them sharing with ice?",
    "how do I call my state senator, I live in Groton",
    "does Worcester Massachusetts share plates with ICE like Norwalk does",
    "the police union is against it and so is my cousin",
    "¿La policía de Bridgeport comparte datos de las placas con ICE?",
    "vivo en Danbury, ¿las cámaras de placas le avisan a la migra?",
    "A polícia de Danbury passa informação das placas para o ICE?",
    "Èske lapolis Stamford bay ICE enfòmasyon sou plak machin nou?",
    "did the Hartford Courant write about eaet hartford and wethersfeild cops",
)


@dataclass(frozen=True, slots=True)
class FinderTimes:
    """Milliseconds: the median and the 99th percentile of `find`, the slowest question's median, and one build."""

    p50: float
    p99: float
    slowest_question: float
    build: float


def measure(contents: Contents, questions: Sequence[str] = QUESTIONS, rounds: int = 200) -> FinderTimes:
    """Time one build (the best of five) and every question so many times."""
    builds = []
    for _ in range(5):
        start = time.perf_counter()
        finder = PlaceFinder.of(contents)
        builds.append((time.perf_counter() - start) * 1000)
    for question in questions:
        finder.find(question)
    times: dict[str, list[float]] = {question: [] for question in questions}
    for _ in range(rounds):
        for question in questions:
            start = time.perf_counter()
            finder.find(question)
            times[question].append((time.perf_counter() - start) * 1000)
    every = sorted(value for values in times.values() for value in values)
    return FinderTimes(
        p50=statistics.median(every),
        p99=every[int(len(every) * 0.99)],
        slowest_question=max(statistics.median(values) for values in times.values()),
        build=min(builds),
    )
