"""What one process has to do alone, no other does meanwhile; and where it dies, another takes over."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.store.engine import Store
from bot.store.errors import StoreUnreachableError
from bot.store.sole import sole
from tests.bot.store.databases import on_postgresql
from tests.postgres.server import Server


@pytest.fixture
async def other(store: Store, postgres: Server) -> AsyncIterator[Store]:
    """The same database in another process, as far as the first can tell."""
    async with Store.at(postgres.address(store.place.rpartition("/")[2])) as made:
        yield made


async def test_whoever_is_alone_has_everything(store: Store) -> None:
    async with sole(store, "digests") as mine:
        assert mine
    async with sole(store, "digests") as mine:
        assert mine


@on_postgresql
async def test_what_one_process_does_another_leaves(store: Store, other: Store) -> None:
    async with sole(store, "digests") as ours, sole(other, "digests") as theirs, sole(other, "links") as links:
        assert (ours, theirs, links) == (True, False, True)
    async with sole(other, "digests") as theirs:
        assert theirs


@on_postgresql
async def test_what_fails_is_given_back_and_told_as_it_is(store: Store, other: Store) -> None:
    with pytest.raises(aiohttp.ClientConnectionError):
        async with sole(store, "digests"):
            raise aiohttp.ClientConnectionError
    with pytest.raises(ConnectionResetError):
        async with sole(store, "digests"):
            raise ConnectionResetError
    async with sole(other, "digests") as mine:
        assert mine


@on_postgresql
async def test_of_a_process_that_is_cut_off_another_takes_over(store: Store, other: Store, postgres: Server) -> None:
    async with sole(store, "digests") as ours:
        assert ours
        await postgres.cut(store.place.rpartition("/")[2])
        async with sole(other, "digests") as theirs:
            assert theirs


async def test_without_a_server_nobody_can_say() -> None:
    async with Store.at("postgresql://someone@127.0.0.1:1/plainsight") as store:
        with pytest.raises(StoreUnreachableError):
            async with sole(store, "digests"):
                raise AssertionError("it was done all the same")
