"""The board of updates in memory: about the towns asked for, no older than it may be, and known by its edition."""

from __future__ import annotations

import datetime as dt

from bot.board import Board
from knowledge.answer import Update

DAY = dt.date(2026, 11, 22)
MOMENT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def update(headline: str = "A vote", *towns: str, posted: dt.date = DAY, starts: dt.datetime | None = None) -> Update:
    return Update(towns, "Neighbours", posted, headline, "It is tonight.", starts=starts)


def board(*updates: Update) -> Board:
    made = Board()
    made.hang(updates)
    return made


def test_a_town_gets_its_own_updates_and_those_of_the_whole_state() -> None:
    alder, birch, state = update("A", "Alder"), update("B", "Birch", "Alder"), update("C")
    assert board(alder, birch, state).about(("Birch",), DAY) == (birch, state)
    assert board(alder, birch, state).about((), DAY) == (alder, birch, state)


def test_what_is_older_than_ninety_days_drops_out() -> None:
    last = update(posted=DAY - dt.timedelta(days=90))
    assert board(last).about((), DAY) == (last,)
    assert board(last).about((), DAY + dt.timedelta(days=1)) == ()


def test_what_is_over_drops_out_the_day_after() -> None:
    event = update(starts=MOMENT)
    assert board(event).about((), DAY) == (event,)
    assert board(event).about((), DAY + dt.timedelta(days=1)) == ()


def test_the_edition_counts_up_only_where_something_changed() -> None:
    made = board(update())
    first = made.edition
    made.hang([update()])
    assert made.edition == first
    made.hang([])
    assert made.edition == first + 1
