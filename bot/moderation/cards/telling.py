"""What several moderators' cards share: short versions, moments, and who it was."""

from __future__ import annotations

import datetime as dt

from bot.cards.colours import BLUE, GREEN, ORANGE, RED
from bot.store.releases import Publication
from knowledge.wording import Wording

__all__ = ["BLUE", "GREEN", "ORANGE", "RED", "line", "moment", "short"]


def short(version: str | None) -> str:
    """A version as a card shows it; a question mark where none is known."""
    return f"`{version}`" if version else "?"


def moment(at: dt.datetime) -> str:
    """A moment that Discord shows in each reader's own language and time zone."""
    return f"<t:{int(at.timestamp())}:f>"


def line(publication: Publication, who: str, words: Wording) -> str:
    """How a release came to be published: when, by whom."""
    return words.say(f"moderation.publication.{publication.kind}", when=moment(publication.at), who=who)
