"""The card on which somebody chooses a language, and has the choice remembered or forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from discord import ButtonStyle

from bot.cards.colours import BLUE
from bot.cards.layout import Button, Card, Menu, Row, card
from bot.cards.pieces import Piece
from bot.custom_ids import Press, Target, Verb
from bot.markdown import bold, escape
from knowledge.questions import Intent, Language
from knowledge.wording import LANGUAGES, wording

ENDONYMS = {"en": "English", "es": "Español", "pt": "Português", "ht": "Kreyòl ayisyen"}


class Choice(StrEnum):
    """How a choice of language stands."""

    NONE = "none"
    FOR_NOW = "for_now"
    REMEMBERED = "remembered"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The language that the card is in, how the choice stands, and whether it could be remembered at all."""

    language: Language
    choice: Choice
    lasting: bool


def render(chosen: Chosen) -> Card:
    """What is chosen, what is kept of it, and the ways to change that."""
    words = wording(chosen.language)
    name = words.say("languages.name")
    kept = "kept" if chosen.choice is Choice.REMEMBERED else "would_keep" if chosen.lasting else "no_database"
    told = [words.say(f"languages.{kept}")]
    if chosen.choice is Choice.FOR_NOW and chosen.lasting:
        told.insert(0, words.say("languages.until_restart"))
    head = f"## {escape(words.say('languages.title'))}\n{bold(words.say(f'languages.choice.{chosen.choice}', language=name))}"
    return card(BLUE, [head], [Piece(escape(" ".join(told)))], _rows(chosen))


def _rows(chosen: Chosen) -> list[Row]:
    target, words = Target(Intent.ABOUT, chosen.language), wording(chosen.language)
    menu = Menu(_every_language("languages.title"), Press(Verb.CHOOSE, target), tuple((ENDONYMS[c], c) for c in LANGUAGES))
    remember = Button(words.say("languages.remember"), Press(Verb.REMEMBER, target), ButtonStyle.primary)
    forget = Button(words.say("languages.forget"), Press(Verb.FORGET, target))
    buttons = {
        Choice.FOR_NOW: [remember, forget] if chosen.lasting else [forget],
        Choice.REMEMBERED: [forget],
    }.get(chosen.choice, [])
    return [menu, buttons] if buttons else [menu]


def _every_language(key: str) -> str:
    """A word in all of our languages, for somebody who cannot read the card's."""
    return " · ".join(dict.fromkeys(wording(language).say(key) for language in LANGUAGES))
