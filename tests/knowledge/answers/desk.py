"""What the tests of answers ask with: the real pack, a fixed day, and questions made without typing."""

from __future__ import annotations

import datetime as dt
from functools import cache

from knowledge import pack
from knowledge.answer import Answer, Claim, SectionKey
from knowledge.answers import compose
from knowledge.base import KnowledgeBase
from knowledge.places import Clarify
from knowledge.questions import Intent, Language, Question, Subject

TODAY = dt.date(2026, 11, 22)
THE_EIGHT = ("Enfield", "Fairfield", "New Haven", "Norwalk", "Stratford", "Trumbull", "Westport", "Wethersfield")


@cache
def base() -> KnowledgeBase:
    """The knowledge base of the built-in pack, loaded once for all tests."""
    return KnowledgeBase.of(pack.load(pack.built_in()))


def ask(
    intent: Intent,
    *towns: str,
    language: Language = Language.EN,
    agencies: tuple[str, ...] = (),
    subjects: tuple[Subject, ...] = (),
    clarify: Clarify | None = None,
    as_of: dt.date = TODAY,
) -> Answer:
    """The answer to a question made of its parts."""
    question = Question(
        text="", language=language, intent=intent, towns=towns, places=(), agencies=agencies, clarify=clarify, subjects=subjects
    )
    return compose(question, base(), as_of)


def status(town: str, **parts: object) -> Answer:
    """The status of one town."""
    return ask(Intent.TOWN_STATUS, town, **parts)  # type: ignore[arg-type]


def text(answer: Answer, key: SectionKey | None = None) -> str:
    """Everything an answer says, or one section of it, as plain text."""
    sections = [s for s in answer.sections if key is None or s.key is key]
    return "\n".join(line for s in sections for line in (s.title, *(block.sentence for block in s.blocks)))


def claims(answer: Answer) -> list[Claim]:
    """The claims of an answer, in order."""
    return [block for block in answer.blocks if isinstance(block, Claim)]
