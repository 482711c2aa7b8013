"""What waits for a decision is kept beside the published release, and published later, by any process, or never."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.publishing import Staged
from bot.store import errors, releases
from tests.bot import publishers, variations
from tests.bot.publishers import Room

FIRST, SECOND, THIRD = (variations.version(number) for number in range(3))


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """A process that has started for the first time."""
    async with publishers.room(tmp_path) as made:
        await made.publisher.start()
        yield made


async def _staged(room: Room) -> Staged:
    room.shelf.lay(1)
    staged = await room.publisher.stage("a1")
    assert staged
    return staged


async def _published(room: Room) -> str | None:
    found = await releases.published(room.store)
    return found.version if found else None


async def test_what_was_kept_is_published_by_a_process_that_starts_later(tmp_path: Path, room: Room) -> None:
    staged = await _staged(room)
    await room.publisher.keep(staged)
    async with publishers.room(tmp_path) as later:
        await later.publisher.start()
        assert later.live == FIRST
        ready = await later.publisher.restage(SECOND, FIRST, staged.origin)
        assert (ready.version, ready.instead_of, ready.before.base.version) == (SECOND, FIRST, FIRST)
        await later.publisher.publish(ready, "a1", "news")
        assert later.live == SECOND
    assert await _published(room) == SECOND


async def test_what_was_staged_last_is_at_hand(room: Room) -> None:
    staged = await _staged(room)
    assert await room.publisher.restage(SECOND, FIRST, staged.origin) is staged


async def test_what_nobody_kept_cannot_be_staged_again(room: Room) -> None:
    with pytest.raises(errors.UnknownReleaseError):
        await room.publisher.restage(THIRD, FIRST, "somewhere")


async def test_what_is_kept_alone_is_not_published_and_not_gone_back_to(room: Room) -> None:
    await room.publisher.keep(await _staged(room))
    assert await _published(room) == FIRST
    with pytest.raises(errors.UnknownReleaseError):
        await room.publisher.roll_back(SECOND, "a1", "a step back")
    assert room.live == FIRST
