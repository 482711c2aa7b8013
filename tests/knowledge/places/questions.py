"""Questions people type, with the towns they mean, and how many the finder gets right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.places import PlaceFinder

ROOT = Path(__file__).parents[3]
FILES = (ROOT / "../shared/examples/questions.tsv", ROOT / "tests/devset/questions.tsv")
HARD = (ROOT / "tests/devset/places.tsv", ROOT / "tests/devset/places_blind.tsv")
SPANISH = ROOT / "tests/devset/spanish_towns.tsv"


@dataclass(frozen=True, slots=True)
class TownAccuracy:
    """How many judged questions got exactly the towns meant, and how many got a town that was not meant."""

    total: int
    right: int
    wrong_town: int
    mistakes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.total} questions: right towns {self.right / self.total:.1%}, a wrong town in {self.wrong_town}"


def measure(finder: PlaceFinder, path: Path) -> TownAccuracy:
    """Judge a file of tab-separated questions and towns ("|" between, "-" none, "?" must ask back, "*" not judged)."""
    total = right = wrong = 0
    mistakes = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        question, meant = line.split("\t")[:2]
        if meant == "*":
            continue
        total += 1
        seen = finder.find(question)
        towns = set() if meant in "-?" else set(meant.split("|"))
        if set(seen.towns) == towns and (meant != "?" or seen.clarify):
            right += 1
        else:
            mistakes.append(f"{question} ({meant}) -> {seen.towns}")
        wrong += bool(set(seen.towns) - towns)
    return TownAccuracy(total, right, wrong, tuple(mistakes))
