"""What is counted, and that it is no more than a way, an intent, an outcome and a time."""

from __future__ import annotations

from dataclasses import fields

from bot import tracing
from bot.tally import BOUNDS, Kind, Outcome, Tally, Way


def test_a_reply_is_counted_by_way_intent_and_outcome() -> None:
    tally = Tally()
    for _ in range(2):
        tally.note(Way.COMMAND, "law", Outcome.ANSWERED)
    tally.note(Way.MESSAGE, "law", Outcome.ASKED_BACK)
    assert tally.replies == {
        Kind(Way.COMMAND, "law", Outcome.ANSWERED): 2,
        Kind(Way.MESSAGE, "law", Outcome.ASKED_BACK): 1,
    }


async def test_each_is_sorted_by_how_long_its_own_question_took() -> None:
    tally, request = Tally(), tracing.begin()
    tally.note(Way.PRESS, "law", Outcome.ANSWERED)
    assert sum(tally.took) == 1
    assert len(tally.took) == len(BOUNDS) + 1
    assert 0 < tally.seconds <= request.seconds


def test_there_is_no_room_for_a_place_or_a_person() -> None:
    assert [field.name for field in fields(Kind)] == ["way", "intent", "outcome"]
