"""The card that asks before an earlier release is published again, and the one that says it was."""

from __future__ import annotations

from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import GREEN, ORANGE
from bot.cards.layout import Button, card
from bot.markdown import bold, escape, small
from bot.moderation.attaching import CHANGES
from bot.moderation.cards import tells
from bot.moderation.cards.changes import dealt_out, headline
from bot.moderation.cards.telling import line, short
from bot.moderation.moves import Act, Move
from bot.store.releases import Publication
from bot.updates.telling import News
from knowledge.changes import Changes
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Back:
    """What differs from the published release to the earlier one, the day that was researched to, and what followers are told."""

    found: Changes
    as_of: str
    news: News | None = None


def render(back: Back, words: Wording) -> Card:
    """What would change; the first page of it, for the rest is in the file."""
    found = back.found
    dealt = dealt_out(found, words)
    subject = f"{found.after}/{found.before}"
    go = Button(words.say("moderation.rollback.go"), Move(Act.ROLL_BACK, subject), ButtonStyle.danger)
    title = words.say("moderation.rollback.title", version=short(found.after))
    asked = words.say("moderation.rollback.ask", as_of=back.as_of, published=short(found.before))
    return card(
        ORANGE,
        [f"## {title}\n{bold(headline(found, words))}\n{asked}"],
        [*dealt[0], *tells.piece(back.news, words)],
        [[go], *tells.row(back.news, subject, Move(Act.ROLL_BACK_QUIETLY, subject), words)],
        [small(escape(words.say("moderation.rollback.file")))] if len(dealt) > 1 else [],
        attached=[CHANGES],
    )


def done(publication: Publication, who: str, words: Wording) -> Card:
    """That it is published again."""
    title = words.say("moderation.rollback.title", version=short(publication.version))
    return card(GREEN, [f"## {title}\n{line(publication, who, words)}", words.say("moderation.rollback.done")], [], [])
