"""What answers an entry: its mistakes, the question for its source, or that it waits for another moderator."""

from __future__ import annotations

from collections.abc import Iterable

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import BLUE, ORANGE
from bot.cards.layout import Button, card
from bot.cards.pieces import Piece
from bot.markdown import bold, escape, host, small
from bot.moderation.clerk import Field
from bot.moderation.slips import Slip
from knowledge.errors import Mistake
from knowledge.wording import Wording

MOST_MISTAKES = 12
LONGEST = 250


def mistakes(found: Iterable[Mistake], slip: Slip | None, words: Wording, *, described: bool = False) -> Card:
    """Each mistake by its field with its remedy, and the buttons that open the forms again; no `slip`: none was open yet.

    `described` tells that the form for the source was filled in too.
    """
    told = list(found)
    lines = [_line(one, words) for one in told]
    more = [words.count("editing.mistakes.more", len(told) - MOST_MISTAKES)] if len(told) > MOST_MISTAKES else []
    head = f"## {escape(words.say('editing.mistakes.title'))}\n{bold(words.count('editing.mistakes', len(told)))}"
    buttons = []
    if slip:
        buttons.append(Button(words.say("editing.again"), slip.move, ButtonStyle.primary))
    if slip and described:
        buttons.append(Button(words.say("editing.again.source"), slip.source))
    note = words.say("editing.kept" if slip else "editing.use_command")
    pieces = [Piece("\n".join([*lines[:MOST_MISTAKES], *more]))]
    return card(ORANGE, [head], pieces, [buttons] if buttons else [], [small(escape(note))])


def new_source(slip: Slip, url: str, words: Wording) -> Card:
    """The entry is sound, but its source is new: the way to the form that describes it."""
    head = f"## {escape(words.say('editing.source.title'))}\n{escape(words.say('editing.source.new', site=host(url)))}"
    buttons = [
        Button(words.say("editing.source.describe"), slip.source, ButtonStyle.primary),
        Button(words.say("editing.again"), slip.move),
    ]
    return card(BLUE, [head], [], [buttons], [small(escape(words.say("editing.kept")))])


def proposed(number: int, words: Wording, *, channel: int | None) -> Card:
    """The entry waits for another moderator; `channel` is where its card stands, None where it could not be posted."""
    where = words.say("editing.proposed.posted", channel=f"<#{channel}>") if channel else words.say("editing.proposed.not_posted")
    return card(BLUE, [f"## {escape(words.say('editing.proposed', n=number))}\n{where}"], [], [])


def _line(mistake: Mistake, words: Wording) -> str:
    remedy = _cut(mistake.remedy)
    told = f"{_cut(mistake.problem)}. {remedy[:1].upper()}{remedy[1:]}."
    return f"- **{escape(_label(mistake.field, words))}**: {escape(told)}"


def _label(field: str, words: Wording) -> str:
    return words.say(f"editing.field.{field}") if field in list(Field) else field


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
