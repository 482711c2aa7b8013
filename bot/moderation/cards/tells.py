"""On a card that publishes: whom that tells, the way to read what they will, and the way to publish without telling."""

from __future__ import annotations

from bot.cards.layout import Button, Row
from bot.cards.pieces import Piece
from bot.markdown import bold, escape
from bot.moderation.moves import Act, Move
from bot.updates.telling import News, reached
from knowledge.wording import Wording

MOST_TOWNS = 8


def piece(news: News | None, words: Wording) -> list[Piece]:
    """How many people and channels are told about which towns; nothing where that is nobody."""
    if news is None or not news.reaches:
        return []
    names = [about.name for about in news.changed.about(words.language)]
    shown = words.listing(names[:MOST_TOWNS]) + ("…" if len(names) > MOST_TOWNS else "")
    lines = [f"- {escape(line)}" for line in reached(news.audience, words)]
    return [Piece("\n".join([bold(words.say("changed.tells", towns=shown)), *lines]))]


def row(news: News | None, subject: str, quietly: Move, words: Wording) -> list[Row]:
    """What followers will read, and publishing without telling them; nothing where nobody would be told."""
    if news is None or not news.reaches:
        return []
    return [[Button(words.say("changed.read"), Move(Act.WHAT_CHANGED, subject)), Button(words.say("changed.quietly"), quietly)]]
