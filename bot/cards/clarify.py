"""The card that asks back instead of guessing: up to three towns to choose from, each keeping what was asked."""

from __future__ import annotations

from bot.cards.colours import BLUE
from bot.cards.layout import Button, Card, card, rows_of
from bot.cards.pieces import block
from bot.cards.viewing import Viewing
from bot.markdown import escape, small
from knowledge.answer import Answer
from knowledge.questions import Intent

CHOICES = 3


def render(answer: Answer, viewing: Viewing) -> Card:
    """The question, and a button for each choice; it claims nothing, so there is no mistake to report."""
    return card(
        BLUE,
        [f"## {escape(answer.title)}"],
        [piece for content in answer.blocks for piece in block(content, viewing.release.links)],
        rows_of(choices(answer, viewing)),
        [small(escape(viewing.say("card.hint.town")))],
    )


def choices(answer: Answer, viewing: Viewing) -> list[Button]:
    """A button for each town to choose from."""
    towns = [viewing.release.base.towns[name] for name in answer.choices if name in viewing.release.base.towns]
    intent = Intent.TOWN_STATUS if answer.intent in (Intent.GREETING, Intent.OUT_OF_SCOPE) else answer.intent
    return [viewing.town_button(town.town_no, intent) for town in towns[:CHOICES]]
