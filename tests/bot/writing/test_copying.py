"""Text to copy stays in its code block whatever it holds, and is cut without losing or breaking a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.copying import FENCE, UNSEEN, block, first

TEXT = st.text(st.sampled_from("ab `\n@<>*_"), max_size=300)


@given(TEXT)
def test_nothing_can_close_the_block_but_its_own_end(text: str) -> None:
    made = block(text)
    assert made.startswith(f"{FENCE}\n")
    assert made.endswith(f"\n{FENCE}")
    assert FENCE not in made[len(FENCE) : -len(FENCE)]


@given(TEXT)
def test_the_block_holds_the_text_as_it_is_but_for_what_is_unseen(text: str) -> None:
    inside = block(text)[len(FENCE) + 1 : -len(FENCE) - 1]
    assert inside.replace(UNSEEN, "") == text


@given(TEXT, st.integers(0, 320))
def test_what_is_cut_is_a_beginning_that_fits(text: str, room: int) -> None:
    shown = first(text, room)
    assert text.startswith(shown)
    assert not shown or len(block(shown)) <= room


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("one\n\ntwo\n\nthree", 100, "one\n\ntwo\n\nthree"),
        ("one\n\ntwo\n\nthree", 17, "one\n\ntwo"),
        ("a line\nanother line", 15, "a line"),
        ("some long words here", 18, "some long"),
        ("unbroken", 12, ""),
    ],
)
def test_it_is_cut_between_paragraphs_else_lines_else_words(text: str, room: int, shown: str) -> None:
    assert first(text, room) == shown
