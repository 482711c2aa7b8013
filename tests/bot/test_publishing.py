"""Stage, publish, discard, roll back, start again: what fails leaves the old release serving, and nothing is half done."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.fetching.errors import SourceAddressError, SourceUnreachableError
from bot.publishing import Publisher, Staged
from bot.store import errors, refreshes, releases, tables
from bot.store.refreshes import Outcome
from bot.store.releases import Kind
from knowledge.errors import PackError
from tests.bot import publishers, variations
from tests.bot.publishers import Room
from tests.bot.store import databases

FIRST, SECOND, THIRD = (variations.version(number) for number in range(3))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The operator's folder."""
    return tmp_path / "data"


@pytest.fixture
async def room(data: Path) -> AsyncIterator[Room]:
    """A process that has started for the first time."""
    async with publishers.room(data) as made:
        await made.publisher.start()
        yield made


async def _staged(room: Room, number: int = 1) -> Staged:
    room.shelf.lay(number)
    staged = await room.publisher.stage("a1")
    assert staged
    return staged


async def _published(room: Room) -> str | None:
    found = await releases.published(room.store)
    return found.version if found else None


async def _outcome(room: Room) -> tuple[Outcome, str | None, str]:
    last = await refreshes.last(room.store)
    assert last
    return last.outcome, last.version, last.note


# Start


async def test_the_first_start_publishes_the_built_in_pack(room: Room) -> None:
    assert room.live == FIRST
    [line] = await releases.history(room.store, 10)
    assert (line.version, line.kind, line.by, line.origin) == (FIRST, Kind.PUBLISHED, "plainsight", "built-in")


async def test_without_another_pack_the_built_in_one_is_connecticuts(data: Path) -> None:
    async with publishers.room(data) as made:
        started = await Publisher(made.store, made.serving).start()
    assert started.release.base.manifest.id == "connecticut"


async def test_a_second_start_serves_the_published_release_and_publishes_nothing(room: Room, data: Path) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    async with publishers.room(data) as again:
        started = await again.publisher.start()
        assert (again.live, started.trouble) == (SECOND, "")
        assert started.publication
        assert started.publication.version == SECOND
        assert len(await releases.history(again.store, 10)) == 2


async def test_a_newer_built_in_pack_is_told_and_nothing_switches(room: Room, data: Path) -> None:
    newer = variations.tree(7, as_of="2026-09-30")
    async with publishers.room(data, newer) as again:
        await again.publisher.start()
        told = await again.publisher.newer_built_in()
        assert again.live == FIRST
        assert await _published(again) == FIRST
    assert told
    assert str(told.manifest.as_of) == "2026-09-30"


async def test_an_older_built_in_pack_is_not_told(data: Path) -> None:
    async with publishers.room(data, variations.tree(7, as_of="2026-09-30")) as made:
        await made.publisher.start()
    async with publishers.room(data, variations.tree(1)) as again:
        await again.publisher.start()
        assert await again.publisher.newer_built_in() is None


async def test_a_built_in_pack_that_was_published_once_is_not_told_again(room: Room) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    assert await room.publisher.newer_built_in() is None


async def test_of_processes_that_start_at_once_one_publishes(data: Path) -> None:
    async with publishers.room(data, wait=5) as one, publishers.room(data, wait=5) as two:
        started = await asyncio.gather(one.publisher.start(), two.publisher.start())
        assert [start.trouble for start in started] == ["", ""]
        assert len(await releases.history(one.store, 10)) == 1


async def test_a_locked_database_lets_the_built_in_pack_answer_and_is_told(room: Room, data: Path) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    other = sqlite3.connect(data / "plainsight.db", isolation_level=None)
    async with publishers.room(data) as again:
        await room.store.close()
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        started = await again.publisher.start()
        assert again.live == FIRST
        assert started.publication is None
        assert "held by another process" in started.trouble
        other.close()
        await again.publisher.start()
        assert again.live == SECOND


