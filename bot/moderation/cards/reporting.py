"""What the person who reports a mistake reads: the form, the thanks, and what is in the way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN, ORANGE
from bot.cards.layout import Button, Carried, card
from bot.cards.pieces import Piece
from bot.complaints import Complaint
from bot.forms import OPTIONS, Choice, Field, Form, Text
from bot.markdown import bold, escape, small
from bot.moderation import reading
from knowledge.answer import Claim
from knowledge.wording import Wording

LABELS = {reading.TOLD: "correction.form.told", reading.LINK: "correction.form.link"}
LONGEST = {reading.TOLD: reading.LONGEST_TOLD, reading.LINK: reading.LONGEST_LINK}


class Crowd(StrEnum):
    """Where too many reports came from: one person, one server, or everybody's direct messages."""

    PERSON = "person"
    PLACE = "place"
    DIRECT = "direct"


def form(move: Carried, claims: Mapping[str, Claim], words: Wording) -> Form:
    """Which sentence, what is wrong, what shows it, and whether to tell the outcome."""
    other = (words.say("correction.form.sentence.other"), reading.SOMETHING_ELSE)
    named = [(" ".join(claim.sentence.split()), token) for token, claim in claims.items()][: OPTIONS - 1]
    which: list[Field] = [Choice(reading.SENTENCE, words.say("correction.form.sentence"), (*named, other))] if named else []
    outcome = (
        (words.say("correction.form.outcome.no"), reading.DO_NOT_TELL),
        (words.say("correction.form.outcome.yes"), reading.TELL),
    )
    return Form(
        words.say("correction.form.title"),
        move,
        (
            *which,
            Text(
                reading.TOLD,
                words.say(LABELS[reading.TOLD]),
                long=True,
                longest=reading.LONGEST_TOLD,
                help=words.say("correction.form.told.help"),
            ),
            Text(
                reading.LINK,
                words.say(LABELS[reading.LINK]),
                required=False,
                longest=reading.LONGEST_LINK,
                help=words.say("correction.form.link.help"),
            ),
            Choice(
                reading.OUTCOME,
                words.say("correction.form.outcome"),
                outcome,
                chosen=(reading.DO_NOT_TELL,),
                help=words.say("correction.form.outcome.help"),
            ),
        ),
    )


def thanks(*, tell: bool, words: Wording) -> Card:
    """That it is kept, what happens next, and what is kept of the person."""
    kept = words.say("correction.thanks.tell" if tell else "correction.thanks.quiet")
    pieces = [Piece(escape(words.say("correction.thanks.next"))), Piece(escape(kept))]
    return card(GREEN, [bold(words.say("correction.thanks"))], pieces, [])


def refused(complaints: Iterable[Complaint], move: Carried, words: Wording) -> Card:
    """What is wrong with each field, its remedy, and the way back into the form."""
    told = [words.say(c.key, field=words.say(LABELS[c.field]), most=words.number(LONGEST[c.field])) for c in complaints]
    return _again([f"- {line}" for line in told], move, words, ORANGE)


def wait(seconds: float, move: Carried, words: Wording, crowd: Crowd, *, written: bool) -> Card:
    """When the person may report again; `written`: they filled in the form."""
    minutes = max(1, math.ceil(seconds / 60))
    return _again([escape(words.count(f"correction.wait.{crowd}", minutes))], move, words, BLUE, written=written)


def failed(move: Carried, words: Wording) -> Card:
    """That it could not be kept, and that nothing is lost."""
    return _again([escape(words.say("correction.failed"))], move, words, ORANGE)


def reply_form(move: Carried, question: str, words: Wording) -> Form:
    """What a moderator asked, to be answered."""
    label = words.say("correction.reply.label")
    return Form(
        words.say("correction.reply"), move, (Text(reading.TOLD, label, long=True, longest=reading.LONGEST_TOLD, help=question),)
    )


def _again(lines: list[str], move: Carried, words: Wording, colour: int, *, written: bool = True) -> Card:
    head = [bold(words.say("correction.refused"))] if written else []
    kept = [small(escape(words.say("correction.kept_an_hour")))] if written else []
    again = Button(words.say("correction.again" if written else "card.report"), move)
    return card(colour, head, [Piece("\n".join(lines))], [[again]], kept)
