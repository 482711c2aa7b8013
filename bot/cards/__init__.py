"""Answer -> Discord message: Components V2 cards that a person reads on a phone."""

from __future__ import annotations

from bot.cards import clarify, detail, timeline, town, town_map
from bot.cards.layout import Card, note, to_payload
from bot.cards.viewing import Viewing
from bot.custom_ids import MAPS, TIMELINES, Part
from knowledge.answer import Answer
from knowledge.questions import Intent

__all__ = ["Card", "Viewing", "note", "render", "to_payload"]


def render(answer: Answer, viewing: Viewing) -> Card:
    """The card that shows the target's part and page of this answer."""
    if answer.question.clarify and answer.intent is not Intent.URGENT_HELP:
        return clarify.render(answer, viewing)
    if viewing.target.part in MAPS:
        return town_map.render(answer, viewing)
    if viewing.target.part in TIMELINES:
        return timeline.render(answer, viewing)
    front = viewing.target.part is Part.FRONT
    if answer.intent is Intent.TOWN_STATUS and front and len(viewing.target.towns) == 1:
        return town.render(answer, viewing)
    return detail.render(answer, viewing)