async def test_the_database_is_tried_again_at_the_next_refresh(data: Path, room: Room) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    await room.store.close()
    (data / "plainsight.db").rename(data / "away")
    (data / "plainsight.db").mkdir()
    async with publishers.room(data) as again:
        assert (await again.publisher.start()).trouble
        (data / "plainsight.db").rmdir()
        (data / "away").rename(data / "plainsight.db")
        await again.publisher.publish(await _staged(again, 2), "a1", "more news")
        assert (again.live, await _published(again)) == (THIRD, THIRD)


async def test_a_damaged_database_lets_the_built_in_pack_answer_and_is_told(data: Path) -> None:
    data.mkdir()
    (data / "plainsight.db").write_bytes(b"no database " * 1000)
    async with publishers.room(data) as made:
        started = await made.publisher.start()
    assert made.live == FIRST
    assert "is damaged" in started.trouble


async def test_a_release_with_a_rotten_file_is_not_served(room: Room, data: Path) -> None:
    async with room.store.writing() as connection:
        await connection.execute(update(tables.files).values(packed=b"rotten"))
    async with publishers.room(data, variations.tree(5)) as again:
        started = await again.publisher.start()
    assert again.live == variations.version(5)
    assert "cannot be read back" in started.trouble


async def test_a_release_with_a_file_exchanged_is_not_served(room: Room, data: Path) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    await room.store.close()
    exchange = (
        "UPDATE release_files SET digest = (SELECT digest FROM release_files WHERE version = '{}' AND name = 'laws.yaml')"
        " WHERE version = '{}' AND name = 'laws.yaml'"
    )
    databases.change(data / "plainsight.db", exchange.format(FIRST, SECOND))
    async with publishers.room(data) as again:
        started = await again.publisher.start()
    assert f"release {SECOND} holds the files of" in started.trouble


async def test_a_published_pack_that_todays_checks_refuse_can_be_followed_by_a_sound_one(room: Room, data: Path) -> None:
    broken = {**variations.files(), "pack.yaml": b"id: broken\n"}
    order = releases.Order("a1", "", "", publishers.MOMENT, FIRST)
    await releases.publish(room.store, releases.Pack("v-broken", "testland", "2026", broken), order)
    async with publishers.room(data) as again:
        started = await again.publisher.start()
        assert started.trouble
        assert again.live == FIRST
        await again.publisher.publish(await _staged(again), "a1", "a sound one")
        assert (again.live, await _published(again)) == (SECOND, SECOND)


async def test_a_database_of_a_newer_version_stops_the_start(room: Room, data: Path) -> None:
    await room.store.close()
    databases.change(data / "plainsight.db", "UPDATE plainsight_version SET version_num = '0999'")
    async with publishers.room(data) as again:
        with pytest.raises(errors.StoreNewerError):
            await again.publisher.start()
        assert not again.serving.loaded


# Stage


async def test_what_is_staged_stands_beside_the_live_release_and_serves_nobody(room: Room) -> None:
    staged = await _staged(room)
    assert (staged.before.base.version, staged.version) == (FIRST, SECOND)
    assert staged.before is room.serving.live
    assert room.live == FIRST
    assert await _published(room) == FIRST
    assert await _outcome(room) == (Outcome.STAGED, SECOND, "")


async def test_a_source_without_news_stages_nothing(room: Room) -> None:
    assert await room.publisher.stage("a1") is None
    assert await _outcome(room) == (Outcome.UNCHANGED, FIRST, "")


async def test_what_is_live_already_is_not_sent_again(room: Room) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    assert await room.publisher.stage("a1") is None
    assert room.shelf.asked == [None, '"1"']


async def test_what_was_discarded_is_sent_again(room: Room) -> None:
    await room.publisher.discard(await _staged(room), "a1")
    assert await room.publisher.stage("a1")
    assert room.shelf.asked == [None, None]


