"""What fails beside the answering ends neither the following, nor a duty, nor keeps the database open."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.desk import Desk
from bot.keeper import Keeper
from bot.links.outcomes import Checked, Outcome
from bot.links.pages import Page
from bot.links.report import Report
from bot.links.weekly import Weekly
from bot.moderation import correcting
from bot.moderation.office import Office
from bot.moderation.rounds import Rounds
from bot.people import People
from bot.releases import Releases
from bot.store import upgrading
from bot.store.engine import Store
from bot.store.releases import Kind, Publication
from tests.bot import publishers, variations

MOMENT = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PAGE = Page("https://one.example/", ("s-one",), ())
DOWN = aiohttp.ClientConnectionError("the network is down")


class Watched(Store):
    """A database that knows whether it was let go of."""

    closed = False

    async def close(self) -> None:
        self.closed = True
        await super().close()


class Careless:
    """A duty that fails to put things in order."""

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def close(self) -> None:
        raise DOWN


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with publishers.room(tmp_path) as room:
        await room.publisher.start()
        yield Office(room.store, room.publisher, People(b"k" * 32), Desk(room.serving, today=MOMENT.date))


async def test_the_database_is_let_go_of_whatever_a_duty_leaves_undone(tmp_path: Path) -> None:
    store = Watched.in_folder(tmp_path / "data")
    keeper = Keeper(store, Releases(), first=variations.write(tmp_path / "first"))
    keeper.take_on(Careless())
    await keeper.start()
    with capture_logs() as logs:
        await keeper.close()
    assert store.closed
    assert [line["event"] for line in logs] == ["a duty was not put in order"]


async def test_following_goes_on_where_telling_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(Store.in_folder(tmp_path / "data"), Releases(), first=variations.write(tmp_path / "first"), pause=0)
    told: list[int] = []
    again = asyncio.Event()

    async def follow() -> Publication:
        return Publication(1, "0123456789ab", Kind.PUBLISHED, "m-1", "", "", MOMENT)

    async def tell(publication: Publication) -> None:
        told.append(publication.n)
        if len(told) > 1:
            again.set()
        raise DOWN

    await keeper.start()
    monkeypatch.setattr(keeper.publisher, "follow", follow)
    keeper.told = tell
    async with asyncio.timeout(5):
        await again.wait()
    await keeper.close()
    assert len(told) > 1


async def test_a_round_that_fails_is_followed_by_the_next(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Office] = []
    again = asyncio.Event()

    async def fails(where: Office) -> None:
        tried.append(where)
        if len(tried) > 1:
            again.set()
        raise DOWN

    monkeypatch.setattr(correcting, "tell_the_rest", fails)
    rounds = Rounds(office, pause=0)
    rounds.start()
    async with asyncio.timeout(5):
        await again.wait()
    await rounds.close()


async def test_rounds_that_cannot_keep_the_counts_end_all_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails() -> None:
        raise DOWN

    monkeypatch.setattr(office.gaps, "close", fails)
    with capture_logs() as logs:
        await Rounds(office).close()
    assert [line["event"] for line in logs] == ["the counts of the day were not kept"]


async def test_a_report_on_the_links_that_cannot_be_told_does_not_end_the_checks(tmp_path: Path) -> None:
    looks: list[float] = []

    async def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) > 3:
            raise EOFError

    async def check(pages: Sequence[Page]) -> tuple[Checked, ...]:
        return tuple(Checked(page.url, MOMENT, Outcome.ALIVE, 200) for page in pages)

    async def tell(_: Report) -> None:
        raise DOWN

    async with Store.in_folder(tmp_path / "data") as store:
        await upgrading.upgrade(store)
        weekly = Weekly(store, lambda: (PAGE,), tell, check=check, now=lambda: MOMENT, sleep=sleep)
        with pytest.raises(EOFError):
            await weekly.run()
    assert len(looks) == 4
