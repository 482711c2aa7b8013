"""Everything about a person is found, can be handed over, and is gone when they say so; and nobody is named without the key."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from bot import holdings
from bot.people import People
from bot.store import audit, backup, corrections, preferences, tables, updates, upgrading
from bot.store.audit import Entry
from bot.store.corrections import Report
from bot.store.engine import Store
from tests.bot.delivery.virtual import DIRECT, KEY, START, post
from tests.bot.store.audiences import DANBURY, NORWALK, draft, following, published

SOMEBODY, ANOTHER = 1_100_000_000_000_000_011, 1_100_000_000_000_000_012


def _report(reporter: bytes | None) -> Report:
    return Report(at=START, language="en", answer="a", version="v", told="wrong", reporter=reporter)


async def _everything_of(store: Store, people: People, user_id: int) -> None:
    await following(store, people, user_id, START, (NORWALK, DANBURY), "es")
    await published(store, START)
    office = post(store)
    office.people = people
    await office.work()
    await preferences.keep(store, people.name(user_id), "pt", START)
    await corrections.add(store, _report(people.seal(user_id)))
    mine = replace(draft(START, headline="Not yet"), by=people.name(user_id))
    await updates.add(store, mine)
    sent = await updates.add(store, replace(mine, wording=replace(mine.wording, headline="Published")))
    await updates.publish(store, sent.n, people.name(user_id), START, trusted=False)
    await audit.record(store, Entry(START, people.name(user_id), "update_published", "update:1"))


async def test_all_that_is_held_about_a_person_is_found(store: Store) -> None:
    people = People(KEY)
    await _everything_of(store, people, SOMEBODY)
    found = await holdings.held(store, people, SOMEBODY)
    assert found.following
    assert found.following.towns == {DANBURY: START, NORWALK: START}
    assert (found.language, found.following.language) == ("pt", "es")
    assert [(delivery.kind, delivery.state) for delivery in found.deliveries] == [("update", "sent")]
    assert [report.state for report in found.reports] == ["open"]
    assert [(update.headline, update.draft) for update in found.updates] == [("Not yet", True), ("Published", False)]
    assert [act.action for act in found.acts] == ["update_published", "update_published"]
    assert not found.empty


async def test_it_can_be_handed_over_as_json_without_a_seal(store: Store) -> None:
    people = People(KEY)
    await _everything_of(store, people, SOMEBODY)
    told = json.loads(json.dumps((await holdings.held(store, people, SOMEBODY)).as_json()))
    assert told["following"]["towns"][str(NORWALK)] == START.isoformat()
    assert "sealed" not in json.dumps(told)


async def test_nothing_is_held_about_whoever_never_came(store: Store) -> None:
    people = People(KEY)
    await _everything_of(store, people, SOMEBODY)
    assert (await holdings.held(store, people, ANOTHER)).empty
    assert (await holdings.forget(store, people, ANOTHER)).nothing


async def test_who_is_forgotten_leaves_nothing_and_others_stay(store: Store) -> None:
    people = People(KEY)
    await _everything_of(store, people, SOMEBODY)
    await following(store, people, ANOTHER, START)
    await corrections.add(store, _report(people.seal(ANOTHER)))
    assert await holdings.forget(store, people, SOMEBODY) == holdings.Forgotten(2, 1, 1, 1, 1)
    left = await holdings.held(store, people, SOMEBODY)
    assert left.empty
    assert [act.action for act in left.acts] == ["update_published", "update_published"]
    assert [update.headline for update in left.updates] == ["Published"]
    assert not (await holdings.held(store, people, ANOTHER)).empty
    async with store.reading() as connection:
        assert len((await connection.execute(select(tables.corrections))).all()) == 2
        kept = (await connection.execute(select(tables.updates.c.headline, tables.updates.c.by))).all()
        assert ("Not yet", people.name(SOMEBODY)) not in kept
        assert ("", "") in kept, "of a draft nothing is left, its author included"


async def test_without_the_key_the_database_names_nobody(tmp_path: Path) -> None:
    people = People(KEY)
    async with Store.in_folder(tmp_path / "data") as store:
        await upgrading.upgrade(store)
        await _everything_of(store, people, SOMEBODY)
        await backup.backup(store, tmp_path / "copy.db")
        files = [*(tmp_path / "data").iterdir(), tmp_path / "copy.db"]
        assert {file.name for file in files} >= {"plainsight.db", "plainsight.db-wal", "copy.db"}
        kept = b"".join(file.read_bytes() for file in files)
    assert people.name(SOMEBODY).encode() in kept
    for number in (SOMEBODY, SOMEBODY + DIRECT):
        canaries = [str(number).encode(), number.to_bytes(8, "big"), number.to_bytes(8, "little")]
        assert [canary for canary in canaries if canary in kept] == []
