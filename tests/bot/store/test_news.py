"""What one process changes rings in the others, once it is kept; a line that broke rings for what went unheard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.store import releases
from bot.store.engine import Store
from bot.store.listening import Listener
from bot.store.news import News, Topic
from tests.bot.store import orders
from tests.bot.store.databases import on_postgresql
from tests.postgres.server import Server

LOOKS = 500


class Ear:
    """Counts what it hears of one topic."""

    def __init__(self, store: Store, topic: Topic = Topic.RELEASES) -> None:
        self.heard = 0
        store.news.when(topic, self.hear)

    def hear(self) -> None:
        self.heard += 1

    async def until(self, times: int) -> None:
        for _ in range(LOOKS):
            if self.heard >= times:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it was not heard")


@pytest.fixture
async def other(store: Store, postgres: Server) -> AsyncIterator[Store]:
    """The same database in another process, as far as the first can tell."""
    async with Store.at(postgres.address(store.place.rpartition("/")[2])) as made:
        yield made


@asynccontextmanager
async def _listening(store: Store) -> AsyncIterator[None]:
    listening = asyncio.create_task(Listener(store, pause=0.01).run())
    try:
        yield
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


def test_only_those_who_asked_are_called() -> None:
    news, rung = News(), []
    news.when(Topic.RELEASES, lambda: rung.append("releases"))
    news.ring(Topic.UPDATES)
    news.ring("what a newer version tells of")
    assert rung == []
    news.ring(Topic.RELEASES)
    news.ring_all()
    assert rung == ["releases", "releases"]


async def test_with_a_file_a_process_hears_itself_and_its_listener_has_nothing_to_do(filed: Store) -> None:
    ear = Ear(filed)
    await Listener(filed).run()
    await releases.publish(filed, orders.pack(1), orders.order(None))
    assert ear.heard == 1


async def test_what_is_not_kept_is_not_told(filed: Store) -> None:
    ear = Ear(filed)
    with pytest.raises(ZeroDivisionError):
        async with filed.writing(tell=Topic.RELEASES):
            raise ZeroDivisionError
    assert ear.heard == 0


@on_postgresql
async def test_a_publication_is_heard_in_another_process(store: Store, other: Store) -> None:
    ear, deaf = Ear(other), Ear(other, Topic.UPDATES)
    async with _listening(other):
        await ear.until(1)  # as listening begins
        await releases.publish(store, orders.pack(1), orders.order(None))
        await ear.until(2)
        assert deaf.heard == 1


@on_postgresql
async def test_a_line_that_was_cut_is_mended_and_rings_for_what_went_unheard(
    store: Store, other: Store, postgres: Server
) -> None:
    ear = Ear(other)
    async with _listening(other):
        await ear.until(1)
        await postgres.cut(store.place.rpartition("/")[2])
        await ear.until(2)
        await releases.publish(store, orders.pack(1), orders.order(None))
        await ear.until(3)


async def test_a_server_that_is_gone_is_told_once(tmp_path: Path) -> None:
    async with Store.at("postgresql://someone@127.0.0.1:1/plainsight") as store:
        with capture_logs() as logged:
            async with _listening(store):
                await asyncio.sleep(0.1)
    assert [line["event"] for line in logged] == ["other processes are not heard"]
    assert "Connection refused" in logged[0]["reason"]
