"""What was erased stands in no file of the database, as soon as nobody holds it; the reporter is claimed by one alone."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3

from bot.store import corrections
from bot.store.engine import Store
from tests.bot.store.databases import on_sqlite
from tests.bot.store.test_corrections import DECLINE, REPORT

CANARY = b"zqxjkv"


def holding(store: Store) -> list[str]:
    """The files that hold the words."""
    assert store.file is not None
    return sorted(file.name for file in store.file.parent.iterdir() if CANARY in file.read_bytes())


async def reported(store: Store) -> int:
    return await corrections.add(store, dataclasses.replace(REPORT, told=CANARY.decode() * 50))


@on_sqlite
async def test_erased_words_are_shed_from_the_log(store: Store) -> None:
    n = await reported(store)
    await corrections.decide(store, n, DECLINE)
    assert holding(store) == ["plainsight.db-wal"]
    assert await store.shed()
    assert holding(store) == []


@on_sqlite
async def test_a_reader_in_the_way_is_no_error_and_the_next_time_it_is_done(store: Store) -> None:
    n = await reported(store)
    assert store.file is not None
    reader = sqlite3.connect(store.file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM corrections").fetchall()
    await corrections.decide(store, n, DECLINE)
    assert not await store.shed()
    reader.close()
    assert await store.shed()
    assert holding(store) == []


@on_sqlite
async def test_a_database_that_is_away_has_nothing_to_shed_yet(store: Store) -> None:
    assert store.file is not None
    away = store.file.rename(store.file.with_suffix(".away"))
    assert not await store.shed()
    assert not store.file.exists()
    away.rename(store.file)


async def test_of_many_who_claim_a_reporter_one_gets_them(store: Store) -> None:
    n = await reported(store)
    claims = await asyncio.gather(*(corrections.claim_reporter(store, n) for _ in range(5)))
    assert sorted(claims, key=bool) == [None] * 4 + [REPORT.reporter]


async def test_a_reporter_who_is_put_back_can_be_claimed_again(store: Store) -> None:
    n = await reported(store)
    claimed = await corrections.claim_reporter(store, n)
    assert claimed
    await corrections.return_reporter(store, n, claimed)
    assert await corrections.claim_reporter(store, n) == REPORT.reporter
