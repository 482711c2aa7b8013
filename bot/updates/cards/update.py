"""An update as everybody reads it: in a feed, in a direct message, and in the organizers' preview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.cards import Card
from bot.cards.colours import BLUE, GREY
from bot.cards.layout import LABEL, Button, Row, card, links_row, rows_of
from bot.cards.pieces import Piece, chunks
from bot.custom_ids import Press, Target, Verb
from bot.markdown import escape, host, small
from bot.moderation.moves import Act, Move
from bot.releases import Release
from bot.store.updates import State, Update
from bot.updates import places
from knowledge.answer import Link
from knowledge.questions import Intent
from knowledge.wording import Wording

LONGEST_PIECE = 700
MOST_TOWNS = 3


class Where(StrEnum):
    """Where a card is read: in a follower's direct messages, or in a channel that gets updates."""

    DIRECT = "direct"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a card is made: their language, where they read it, and from which release towns get their names.

    `marker` is what the card's own button carries, so that the card can be told from all others.
    """

    words: Wording
    release: Release
    where: Where
    marker: str


def render(update: Update, reader: Reader) -> Card:
    """The update, or that it was taken back."""
    words, told = reader.words, update.wording
    head = told.headline
    if update.state is State.RETRACTED:
        head = words.say("update.retracted.title", headline=head)
    whose = words.say("update.from", organizers=update.server_name, towns=places.named(told.towns, reader.release, words))
    return card(
        GREY if update.state is State.RETRACTED else BLUE,
        [f"## {escape(head)}\n{small(escape(whose))}"],
        _retracted(update, words) if update.state is State.RETRACTED else _body(update, words),
        [*([] if update.state is State.RETRACTED else links_row(_link(update))), *_buttons(update, reader)],
        [small(line) for line in _footnotes(update, words)],
    )


def moment(at: dt.datetime, style: str = "F") -> str:
    """A moment that Discord shows in each reader's own language and time zone."""
    return f"<t:{int(at.timestamp())}:{style}>"


def _retracted(update: Update, words: Wording) -> list[Piece]:
    at = update.retracted_at or update.made_at
    return [Piece(words.say("update.retracted", organizers=escape(update.server_name), when=moment(at, "f")))]


def _body(update: Update, words: Wording) -> Iterator[Piece]:
    told = update.wording
    for part in chunks(told.text, LONGEST_PIECE):
        yield Piece(escape(part))
    facts = [
        *([words.say("card.latest.when", moment=moment(told.starts_at))] if told.starts_at else []),
        *([words.say("card.latest.where", place=escape(told.place))] if told.place else []),
    ]
    if facts:
        yield Piece("\n".join(facts))


def _link(update: Update) -> list[Link]:
    if not update.wording.link:
        return []
    site = host(update.wording.link)  # of a name too long for a button its end counts: whose site it is
    return [Link(site if len(site) <= LABEL else f"…{site[1 - LABEL :]}", update.wording.link)]


def _buttons(update: Update, reader: Reader) -> list[Row]:
    """The towns' own cards, and the way to what is followed."""
    towns = [number for number in update.wording.towns if number in reader.release.towns][:MOST_TOWNS]
    opened = [
        Button(reader.release.towns[number].name, Press(Verb.OPEN, Target(Intent.TOWN_STATUS, reader.words.language, (number,))))
        for number in towns
    ]
    return [*rows_of([*opened, own(reader)])]


def own(reader: Reader) -> Button:
    """The button by which the card is known as the one of this delivery."""
    if reader.where is Where.DIRECT:
        return Button(reader.words.say("following.open"), Move(Act.FOLLOWING, reader.marker))
    return Button(reader.words.say("following.begin"), Move(Act.FOLLOW, reader.marker))


def _footnotes(update: Update, words: Wording) -> Iterator[str]:
    if update.state is not State.RETRACTED:
        if update.changed_at:
            yield words.say("update.edited", when=moment(update.changed_at, "f"))
        yield escape(words.say("latest.unchecked"))
