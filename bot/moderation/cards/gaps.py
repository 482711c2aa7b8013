"""The card of what people ask most where the record has nothing: sums alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.cards import Card
from bot.cards.colours import BLUE
from bot.cards.layout import card
from bot.cards.pieces import Piece
from bot.markdown import bold, escape, small
from bot.store.gaps import Cell
from knowledge.wording import Wording

MOST = 15


def render(asked: Mapping[Cell, int], days: int, words: Wording) -> Card:
    """The towns and the intents asked for most, in each the most asked first."""
    towns, intents = Counter[str](), Counter[str]()
    for cell, count in asked.items():
        towns[cell.town] += count
        intents[words.say(f"gaps.intent.{cell.intent}")] += count
    head = f"## {escape(words.say('gaps.title'))}\n{bold(words.count('gaps.since', days))}"
    pieces = [
        Piece(f"### {escape(words.say(key))}\n{_rows(counted, words)}")
        for key, counted in (("gaps.towns", towns), ("gaps.intents", intents))
        if counted
    ]
    none = [Piece(escape(words.say("gaps.none")))]
    return card(BLUE, [head], pieces or none, [], [small(escape(words.say("gaps.footnote")))])


def _rows(counted: Counter[str], words: Wording) -> str:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return "\n".join(escape(words.say("gaps.row", asked=words.number(count), what=what)) for what, count in ordered)
