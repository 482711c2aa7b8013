"""What was typed is not lost for an hour, for the person alone, and never more than there is room for."""

from __future__ import annotations

import datetime as dt

from bot.forms import Filled
from bot.moderation.drafts import LASTS, Drafts
from bot.moderation.moves import Act, Move

START = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
MOVE, OTHER = Move(Act.PREVIEW_OTHER, "1"), Move(Act.PREVIEW_OTHER, "2")
TYPED = Filled({"town": ("Avon",)})


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> dt.datetime:
        return self.at


def test_it_is_there_for_the_same_person_and_form_alone() -> None:
    drafts = Drafts(Clock())
    drafts.keep("m-a", MOVE, TYPED)
    assert drafts.find("m-a", MOVE) == TYPED
    assert drafts.find("m-b", MOVE) == Filled()
    assert drafts.find("m-a", OTHER) == Filled()


def test_what_is_typed_again_takes_the_place_of_what_was() -> None:
    drafts = Drafts(Clock())
    drafts.keep("m-a", MOVE, TYPED)
    drafts.keep("m-a", MOVE, Filled({"town": ("Bolton",)}))
    assert drafts.find("m-a", MOVE).text("town") == "Bolton"


def test_it_is_gone_once_accepted_and_after_an_hour() -> None:
    clock = Clock()
    drafts = Drafts(clock)
    drafts.keep("m-a", MOVE, TYPED)
    drafts.keep("m-a", OTHER, TYPED)
    drafts.forget("m-a", MOVE)
    assert drafts.find("m-a", MOVE) == Filled()
    clock.at += LASTS
    assert drafts.find("m-a", OTHER) == TYPED
    clock.at += dt.timedelta(seconds=1)
    assert drafts.find("m-a", OTHER) == Filled()


def test_the_oldest_fall_first() -> None:
    drafts = Drafts(Clock(), room=2)
    for who in ("m-a", "m-b", "m-c"):
        drafts.keep(who, MOVE, TYPED)
    assert drafts.find("m-a", MOVE) == Filled()
    assert drafts.find("m-c", MOVE) == TYPED
