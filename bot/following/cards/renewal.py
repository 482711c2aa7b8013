"""The question whether somebody wants to go on following, before it ends by itself."""

from __future__ import annotations

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import ORANGE
from bot.cards.layout import Button, card
from bot.markdown import escape
from bot.moderation.moves import Act, Move
from bot.store.follows import Follower
from bot.updates import places
from bot.updates.cards.update import Reader, moment, own


def render(follower: Follower, reader: Reader) -> Card:
    """What ends when, and the one button that lets it go on."""
    words = reader.words
    told = words.say(
        "renewal.ends", towns=escape(places.named(follower.towns, reader.release, words)), when=moment(follower.lapses_at, "D")
    )
    keep = Button(words.say("renewal.keep"), Move(Act.RENEW, reader.marker), ButtonStyle.success)
    return card(ORANGE, [f"## {escape(words.say('renewal.title'))}\n{told}"], [], [[keep, own(reader)]])
