"""Counts of a day, five or more; smaller ones cannot be kept."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.store import gaps
from bot.store.engine import Store
from bot.store.gaps import LEAST, Cell

DAY = dt.date(2026, 11, 22)
ALDER, BIRCH = Cell("Alder", "town_status"), Cell("Birch", "take_action")


async def test_counts_come_back_summed_over_the_days(store: Store) -> None:
    await gaps.keep(store, DAY, {ALDER: 5, BIRCH: 7})
    await gaps.keep(store, DAY + dt.timedelta(days=1), {ALDER: 6})
    assert await gaps.since(store, DAY) == {ALDER: 11, BIRCH: 7}
    assert await gaps.since(store, DAY + dt.timedelta(days=1)) == {ALDER: 6}


async def test_counts_of_one_day_that_come_in_two_parts_are_added(store: Store) -> None:
    await gaps.keep(store, DAY, {ALDER: 5})
    await gaps.keep(store, DAY, {ALDER: 8})
    assert await gaps.since(store, DAY) == {ALDER: 13}


@pytest.mark.parametrize("count", [-1, 0, 1, LEAST - 1])
async def test_a_small_count_is_refused_with_all_that_came_with_it(store: Store, count: int) -> None:
    with pytest.raises(ValueError, match="never kept"):
        await gaps.keep(store, DAY, {ALDER: 9, BIRCH: count})
    assert await gaps.since(store, DAY) == {}


async def test_nothing_asked_is_nothing_kept(store: Store) -> None:
    await gaps.keep(store, DAY, {})
    assert await gaps.since(store, dt.date.min) == {}
