"""Which shards a process holds, and how much of what Discord allows the bot it may take."""

from __future__ import annotations

import pytest

from bot import shards
from bot.shards import Shards


def test_a_process_that_is_told_nothing_holds_everything() -> None:
    everything = Shards()
    assert (everything.share, everything.alone, everything.first) == (1.0, True, True)
    assert Shards(4).alone


def test_a_process_takes_its_share() -> None:
    some = Shards(4, (1, 3))
    assert (some.share, some.alone, some.first) == (0.5, False, False)
    assert Shards(4, (0,)).first
    assert Shards(2, (0, 1)).alone


def test_a_list_of_numbers_is_read() -> None:
    assert shards.parse("0, 1,5") == (0, 1, 5)


@pytest.mark.parametrize("text", ["", "a", "0,0", "-1", "0-3", "1,"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        shards.parse(text)