async def test_a_pack_with_mistakes_stages_nothing_and_names_every_one(room: Room) -> None:
    room.shelf.lay(1)
    room.shelf.files["laws.yaml"] = b"laws: [\n"
    room.shelf.files["unknown.txt"] = b""
    with pytest.raises(PackError) as raised:
        await room.publisher.stage("a1")
    assert {mistake.file for mistake in raised.value.mistakes} >= {"laws.yaml", "unknown.txt"}
    assert room.live == FIRST
    outcome, version, note = await _outcome(room)
    assert (outcome, version) == (Outcome.REFUSED, None)
    assert note == f"{len(raised.value.mistakes)} to mend"


async def test_a_source_out_of_reach_stages_nothing(room: Room) -> None:
    room.shelf.error = SourceUnreachableError("the source answered 503", "try again later")
    with pytest.raises(SourceUnreachableError):
        await room.publisher.stage("a1")
    assert room.live == FIRST
    assert await _outcome(room) == (Outcome.FAILED, None, "the source answered 503: try again later")


async def test_without_a_source_there_is_nothing_to_refresh_from(room: Room) -> None:
    with pytest.raises(SourceAddressError, match="set PLAINSIGHT_PACK_SOURCE"):
        await Publisher(room.store, room.serving).stage("a1")


