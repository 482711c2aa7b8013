"""The published releases in a running process: what is served at the start, what is followed, and that it lets go."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import kb
from bot.client import build
from bot.errors import NotReadyError
from bot.fetching.errors import SourceAddressError
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.keeper import Keeper
from bot.links.weekly import Weekly
from bot.releases import Releases
from bot.settings import Settings
from bot.store.engine import Store
from bot.store.errors import StoreNewerError
from knowledge.errors import PackError
from tests.bot import variations
from tests.bot.store import databases

FIRST, SECOND, THIRD = (variations.version(number) for number in range(3))
PAUSE = 0.02
LOOKS = 500
WAIT = 0.1


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The folder of the pack to begin with."""
    return variations.write(tmp_path / "first")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The operator's folder."""
    return tmp_path / "data"


@asynccontextmanager
async def _running(data: Path, first: Path) -> AsyncIterator[Releases]:
    live = Releases()
    keeper = Keeper(Store.in_folder(data, WAIT), live, first=first, pause=PAUSE)
    try:
        await keeper.start()
        yield live
    finally:
        await keeper.close()


async def _elsewhere(data: Path, first: Path, number: int) -> None:
    """Publish a version in another process, as far as the first can tell."""
    source = variations.write(first.parent / f"source-{number}", number)
    place = Place(data, FolderSource(source), first)
    assert await asyncio.to_thread(kb.refresh, place, yes=True) == 0


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(LOOKS):
        if true():
            return
        await asyncio.sleep(PAUSE)
    raise AssertionError("it did not come to that")


async def test_the_first_start_serves_the_pack_to_begin_with(data: Path, first: Path) -> None:
    async with _running(data, first) as live:
        assert live.live.base.version == FIRST


async def test_a_later_start_serves_the_published_release(data: Path, first: Path) -> None:
    await _elsewhere(data, first, 1)
    async with _running(data, first) as live:
        assert live.live.base.version == SECOND


async def test_what_another_process_publishes_is_served_without_a_restart(data: Path, first: Path) -> None:
    async with _running(data, first) as live:
        with capture_logs() as logged:
            await _elsewhere(data, first, 1)
            await _until(lambda: live.live.base.version == SECOND)
            await asyncio.to_thread(kb.roll_back, Place(data, None, first), FIRST)
            await _until(lambda: live.live.base.version == FIRST)
            await asyncio.sleep(2 * PAUSE)
    followed = [line["version"] for line in logged if line["event"] == "another process has published"]
    assert followed == [SECOND, FIRST]


async def test_a_process_that_followed_can_publish_itself(data: Path, first: Path) -> None:
    live = Releases()
    source = variations.write(first.parent / "own", 2)
    keeper = Keeper(Store.in_folder(data, WAIT), live, FolderSource(source), first=first, pause=PAUSE)
    try:
        await keeper.start()
        await _elsewhere(data, first, 1)
        await _until(lambda: live.live.base.version == SECOND)
        staged = await keeper.publisher.stage("a1")
        assert staged
        await keeper.publisher.publish(staged, "a1", "news")
        assert live.live.base.version == THIRD
    finally:
        await keeper.close()


async def test_a_newer_pack_that_came_with_the_program_is_logged_and_not_served(data: Path, first: Path, tmp_path: Path) -> None:
    async with _running(data, first):
        pass
    newer = tmp_path / "newer"
    for name, content in variations.files(7, as_of="2026-09-30").items():
        (newer / name).parent.mkdir(parents=True, exist_ok=True)
        (newer / name).write_bytes(content)
    with capture_logs() as logged:
        async with _running(data, newer) as live:
            assert live.live.base.version == FIRST
    [line] = [line for line in logged if line["event"].startswith("a newer pack")]
    assert line["log_level"] == "warning"


async def test_a_start_without_news_warns_of_nothing(data: Path, first: Path) -> None:
    with capture_logs() as logged:
        async with _running(data, first):
            pass
    assert logged == []


async def test_without_the_pack_to_begin_with_the_published_release_is_served_all_the_same(data: Path, first: Path) -> None:
    await _elsewhere(data, first, 1)
    with capture_logs() as logged:
        async with _running(data, Path("nowhere")) as live:
            assert live.live.base.version == SECOND
    [line] = logged
    assert (line["log_level"], line["event"]) == ("warning", "could not look for a newer pack")


async def test_a_first_start_without_a_pack_to_begin_with_says_so(data: Path) -> None:
    with pytest.raises(PackError, match="there is no such folder"):
        async with _running(data, Path("nowhere")):
            pass


