"""The shelf hands out what it holds and never grows beyond its room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.shelf import Shelf


@given(st.lists(st.integers(0, 6)), st.integers(1, 4))
def test_it_makes_a_thing_again_only_after_it_has_fallen_off(wanted: list[int], room: int) -> None:
    shelf: Shelf[int] = Shelf(room)
    recent: list[int] = []
    for key in wanted:
        made: list[int] = []
        assert shelf.take(key, lambda key=key, made=made: made.append(key) or key * 10) == key * 10
        assert bool(made) == (key not in recent)
        recent = [*[k for k in recent if k != key], key][-room:]
