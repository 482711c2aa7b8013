"""What organizers see before an update goes out: itself, exactly as it will look, whom it reaches, and the ways to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import GREEN, GREY, ORANGE
from bot.cards.layout import Button, Carried, card
from bot.cards.pieces import Piece
from bot.complaints import Complaint
from bot.forms import Field, Form, Text
from bot.markdown import bold, escape, small
from bot.moderation.moves import Act, Move
from bot.store.outbox import Audience
from bot.store.updates import State, Update
from bot.updates import places, reading
from bot.updates.cards import update as update_cards
from bot.updates.cards.update import Reader
from knowledge.wording import Wording

SPARE = 2
"""So many times the longest text fits into a field, so that what is too long can be told there instead of being cut off."""
MOST_CHARACTERS = 4000
MARK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A draft, whom it would reach, and what is special about it.

    `standing` are the messages that a change edits. `mine` tells whether the reader wrote it, `two` that another organizer must
    publish it, `trusted` that it goes beyond the server's own feeds.
    """

    draft: Update
    audience: Audience
    trusted: bool
    mine: bool
    two: bool
    standing: int = 0


def render(preview: Preview, reader: Reader) -> Card:
    """The draft as it will look, between a title and the decisions."""
    words, n = reader.words, str(preview.draft.n)
    changed = preview.draft.replaces
    title = words.say("update.preview.change", n=changed) if changed else words.say("update.preview")
    above = card(ORANGE, [f"## {escape(title)}"], [], [])
    decide = [
        _go(preview, words),
        Button(words.say("update.edit"), Move(Act.UPDATE_EDIT, n)),
        Button(words.say("update.change_towns"), Move(Act.UPDATE_TOWNS, n)),
        Button(words.say("update.discard"), Move(Act.UPDATE_DISCARD, n), ButtonStyle.danger),
    ]
    reaches = f"{bold(words.say('update.reaches'))}\n{_reaches(preview, words)}"
    below = card(ORANGE, [reaches], [], [decide], _notes(preview, words))
    return Card(*above.children, *update_cards.render(preview.draft, reader).children, *below.children)


def _go(preview: Preview, words: Wording) -> Button:
    n = str(preview.draft.n)
    if preview.two and preview.mine and preview.draft.state is State.DRAFT:
        return Button(words.say("update.ask"), Move(Act.UPDATE_ASK, n), ButtonStyle.primary)
    return Button(words.say("update.publish"), Move(Act.UPDATE_PUBLISH, f"{n}/{mark(preview.draft)}"), ButtonStyle.success)


def mark(draft: Update) -> str:
    """What the words of a draft are known by, so that nobody publishes others than they have seen."""
    told = draft.wording
    starts = told.starts_at.timestamp() if told.starts_at else None
    words = (told.headline, told.text, sorted(told.towns), told.link, starts, told.place)
    return sha256(repr(words).encode()).hexdigest()[:MARK]


def _reaches(preview: Preview, words: Wording) -> str:
    audience = preview.audience
    counts = {
        "changed": preview.standing,
        "people": audience.people if preview.trusted else 0,
        "digests": audience.digests if preview.trusted else 0,
        "channels": audience.channels,
    }
    if preview.draft.replaces:  # whoever has it already is counted with what is changed
        counts = {"changed": preview.standing}
    counted = [words.count(f"update.reaches.{key}", count) for key, count in counts.items() if count]
    return "\n".join(f"- {line}" for line in counted) or f"- {escape(words.say('update.reaches.nobody'))}"


def _notes(preview: Preview, words: Wording) -> list[str]:
    keys = [
        *([] if preview.trusted else ["update.untrusted"]),
        *(["update.two"] if preview.two else []),
        "update.preview.kept",
    ]
    return [small(escape(words.say(key))) for key in keys]


def discarded(words: Wording) -> Card:
    """That a draft is gone."""
    return card(GREY, [bold(words.say("update.discarded"))], [], [])


def asked(n: int, words: Wording) -> Card:
    """That it waits for another organizer, and how they find it."""
    return card(GREEN, [f"## {escape(words.say('update.waits', n=n))}\n{words.say('update.waits.how')}"], [], [])


def refused(complaints: Sequence[Complaint], move: Carried | None, words: Wording) -> Card:
    """What is wrong with each field and what to type instead, and the way back into the form, where there was one."""
    lines = [f"- **{escape(words.say(f'update.field.{c.field}'))}**: {escape(c.said(words))}" for c in complaints]
    again = [[Button(words.say("correction.again"), move, ButtonStyle.primary)]] if move else []
    kept = [small(escape(words.say("correction.kept_an_hour")))] if move else []
    return card(ORANGE, [bold(words.count("update.mend", len(complaints)))], [Piece("\n".join(lines))], again, kept)


def form(title: str, move: Carried, complaints: Sequence[Complaint], words: Wording, example: str) -> Form:
    """The form for the words of an update, beside a field what is wrong with it; `example` shows how to type a time."""
    wrong = {complaint.field: complaint.said(words) for complaint in complaints}
    return Form(title, move, tuple(_field(name, wrong.get(name), words, example) for name in reading.LONGEST))


def towns_form(move: Carried, typed: str, wrong: str, words: Wording) -> Form:
    """The form for the towns alone."""
    most = reading.LONGEST[reading.TEXT]
    label = words.say("update.field.towns")
    field = Text(places.TOWNS, label, value=typed, longest=most, help=wrong or words.say("update.help.towns"))
    return Form(words.say("update.change_towns"), move, (field,))


def _field(name: str, wrong: str | None, words: Wording, example: str) -> Field:
    return Text(
        name,
        words.say(f"update.field.{name}"),
        required=name in (reading.HEADLINE, reading.TEXT),
        long=name == reading.TEXT,
        longest=min(SPARE * reading.LONGEST[name], MOST_CHARACTERS),
        help=wrong or words.say(f"update.help.{name}", now=example, most=words.number(reading.LONGEST[name])),
    )
