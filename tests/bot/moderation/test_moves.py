"""A move travels in a custom_id, comes back as it was, and nothing else is taken for one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.moves import ANY_VERSION, LONGEST, MAX_PAGE, Act, Move, read

SUBJECTS = st.text("abcXYZ019_.,:/=+-", max_size=60)


@given(st.sampled_from(Act), SUBJECTS, st.integers(1, MAX_PAGE))
def test_a_move_comes_back_as_it_was(act: Act, subject: str, page: int) -> None:
    move = Move(act, subject, page)
    assert read(move.custom_id) == move
    assert len(move.custom_id) <= LONGEST
    assert re.fullmatch(ANY_VERSION, move.custom_id)


@given(st.text(max_size=120))
def test_any_text_is_read_as_a_move_that_writes_the_same_or_as_none(text: str) -> None:
    move = read(text)
    assert move is None or move.custom_id == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pm1",
        "pm1:publish:1",
        "pm1:publish:1:0",
        "pm1:publish:1:100",
        "pm1:publish:1:01",
        "pm1:unheard:1:1",
        "pm2:publish:1:1",
        "pm1:publish:two words:1",
        "pm1:publish:é:1",
        "pm1:publish:1:1\n",
        "ps1:o:law:::::1",
        f"pm1:publish:{'x' * 90}:1",
    ],
)
def test_what_this_version_did_not_write_is_no_move(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(("subject", "page"), [("two words", 1), ("x" * 99, 1), ("1", 0), ("1", 100)])
def test_what_cannot_be_carried_is_a_mistake_of_ours(subject: str, page: int) -> None:
    with pytest.raises(ValueError, match="no custom_id can carry"):
        _ = Move(Act.PUBLISH, subject, page).custom_id


def test_every_act_can_stand_in_a_custom_id() -> None:
    assert all(re.fullmatch(r"[a-z_]+", act) for act in Act)
