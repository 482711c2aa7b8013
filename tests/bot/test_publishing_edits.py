"""Edits on top of the published release: staged, published, and staged again where another release came first."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotReadyError
from bot.publishing import Staged
from bot.store import audit, refreshes, releases
from bot.store.errors import ConflictError, StoreError
from bot.store.releases import Publication
from knowledge.changes import Sort, compare
from knowledge.errors import PackError
from knowledge.pack.edits import ChangeStatus, Edit, Retract
from knowledge.records import FindingStatus
from tests.bot import publishers, variations
from tests.bot.publishers import Room

FIRST = variations.version()
TODAY = publishers.MOMENT.date()
ENDED = ChangeStatus(finding="f-alder", status=FindingStatus.ENDED, sources=("act-text",), on=TODAY, note="It stopped.")
RETRACT = Retract(record="s-chief", reason="Said by somebody else.", on=TODAY)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """A process that has started for the first time."""
    async with publishers.room(tmp_path / "data") as made:
        await made.publisher.start()
        yield made


async def _staged(room: Room, *edits: Edit) -> Staged:
    return await room.publisher.stage_edits(edits, "proposal 1")


async def test_edits_are_staged_beside_the_published_release_and_serve_nobody(room: Room) -> None:
    staged = await _staged(room, ENDED)
    [change] = compare(staged.before.base.contents, staged.release.base.contents).records
    assert (change.key, change.sort) == ("f-alder", Sort.CHANGED)
    assert (staged.before.base.version, staged.instead_of, room.live) == (FIRST, FIRST, FIRST)


async def test_what_was_staged_from_edits_is_published_whole(room: Room) -> None:
    staged = await _staged(room, ENDED, RETRACT)
    made = await room.publisher.publish(staged, "b2", "proposal 1")
    assert (room.live, made.version, made.by, made.origin) == (staged.version, staged.version, "b2", "proposal 1")
    assert await releases.files(room.store, staged.version) == staged.files
    assert room.serving.live.base.findings["f-alder"].status is FindingStatus.ENDED
    assert "s-chief" not in room.serving.live.base.statements


async def test_an_edit_is_no_refresh(room: Room) -> None:
    await room.publisher.publish(await _staged(room, ENDED), "b2", "proposal 1")
    assert await refreshes.last(room.store) is None


async def test_an_edit_that_fits_nothing_stages_nothing(room: Room) -> None:
    with pytest.raises(PackError, match='there is no finding or statement "f-none"'):
        await _staged(room, Retract(record="f-none", reason="Wrong.", on=TODAY))
    assert room.live == FIRST


async def test_what_was_staged_before_another_publication_is_refused_and_stands_on_top_once_staged_again(room: Room) -> None:
    old = await _staged(room, ENDED)
    await room.publisher.publish(await _staged(room, RETRACT), "b2", "proposal 2")
    with pytest.raises(ConflictError):
        await room.publisher.publish(old, "b2", "proposal 1")
    await room.publisher.publish(await _staged(room, *old.edits), "b2", "proposal 1")
    base = room.serving.live.base
    assert (base.findings["f-alder"].status, "s-chief" in base.statements) == (FindingStatus.ENDED, False)


async def test_edits_stand_on_what_another_process_has_published(room: Room, tmp_path: Path) -> None:
    async with publishers.room(tmp_path / "data") as other:
        await other.publisher.start()
        await other.publisher.publish(await _staged(other, RETRACT), "b2", "proposal 2")
    staged = await _staged(room, ENDED)
    assert "s-chief" not in staged.release.base.statements
    assert staged.before.base.version == staged.instead_of == room.live


async def test_an_edit_that_another_made_already_is_refused_by_name(room: Room) -> None:
    await room.publisher.publish(await _staged(room, RETRACT), "b2", "proposal 2")
    with pytest.raises(PackError, match=f"s-chief was retracted on {TODAY}"):
        await _staged(room, RETRACT)


async def test_with_the_database_gone_nothing_is_staged(room: Room, tmp_path: Path) -> None:
    (tmp_path / "data" / "plainsight.db").unlink()
    with pytest.raises(StoreError):
        await _staged(room, ENDED)
    assert room.live == FIRST


async def test_where_nothing_could_be_published_at_the_start_nothing_is_staged(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plainsight.db").write_bytes(b"no database " * 1000)
    async with publishers.room(tmp_path / "data") as room:
        await room.publisher.start()
        with pytest.raises((StoreError, NotReadyError)):
            await _staged(room, ENDED)


async def test_edits_are_staged_off_the_loop(room: Room) -> None:
    turns = 0

    async def counting() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counter = asyncio.create_task(counting())
    await _staged(room, ENDED)
    counter.cancel()
    assert turns > 10


async def test_the_day_of_an_edit_may_lie_before_the_day_of_its_approval(room: Room) -> None:
    edit = Retract(record="s-chief", reason="Wrong.", on=TODAY - dt.timedelta(days=3))
    staged = await _staged(room, edit)
    retracted = {record.id: record.retracted for record in staged.release.base.contents.statements}["s-chief"]
    assert retracted
    assert retracted.on.first_day == edit.on


async def test_what_is_to_be_kept_with_a_publication_is_kept_with_it_or_not_at_all(room: Room) -> None:
    async def note(connection: AsyncConnection, made: Publication) -> None:
        await audit.write(connection, audit.Entry(made.at, "b2", "approved", version=made.version))

    async def refuse(connection: AsyncConnection, made: Publication) -> None:
        await note(connection, made)
        raise ConflictError

    staged = await _staged(room, ENDED)
    before = await audit.recent(room.store, 10)
    with pytest.raises(ConflictError):
        await room.publisher.publish(staged, "b2", "proposal 1", refuse)
    assert (room.live, await audit.recent(room.store, 10)) == (FIRST, before)
    await room.publisher.publish(staged, "b2", "proposal 1", note)
    assert [line.action for line in await audit.recent(room.store, 2)] == ["approved", "published"]
