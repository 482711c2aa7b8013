"""The card that tells how the record stands."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN
from bot.cards.layout import Button, card
from bot.cards.pieces import Piece
from bot.markdown import bold, escape
from bot.moderation.cards.telling import line, moment, short
from bot.moderation.moves import Act, Move
from bot.store.refreshes import Refresh
from bot.store.releases import Publication
from knowledge.statistics import Statistics
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Status:
    """How the record stands: what is live, what the database calls published and by whom, where refreshes come from.

    `origin` is None where there is nowhere to refresh from; `last` is the last refresh, and `refreshed_by` who asked for it.
    """

    live: Statistics
    published: Publication | None
    published_by: str
    origin: str | None
    last: Refresh | None
    refreshed_by: str


def render(status: Status, words: Wording) -> Card:
    """The bottom line first: which version, and whether it is the published one."""
    live, published = status.live, status.published
    agrees = published is not None and published.version == live.version
    head = words.say("moderation.status.live" if agrees else "moderation.status.differs", name=escape(live.name))
    pieces = [
        words.say("moderation.status.version", version=short(live.version), as_of=live.as_of),
        line(published, status.published_by, words) if published else words.say("moderation.status.unpublished"),
        words.say("moderation.status.holds", **_counts(live, words)),
        _source(status, words),
        _last(status, words),
    ]
    again = Button(words.say("moderation.again"), Move(Act.STATUS))
    title = words.say("moderation.status.title")
    return card(GREEN if agrees else BLUE, [f"## {escape(title)}\n{bold(head)}"], [Piece("\n".join(pieces))], [[again]])


def _counts(live: Statistics, words: Wording) -> dict[str, str]:
    counted = {
        "towns": live.towns,
        "findings": live.findings_shown,
        "statements": live.statements_shown,
        "sources": live.sources,
        "laws": live.laws,
        "legislators": live.legislators,
    }
    return {name: words.number(number) for name, number in counted.items()}


def _source(status: Status, words: Wording) -> str:
    if status.origin is None:
        return words.say("moderation.status.no_source")
    return words.say("moderation.status.source", origin=f"`{status.origin.replace('`', '')}`")


def _last(status: Status, words: Wording) -> str:
    if status.last is None:
        return words.say("moderation.status.never_refreshed")
    outcome = words.say(f"moderation.outcome.{status.last.outcome}")
    told = words.say("moderation.status.last", outcome=outcome, when=moment(status.last.at), who=status.refreshed_by)
    return f"{told} {escape(status.last.note)}".rstrip()