async def test_a_locked_database_does_not_keep_anyone_from_looking(room: Room) -> None:
    other = sqlite3.connect(str(room.store.file), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    staged = await _staged(room)
    other.close()
    assert staged.version == SECOND
    assert await refreshes.last(room.store) is None


# Publish, discard, roll back


async def test_what_is_published_is_live_and_kept(room: Room) -> None:
    made = await room.publisher.publish(await _staged(room), "a1", "the March records")
    assert (room.live, await _published(room)) == (SECOND, SECOND)
    assert (made.by, made.why, made.origin) == ("a1", "the March records", publishers.Shelf.origin)
    assert await releases.files(room.store, SECOND) == variations.files(1)
    assert await _outcome(room) == (Outcome.PUBLISHED, SECOND, "")


async def test_the_stamp_comes_after_the_swap(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    live_at_the_stamp = []
    record = refreshes.record

    async def watched(store: object, refresh: refreshes.Refresh) -> None:
        live_at_the_stamp.append((refresh.outcome, room.live))
        await record(room.store, refresh)

    monkeypatch.setattr(refreshes, "record", watched)
    await room.publisher.publish(await _staged(room), "a1", "news")
    assert live_at_the_stamp == [(Outcome.STAGED, FIRST), (Outcome.PUBLISHED, SECOND)]


async def test_a_stamp_that_fails_undoes_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise errors.StoreFullError("here")

    staged = await _staged(room)
    monkeypatch.setattr(refreshes, "record", fails)
    await room.publisher.publish(staged, "a1", "news")
    assert (room.live, await _published(room)) == (SECOND, SECOND)


async def test_each_publication_swaps_once(room: Room) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    await room.publisher.roll_back(FIRST, "a1", "an error")
    assert room.serving.swaps == [FIRST, SECOND, FIRST]


async def test_what_is_discarded_changes_nothing(room: Room) -> None:
    await room.publisher.discard(await _staged(room), "a1")
    assert (room.live, await _published(room)) == (FIRST, FIRST)
    assert await _outcome(room) == (Outcome.DISCARDED, SECOND, "")


async def test_what_was_staged_before_another_publication_is_refused(room: Room) -> None:
    old = await _staged(room, 1)
    await room.publisher.publish(await _staged(room, 2), "a1", "news")
    with pytest.raises(errors.ConflictError):
        await room.publisher.publish(old, "b2", "old news")
    assert (room.live, await _published(room)) == (THIRD, THIRD)


async def test_of_two_moderators_who_press_publish_at_once_one_is_refused(room: Room) -> None:
    staged = [await _staged(room, number) for number in (1, 2)]
    done = await asyncio.gather(*(room.publisher.publish(one, "a1", "news") for one in staged), return_exceptions=True)
    assert sum(isinstance(outcome, errors.ConflictError) for outcome in done) == 1
    assert room.live == await _published(room)
    assert len(room.serving.swaps) == 2


async def test_publish_pressed_twice_publishes_once(room: Room) -> None:
    staged = await _staged(room)
    done = await asyncio.gather(*(room.publisher.publish(staged, "a1", "news") for _ in range(2)), return_exceptions=True)
    assert sum(isinstance(outcome, errors.ConflictError) for outcome in done) == 1
    assert len(await releases.history(room.store, 10)) == 2


async def test_a_locked_database_publishes_nothing_and_the_old_one_serves(room: Room) -> None:
    staged = await _staged(room)
    other = sqlite3.connect(str(room.store.file), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.StoreLockedError):
        await room.publisher.publish(staged, "a1", "news")
    other.close()
    assert (room.live, await _published(room)) == (FIRST, FIRST)
    await room.publisher.publish(staged, "a1", "news")
    assert room.live == SECOND


async def test_a_database_that_is_gone_publishes_nothing_and_the_old_one_serves(room: Room, data: Path) -> None:
    staged = await _staged(room)
    (data / "plainsight.db").unlink()
    with pytest.raises(errors.StoreUnreachableError):
        await room.publisher.publish(staged, "a1", "news")
    assert room.live == FIRST


async def test_a_publication_that_nobody_waits_for_any_more_is_finished(room: Room) -> None:
    publishing = asyncio.create_task(room.publisher.publish(await _staged(room), "a1", "news"))
    await asyncio.sleep(0)
    publishing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await publishing
    await asyncio.gather(*room.publisher._under_way)
    assert (room.live, await _published(room)) == (SECOND, SECOND)


async def test_a_roll_back_serves_the_old_one_again(room: Room) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    made = await room.publisher.roll_back(FIRST, "b2", "a wrong town")
    assert (room.live, await _published(room)) == (FIRST, FIRST)
    assert (made.kind, made.by, made.why, made.origin) == (Kind.ROLLED_BACK, "b2", "a wrong town", f"release {FIRST}")


async def test_a_roll_back_reaches_releases_of_earlier_starts(room: Room, data: Path) -> None:
    await room.publisher.publish(await _staged(room, 1), "a1", "news")
    await room.publisher.publish(await _staged(room, 2), "a1", "news")
    async with publishers.room(data) as again:
        await again.publisher.start()
        await again.publisher.roll_back(FIRST, "a1", "an error")
        assert (again.live, await _published(again)) == (FIRST, FIRST)


async def test_after_a_roll_back_the_same_pack_can_be_published_again(room: Room) -> None:
    await room.publisher.publish(await _staged(room), "a1", "news")
    await room.publisher.roll_back(FIRST, "a1", "an error")
    await room.publisher.publish(await _staged(room), "a1", "it was right")
    assert (room.live, await _published(room)) == (SECOND, SECOND)


@pytest.mark.parametrize(("version", "error"), [("none", errors.UnknownReleaseError), (FIRST, errors.AlreadyPublishedError)])
async def test_a_roll_back_to_nowhere_changes_nothing(room: Room, version: str, error: type[errors.StoreError]) -> None:
    with pytest.raises(error):
        await room.publisher.roll_back(version, "a1", "an error")
    assert (room.live, await _published(room)) == (FIRST, FIRST)


async def test_any_release_can_be_read_again_to_compare_it(room: Room) -> None:
    for number in (1, 2):
        await room.publisher.publish(await _staged(room, number), "a1", "news")
    for version in (FIRST, SECOND, THIRD):
        assert (await room.publisher.kept(version)).base.version == version


async def test_questions_are_answered_while_the_database_is_gone(room: Room, data: Path) -> None:
    await room.store.close()
    for path in data.iterdir():
        path.unlink()
    data.rmdir()
    assert room.serving.live.base.reader.understand("Does Alder share?").towns == ("Alder",)
