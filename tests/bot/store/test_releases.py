"""A release is kept whole, one is published, and the history tells how it came to be."""

from __future__ import annotations

import asyncio
import datetime as dt
import zlib
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from bot.store import audit, releases, tables
from bot.store.engine import Store
from bot.store.errors import AlreadyPublishedError, ConflictError, StoreDamagedError, UnknownReleaseError
from bot.store.releases import Kind
from tests.bot.store.orders import MOMENT, order, pack, version


async def _count(store: Store, table: str) -> int | None:
    async with store.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(tables.metadata.tables[table]))


async def test_nothing_is_published_at_first(store: Store) -> None:
    assert await releases.published(store) is None
    assert await releases.history(store, 10) == ()
    assert await releases.versions(store) == frozenset()


async def test_what_is_published_comes_back_byte_for_byte(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    assert await releases.files(store, version(1)) == pack(1).files


async def test_a_publication_says_who_when_why_and_from_where(store: Store) -> None:
    made = await releases.publish(store, pack(1), order(None, by="a1b2c3"))
    assert made == await releases.published(store)
    assert (made.n, made.version, made.kind) == (1, version(1), Kind.PUBLISHED)
    assert (made.by, made.why, made.origin, made.at) == ("a1b2c3", "a reason", "https://host.example/pack.zip", MOMENT)


async def test_a_moment_comes_back_in_utc_whatever_its_zone(store: Store) -> None:
    moment = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    made = await releases.publish(store, pack(1), order(None, at=moment))
    assert made.at == moment
    assert made.at.tzinfo is dt.UTC


async def test_the_last_publication_is_the_one_that_holds(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    found = await releases.published(store)
    assert found
    assert found.version == version(2)
    assert await releases.versions(store) == {version(1), version(2)}


async def test_a_roll_back_publishes_the_old_one_and_forgets_nothing(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    await releases.roll_back(store, version(1), order(2))
    lines = await releases.history(store, 10)
    assert [(line.version, line.kind) for line in lines] == [
        (version(1), Kind.ROLLED_BACK),
        (version(2), Kind.PUBLISHED),
        (version(1), Kind.PUBLISHED),
    ]
    assert await releases.files(store, version(2)) == pack(2).files


async def test_a_release_is_published_again_without_keeping_it_twice(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    await releases.publish(store, pack(1), order(2))
    assert await _count(store, "releases") == 2


async def test_the_history_gives_no_more_than_it_is_asked_for(store: Store) -> None:
    for number in range(5):
        await releases.publish(store, pack(number), order(number - 1 if number else None))
    assert [line.version for line in await releases.history(store, 2)] == [version(4), version(3)]


async def test_files_that_two_releases_share_are_kept_once_and_packed(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    assert await _count(store, "release_files") == 6
    assert await _count(store, "files") == 4
    async with store.reading() as connection:
        kept = await connection.scalar(select(func.sum(func.length(tables.files.c.packed))))
    assert kept < len(b"laws: []" * 500)


async def test_who_sees_another_version_published_is_refused(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    for late in (order(1), order(None)):
        with pytest.raises(ConflictError, match="nothing was overwritten"):
            await releases.publish(store, pack(3), late)
        with pytest.raises(ConflictError):
            await releases.roll_back(store, version(1), late)
    assert [line.version for line in await releases.history(store, 10)] == [version(2), version(1)]
    assert version(3) not in await releases.versions(store)


async def test_of_two_who_publish_at_once_one_is_refused(store: Store) -> None:
    await releases.publish(store, pack(0), order(None))
    both = (releases.publish(store, pack(number), order(0)) for number in (1, 2))
    done = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in done) == ["ConflictError", "Publication"]
    assert len(await releases.history(store, 10)) == 2


async def test_no_two_publications_can_replace_the_same_one(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    made = {"after": 0, "version": version(1), "kind": "published", "by": "x", "why": "", "origin": "", "at": MOMENT}
    with pytest.raises(ConflictError):
        async with store.writing() as connection:
            await connection.execute(tables.publications.insert(), made)


async def test_the_published_release_is_not_published_twice(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    with pytest.raises(AlreadyPublishedError):
        await releases.publish(store, pack(1), order(1))
    with pytest.raises(AlreadyPublishedError):
        await releases.roll_back(store, version(1), order(1))
    assert len(await releases.history(store, 10)) == 1


async def test_a_version_that_was_never_kept_is_unknown(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    with pytest.raises(UnknownReleaseError, match="no release 000000000009"):
        await releases.roll_back(store, version(9), order(1))
    with pytest.raises(UnknownReleaseError):
        await releases.files(store, version(9))


async def test_a_version_that_comes_with_other_files_is_refused(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    with pytest.raises(StoreDamagedError, match="other files"):
        await releases.publish(store, replace(pack(1), files={"pack.yaml": b"id: forged"}), order(2))


@pytest.mark.parametrize("packed", [b"", b"no zlib", zlib.compress(b"another content")])
async def test_a_file_that_was_changed_behind_our_back_is_not_served(store: Store, packed: bytes) -> None:
    await releases.publish(store, pack(1), order(None))
    async with store.writing() as connection:
        await connection.execute(update(tables.files).values(packed=packed))
    with pytest.raises(StoreDamagedError, match="cannot be read back"):
        await releases.files(store, version(1))


async def test_a_pack_of_more_files_than_one_statement_takes_is_kept(store: Store) -> None:
    many = {f"agencies/{number}.yaml": b"%d" % number for number in range(1_300)}
    await releases.publish(store, replace(pack(1), files=many), order(None))
    assert await releases.files(store, version(1)) == many


async def test_every_publication_stands_in_the_audit(store: Store) -> None:
    await releases.publish(store, pack(1), order(None, by="a1"))
    await releases.publish(store, pack(2), order(1, by="b2"))
    await releases.roll_back(store, version(1), order(2, by="c3"))
    lines = await audit.recent(store, 10)
    assert [(line.actor, line.action, line.version) for line in lines] == [
        ("c3", "rolled_back", version(1)),
        ("b2", "published", version(2)),
        ("a1", "published", version(1)),
    ]


async def test_what_cannot_be_audited_is_not_published(store: Store) -> None:
    with pytest.raises(ValueError, match="ids and hashes alone"):
        await releases.publish(store, pack(1), order(None, by="Alma Rivera"))
    assert await releases.published(store) is None


async def test_nobody_goes_back_to_what_was_never_published(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.keep(store, pack(2), MOMENT)
    with pytest.raises(UnknownReleaseError):
        await releases.roll_back(store, version(2), order(1))


async def test_what_was_kept_before_is_published_like_any_other(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.keep(store, pack(2), MOMENT)
    await releases.publish(store, pack(2), order(1))
    found = await releases.published(store)
    assert found
    assert found.version == version(2)


async def test_the_releases_are_listed_once_each_the_one_published_last_first(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.publish(store, pack(2), order(1))
    await releases.roll_back(store, version(1), order(2, at=MOMENT + dt.timedelta(hours=1)))
    listed = await releases.listed(store)
    assert [known.version for known in listed] == [version(1), version(2)]
    assert listed[0].at == MOMENT + dt.timedelta(hours=1)
    assert listed[0].as_of == "2026-06-30"
