"""Asking back: which town, or that the place is outside the record."""

from __future__ import annotations

from knowledge.answer import Answer, Section, SectionKey
from knowledge.answers.draft import Draft
from knowledge.places import Clarify, ClarifyReason


def compose_question_back(draft: Draft, clarify: Clarify) -> Answer:
    """The question that settles what was meant, with the towns to choose from."""
    state = draft.base.manifest.name
    elsewhere = clarify.reason is ClarifyReason.ELSEWHERE
    keys = {
        ClarifyReason.NO_TOWN: ("ask.no_town", "ask.no_town.how"),
        ClarifyReason.AMBIGUOUS: ("ask.ambiguous", "ask.choose"),
        ClarifyReason.UNSURE: ("ask.unsure", "ask.choose"),
        ClarifyReason.ELSEWHERE: ("ask.elsewhere", "ask.elsewhere.how"),
    }[clarify.reason]
    name = next((place.name for place in draft.question.places if set(clarify.choices) <= set(place.towns)), None)
    if name and clarify.reason is ClarifyReason.AMBIGUOUS:
        keys = ("ask.ambiguous.named", "ask.choose")
    blocks = tuple(draft.line(key, state=state, name=name) for key in keys)
    title = draft.say("title.elsewhere" if elsewhere else "title.which_town")
    return draft.answer(
        title=title, sections=[Section(SectionKey.BOTTOM_LINE, "", blocks)], choices=clarify.choices, footnote=False
    )
