"""The card about what is past its review-by date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.cards import Card
from bot.cards.colours import GREEN, ORANGE
from bot.cards.layout import card
from bot.cards.pieces import Piece, heading
from bot.markdown import bold, escape, small
from bot.moderation.attaching import DUE
from knowledge.freshness import Group, TownDue
from knowledge.wording import Wording

MOST_TOWNS = 10


def render(found: Sequence[TownDue], words: Wording) -> Card:
    """How many records of each group are due, then the towns with the most."""
    records = {(due.kind, due.key): due.review.group for town in found for due in town.due}
    title = f"## {escape(words.say('moderation.stale.title'))}"
    if not records:
        return card(GREEN, [f"{title}\n{bold(words.say('freshness.none'))}"], [], [])
    groups = Counter(records.values())
    counted = [words.count(f"moderation.stale.{group}", groups[group]) for group in Group if groups[group]]
    first = [Piece(escape(words.say("moderation.stale.first")))] if groups[Group.CONTACTS] else []
    most = sorted(found, key=lambda town: (-len(town.due), town.town or ""))
    lines = [_line(town, words) for town in most[:MOST_TOWNS]]
    more = len(most) - MOST_TOWNS
    return card(
        ORANGE,
        [f"{title}\n{bold(words.count('freshness.total', len(records)))}"],
        [
            Piece("\n".join(f"- {escape(line)}" for line in counted)),
            *first,
            heading(words.say("changes.by_town")),
            Piece("\n".join(lines)),
        ],
        [],
        [small(escape(words.count("changes.more", more)))] if more > 0 else [],
        attached=[DUE],
    )


def _line(town: TownDue, words: Wording) -> str:
    oldest = words.date(min(due.review.checked for due in town.due))
    name = town.town or words.say("moderation.stale.elsewhere")
    return f"- {escape(words.count('moderation.stale.town', len(town.due), town=name, oldest=oldest))}"
