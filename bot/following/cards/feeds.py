"""The channels of a server that get updates."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Card
from bot.cards.colours import BLUE, ORANGE
from bot.cards.layout import card
from bot.cards.pieces import Piece
from bot.markdown import escape, small
from bot.releases import Release
from bot.store.feeds import Feed
from bot.updates import places
from knowledge.wording import Wording


def render(feeds: Sequence[Feed], head: str, release: Release, words: Wording) -> Card:
    """Each channel with its towns, and what is amiss with it."""
    lines = [_line(feed, release, words) for feed in feeds] or [escape(words.say("feed.none"))]
    amiss = any(feed.trouble for feed in feeds)
    return card(
        ORANGE if amiss else BLUE,
        [f"## {escape(words.say(head))}"],
        [Piece("\n".join(lines))],
        [],
        [small(escape(words.say("feed.what")))],
    )


def _line(feed: Feed, release: Release, words: Wording) -> str:
    towns = escape(places.named(feed.towns, release, words)) if feed.towns else escape(words.say("feed.all"))
    trouble = f"\n{small(escape(words.say('feed.trouble')))}" if feed.trouble else ""
    return f"- <#{feed.channel}>: {towns}{trouble}"
