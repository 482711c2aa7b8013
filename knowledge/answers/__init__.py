"""A question becomes an answer: blocks of claims, each with its citations, in the order that serves the asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from knowledge.answer import Answer, Update
from knowledge.answers.actions import compose_take_action, compose_urgent_help
from knowledge.answers.asking import compose_question_back
from knowledge.answers.contacts import compose_legislators
from knowledge.answers.draft import Draft
from knowledge.answers.itself import compose_about, compose_greeting, compose_out_of_scope, compose_sources
from knowledge.answers.laws import compose_explain, compose_law
from knowledge.answers.lists import compose_updates, compose_who_shares
from knowledge.answers.officials import compose_statements
from knowledge.answers.release import asks_for_release, compose_release
from knowledge.answers.status import compose_several, compose_status
from knowledge.base import KnowledgeBase
from knowledge.questions import Intent, Question

__all__ = ["compose"]

COMPOSERS: Mapping[Intent, Callable[[Draft], Answer]] = MappingProxyType(
    {
        Intent.TOWN_STATUS: compose_status,
        Intent.WHO_SHARES: compose_who_shares,
        Intent.COMPARE: compose_several,
        Intent.STATEMENTS: compose_statements,
        Intent.LEGISLATORS: compose_legislators,
        Intent.LAW: compose_law,
        Intent.TAKE_ACTION: compose_take_action,
        Intent.EXPLAIN: compose_explain,
        Intent.UPDATES: compose_updates,
        Intent.SOURCES: compose_sources,
        Intent.URGENT_HELP: compose_urgent_help,
        Intent.ABOUT: compose_about,
        Intent.GREETING: compose_greeting,
        Intent.OUT_OF_SCOPE: compose_out_of_scope,
    }
)

ABOUT_THE_STATE = {Intent.WHO_SHARES, Intent.EXPLAIN, Intent.OUT_OF_SCOPE, Intent.SOURCES, Intent.UPDATES, Intent.COMPARE}


def compose(question: Question, base: KnowledgeBase, as_of: dt.date, updates: tuple[Update, ...] = ()) -> Answer:
    """Answer the question from the knowledge base, as of a day; asks back where the question leaves the town open.

    Urgent help is never held up by a question back. `updates` are the organizers' about the towns asked about or the whole state,
    the newest first.
    """
    draft = Draft(question, base, as_of, updates)
    if question.clarify and question.intent is not Intent.URGENT_HELP:
        return compose_question_back(draft, question.clarify)
    if question.intent in ABOUT_THE_STATE and asks_for_release(draft):
        return compose_release(draft)
    return COMPOSERS[question.intent](draft)
