"""The audit tells who did what, and has no room for what somebody asked."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from bot.store import audit, tables
from bot.store.audit import Entry
from bot.store.engine import Store
from tests.bot.store.orders import MOMENT


async def test_a_line_comes_back_as_it_was_kept(store: Store) -> None:
    entry = Entry(MOMENT, "9f86d081", "status_changed", "f-alder", "881e8d1df6b4")
    await audit.record(store, entry)
    assert await audit.recent(store, 10) == (entry,)


async def test_a_line_may_be_about_no_record_and_no_version(store: Store) -> None:
    entry = Entry(MOMENT, "9f86d081", "setup")
    await audit.record(store, entry)
    assert await audit.recent(store, 10) == (entry,)


async def test_the_newest_line_stands_first_and_pages_turn(store: Store) -> None:
    for minute in range(5):
        await audit.record(store, Entry(MOMENT + dt.timedelta(minutes=minute), "a", f"act-{minute}"))
    assert [line.action for line in await audit.recent(store, 2)] == ["act-4", "act-3"]
    assert [line.action for line in await audit.recent(store, 2, skip=2)] == ["act-2", "act-1"]


@pytest.mark.parametrize("field", ["actor", "action", "subject", "version"])
@pytest.mark.parametrize("text", ["does my town share with ICE?", "two words", "", "line\nbreak", "é", "x" * 201])
def test_no_field_takes_a_question(field: str, text: str) -> None:
    fields = {"actor": "a", "action": "b", "subject": "c", "version": "d"} | {field: text}
    with pytest.raises(ValueError, match="ids and hashes alone") as raised:
        Entry(MOMENT, **fields)
    assert not text or text not in str(raised.value)


def test_there_is_no_column_for_anything_else() -> None:
    assert {column.name for column in tables.audit.columns} == {"n", "at", "actor", "action", "subject", "version"}


async def test_what_is_noted_once_is_noted_once(store: Store) -> None:
    entry = Entry(MOMENT, "plainsight", "told_newer", version="v1")
    results = await asyncio.gather(*(audit.once(store, entry) for _ in range(4)))
    assert sorted(results) == [False, False, False, True]
    assert await audit.once(store, Entry(MOMENT, "plainsight", "told_newer", version="v2"))
    assert len(await audit.recent(store, 10)) == 2
