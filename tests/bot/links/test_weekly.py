from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.links.outcomes import Checked, Outcome, Reason
from bot.links.pages import Page
from bot.links.report import Report
from bot.links.weekly import SECONDS_TO_SETTLE, Weekly
from bot.store import link_checks, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreError

START = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
ONE, TWO = Page("https://one.example/", ("s-one",), ()), Page("https://two.example/", ("s-two",), ())


class EndError(Exception):
    """The test has seen enough."""


class Weeks:
    """A week that passes in no time: its clock goes on while somebody sleeps, until a day."""

    def __init__(self, store: Store, days: float = 30) -> None:
        self.store = store
        self.days = days
        self.moment = START
        self.outcomes = {ONE.url: Outcome.ALIVE, TWO.url: Outcome.ALIVE}
        self.offline = False
        self.checks: list[dt.datetime] = []
        self.reports: list[Report] = []
        self.looks = 0
        self.weekly = Weekly(store, lambda: (ONE, TWO), self.tell, check=self.check, now=lambda: self.moment, sleep=self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.looks += 1
        self.moment += dt.timedelta(seconds=seconds)
        if self.moment - START > dt.timedelta(days=self.days):
            raise EndError

    async def check(self, pages: Sequence[Page]) -> tuple[Checked, ...]:
        self.checks.append(self.moment)
        if self.offline:
            return tuple(Checked(page.url, self.moment, Outcome.UNREACHABLE, None, None, Reason.OFFLINE) for page in pages)
        return tuple(Checked(page.url, self.moment, self.outcomes[page.url], 200) for page in pages)

    async def tell(self, report: Report) -> None:
        self.reports.append(report)

    async def pass_by(self) -> None:
        """Run until the last day."""
        with pytest.raises(EndError):
            await self.weekly.run()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A database that waits for nobody."""
    async with Store.in_folder(tmp_path / "data", wait=0.05) as made:
        await upgrading.upgrade(made)
        yield made


async def test_the_first_check_comes_some_minutes_after_the_first_start(store: Store) -> None:
    weeks = Weeks(store, days=1)
    await weeks.pass_by()
    assert weeks.checks == [START + dt.timedelta(seconds=SECONDS_TO_SETTLE)]


async def test_then_there_is_one_a_week(store: Store) -> None:
    weeks = Weeks(store, days=30)
    await weeks.pass_by()
    assert len(weeks.checks) == 5
    gaps = [later - earlier for earlier, later in itertools.pairwise(weeks.checks)]
    assert all(dt.timedelta(days=7) <= gap < dt.timedelta(days=7, hours=2) for gap in gaps)


async def test_a_restart_does_not_begin_anew(store: Store) -> None:
    await Weeks(store, days=1).pass_by()
    again = Weeks(store, days=6)
    await again.pass_by()
    assert again.checks == []
    assert again.looks > 100


async def test_what_came_of_it_is_kept_and_told(store: Store) -> None:
    weeks = Weeks(store, days=1)
    weeks.outcomes[TWO.url] = Outcome.GONE
    await weeks.pass_by()
    assert {checked.url: checked.outcome for checked in await link_checks.everything(store)} == weeks.outcomes
    [report] = weeks.reports
    assert [entry.page for entry in report.entries] == [TWO, ONE]


async def test_what_has_changed_since_last_week_is_new(store: Store) -> None:
    await Weeks(store, days=1).pass_by()
    weeks = Weeks(store, days=8)
    weeks.outcomes[ONE.url] = Outcome.GONE
    await weeks.pass_by()
    [report] = weeks.reports
    assert {entry.page.url: entry.new for entry in report.entries} == {ONE.url: True, TWO.url: False}


async def test_a_machine_that_is_cut_off_keeps_and_tells_nothing_and_tries_again(store: Store) -> None:
    weeks = Weeks(store, days=0.5)
    weeks.offline = True
    with capture_logs() as logs:
        await weeks.pass_by()
    assert len(weeks.checks) > 5
    assert weeks.reports == []
    assert await link_checks.last(store) is None
    assert {line["event"] for line in logs} == {"the links were not checked"}


async def test_a_database_that_is_gone_ends_nothing(store: Store, tmp_path: Path) -> None:
    weeks = Weeks(store, days=1)
    kept = (tmp_path / "data").rename(tmp_path / "gone")
    with capture_logs() as logs:
        await weeks.pass_by()
    assert weeks.checks == []
    assert {line["event"] for line in logs} == {"the links were not checked"}
    with pytest.raises(StoreError):
        await weeks.weekly.check()
    await store.close()
    kept.rename(tmp_path / "data")
    later = Weeks(store, days=1)
    await later.pass_by()
    assert len(later.checks) == 1


async def test_a_check_under_way_stops_when_the_bot_stops_and_keeps_nothing(store: Store) -> None:
    begun = asyncio.Event()

    async def check(pages: Sequence[Page]) -> tuple[Checked, ...]:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    weeks = Weeks(store)
    weekly = Weekly(store, lambda: (ONE,), weeks.tell, check=check, now=lambda: START, sleep=weeks.sleep)
    task = asyncio.create_task(weekly.run())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await weekly.close()
    assert await link_checks.last(store) is None
    assert weeks.reports == []
