"""Papers written from the real record, on a day that stands still."""

from __future__ import annotations

import datetime as dt

from knowledge.letters.compose import write
from knowledge.letters.types import Kind, Order, Paper
from knowledge.questions import Language
from tests.knowledge.answers.desk import TODAY, base

SENT = dt.date(2026, 11, 10)


def paper(
    kind: Kind,
    town: str,
    language: Language = Language.EN,
    written_in: Language | None = None,
    as_of: dt.date = TODAY,
    **order: object,
) -> Paper:
    """One paper; `order` holds the seat and the days."""
    return write(Order(kind, town, language, **order), base(), as_of, written_in)  # type: ignore[arg-type]


def told(paper: Paper) -> str:
    """Everything on it and around it."""
    return "\n".join((paper.title, paper.whole, *(way.full for way in paper.ways), *paper.days, *paper.notes))
