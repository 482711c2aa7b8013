"""On a card that publishes: whom that tells, the way to read what they will, and the way to publish without telling."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.layout import Button, Row
from bot.cards.pieces import Piece
from bot.markdown import bold, escape
from bot.moderation.moves import Act, Move
from bot.store.outbox import Audience
from bot.updates.telling import News
from knowledge.wording import Wording

MOST_TOWNS = 8


def piece(news: News | None, words: Wording) -> list[Piece]:
    """How many people and channels are told about which towns; nothing where that is nobody."""
    if news is None or not news.reaches:
        return []
    names = [about.name for about in news.changed.about(words.language)]
    shown = words.listing(names[:MOST_TOWNS]) + ("…" if len(names) > MOST_TOWNS else "")
    return [Piece("\n".join([bold(words.say("changed.tells", towns=shown)), *_counts(news.audience, words)]))]


def row(news: News | None, subject: str, quietly: Move, words: Wording) -> list[Row]:
    """What followers will read, and publishing without telling them; nothing where nobody would be told."""
    if news is None or not news.reaches:
        return []
    return [[Button(words.say("changed.read"), Move(Act.WHAT_CHANGED, subject)), Button(words.say("changed.quietly"), quietly)]]


def _counts(audience: Audience, words: Wording) -> Iterator[str]:
    counted = {"people": audience.people, "digests": audience.digests, "channels": audience.channels}
    for key, count in counted.items():
        if count:
            yield f"- {escape(words.count(f'update.reaches.{key}', count))}"
