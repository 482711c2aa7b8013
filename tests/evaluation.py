"""Measures how well questions are understood on a set of questions with the right answers beside them.

A set is a TSV file: question, towns meant (| separated, `-` none, `?` must ask back, `*` not judged), right intents (| any, `*`
not judged), right languages (| any, `*` not judged). `python -m tests.evaluation PATH [--misses]` prints the figures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.pack import built_in, load
from knowledge.places import ClarifyReason
from knowledge.questions import Language, Question, Reader

ANY = "*"
NONE = "-"
ASK_BACK = "?"


@dataclass(frozen=True, slots=True)
class Expected:
    """A question with what is right about it."""

    text: str
    towns: str
    intents: str
    languages: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were judged and how many of them were right."""

    right: int
    judged: int

    @property
    def share(self) -> float:
        """The share that is right, 0..1; 1 where nothing was judged."""
        return self.right / self.judged if self.judged else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.judged} ({100 * self.share:.1f}%)"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one set, and what went wrong in words."""

    name: str
    questions: int
    towns: Tally
    asked: int
    wrong: int
    intents: Tally
    languages: Tally
    misses: tuple[str, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.questions} questions · towns right {self.towns}, asked back {self.asked}, wrong {self.wrong}"
            f" · intent right {self.intents} · language right {self.languages}"
        )


def read(path: Path) -> list[Expected]:
    """The questions of a set; raises ValueError for a line that has not four columns."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 4:
            raise ValueError(f"{path.name}, line {number}: {len(columns)} columns, not 4")
        rows.append(Expected(*columns))
    return rows


def judge_towns(question: Question, expected: Expected) -> str:
    """`right`; `asked` when it asks back or names no town although one was meant; `wrong` when it names another."""
    meant = set() if expected.towns in {NONE, ASK_BACK} else set(expected.towns.split("|"))
    asks = question.clarify is not None and question.clarify.reason is not ClarifyReason.NO_TOWN
    if expected.towns == ASK_BACK:
        return "right" if asks and not question.towns else "wrong" if question.towns else "asked"
    if set(question.towns) == meant:
        return "right"
    return "wrong" if set(question.towns) - meant else "asked"


def evaluate(reader: Reader, rows: Iterable[Expected], name: str) -> Evaluation:
    """Understand every question and count what is right."""
    towns: list[str] = []
    intents: list[bool] = []
    languages: list[bool] = []
    misses: list[str] = []
    rows = list(rows)
    for row in rows:
        question = reader.understand(row.text)
        if row.towns != ANY:
            towns.append(judge_towns(question, row))
            if towns[-1] != "right":
                misses.append(f"town {towns[-1]}: {row.text!r} means {row.towns}, got {question.towns} {question.clarify}")
        if row.intents != ANY:
            intents.append(question.intent in row.intents.split("|"))
            if not intents[-1]:
                misses.append(f"intent: {row.text!r} is {row.intents}, got {question.intent}")
        if row.languages != ANY:
            languages.append(question.language in row.languages.split("|"))
            if not languages[-1]:
                misses.append(f"language: {row.text!r} is {row.languages}, got {question.language}")
    return Evaluation(
        name=name,
        questions=len(rows),
        towns=Tally(towns.count("right"), len(towns)),
        asked=towns.count("asked"),
        wrong=towns.count("wrong"),
        intents=Tally(sum(intents), len(intents)),
        languages=Tally(sum(languages), len(languages)),
        misses=tuple(misses),
    )


def by_language(reader: Reader, rows: Iterable[Expected]) -> dict[str, Evaluation]:
    """The figures of the questions of each language; what may be of several languages, or of none, counts for none."""
    rows = list(rows)
    return {code: evaluate(reader, (row for row in rows if row.languages == code), code) for code in Language}


def main() -> int:
    """Print the figures of one or several sets, and with `--misses` what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="never for a held-out set")
    options = parser.parse_args()
    reader = Reader.of(load(built_in()))
    for path in options.paths:
        result = evaluate(reader, read(path), path.stem)
        print(result)
        if options.misses:
            print("\n".join(f"  {miss}" for miss in result.misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