async def test_a_locked_database_serves_the_first_pack_until_it_is_free_again(data: Path, first: Path) -> None:
    await _elsewhere(data, first, 1)
    live = Releases()
    keeper = Keeper(Store.in_folder(data, WAIT), live, first=first, pause=PAUSE)
    other = sqlite3.connect(data / "plainsight.db", isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        started = await keeper.start()
        assert "held by another process" in started.trouble
        assert live.live.base.version == FIRST
        other.close()
        await _until(lambda: live.live.base.version == SECOND)
    finally:
        other.close()
        await keeper.close()


async def test_a_database_that_goes_away_is_told_once_and_the_live_release_stays(data: Path, first: Path) -> None:
    async with _running(data, first) as live:
        with capture_logs() as logged:
            for file in data.iterdir():
                file.unlink()
            await _until(lambda: bool(logged))
            await asyncio.sleep(5 * PAUSE)
        assert live.live.base.version == FIRST
    assert [line["event"] for line in logged] == ["what is published now cannot be served"]
    assert "cannot be used" in logged[0]["reason"]


async def test_a_database_of_a_newer_version_stops_the_start_and_is_left_as_it_is(data: Path, first: Path) -> None:
    async with _running(data, first):
        pass
    databases.change(data / "plainsight.db", "UPDATE plainsight_version SET version_num = '0999'")
    before = (data / "plainsight.db").read_bytes()
    live = Releases()
    keeper = Keeper(Store.in_folder(data, WAIT), live, first=first)
    with pytest.raises(StoreNewerError):
        await keeper.start()
    await keeper.close()
    with pytest.raises(NotReadyError):
        _ = live.live
    assert (data / "plainsight.db").read_bytes() == before


async def test_after_it_is_closed_nothing_is_followed(data: Path, first: Path) -> None:
    async with _running(data, first) as live:
        pass
    await _elsewhere(data, first, 1)
    await asyncio.sleep(5 * PAUSE)
    assert live.live.base.version == FIRST


# The client


def _settings(**given: object) -> Settings:
    return Settings(_env_file=None, **given)


def test_without_a_folder_the_client_has_no_database() -> None:
    assert build().keeper is None
    assert build(_settings()).keeper is None


def test_with_a_folder_the_client_opens_nothing_before_it_starts(data: Path) -> None:
    assert build(_settings(plainsight_data=data)).keeper
    assert not data.exists()


def test_with_a_folder_the_links_are_checked_beside_the_answering(data: Path) -> None:
    keeper = build(_settings(plainsight_data=data)).keeper
    assert keeper
    assert [duty for duty in keeper._duties if isinstance(duty, Weekly)]


def test_a_source_that_is_no_place_is_told_before_the_client_connects(data: Path) -> None:
    with pytest.raises(SourceAddressError, match="https"):
        build(_settings(plainsight_data=data, plainsight_pack_source="http://host.example/pack.zip"))


# What goes on beside it


class Duty:
    """Work that tells how it went, and fails where a test wants it to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.told: list[str] = []
        self.begun = asyncio.Event()
        self.error = error

    async def run(self) -> None:
        self.told.append("begun")
        self.begun.set()
        if self.error:
            raise self.error
        try:
            await asyncio.Event().wait()
        finally:
            self.told.append("ended")

    async def close(self) -> None:
        self.told.append("closed")


async def test_a_duty_is_done_from_the_start_to_the_end(data: Path, first: Path) -> None:
    keeper, duty = Keeper(Store.in_folder(data, WAIT), Releases(), first=first, pause=PAUSE), Duty()
    keeper.take_on(duty)
    assert duty.told == []
    await keeper.start()
    await duty.begun.wait()
    await keeper.close()
    assert duty.told == ["begun", "ended", "closed"]


async def test_a_duty_that_ends_in_a_mistake_takes_nothing_with_it_and_is_told(data: Path, first: Path) -> None:
    live = Releases()
    keeper, broken, other = Keeper(Store.in_folder(data, WAIT), live, first=first, pause=PAUSE), Duty(KeyError("x")), Duty()
    keeper.take_on(broken)
    keeper.take_on(other)
    with capture_logs() as logs:
        await keeper.start()
        await other.begun.wait()
        await _elsewhere(data, first, 1)
        await _until(lambda: live.live.base.version == SECOND)
        await keeper.close()
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["a duty has ended"]
    assert other.told == ["begun", "ended", "closed"]


async def test_a_keeper_that_never_started_closes_no_duty(data: Path) -> None:
    keeper, duty = Keeper(Store.in_folder(data, WAIT), Releases()), Duty()
    keeper.take_on(duty)
    await keeper.close()
    assert duty.told == []
