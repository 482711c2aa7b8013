"""Whatever happens to requests, processes and updates, in whatever order: nothing is lost and nothing stands anywhere twice.

A few orders of events are tried; PLAINSIGHT_KILL_RUNS=50 tries twenty times as many, as .ci/run does.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import StaticPool, event, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.delivery.courier import NONCE_LASTS
from bot.delivery.policy import RefusedError
from bot.store import claims, tables, updates
from bot.store.engine import Store
from bot.store.errors import ConflictError
from bot.store.outbox import State
from bot.store.updates import Wording
from tests.bot.delivery.virtual import DIRECT, START, Accident, Post, post
from tests.bot.store.audiences import CHANNEL, NORWALK, ORGANIZER, crowd, fed, published
from tests.report import report

PEOPLE = 3
CASES = max(10, 4 * int(os.environ.get("PLAINSIGHT_KILL_RUNS", "1")))
ACCIDENTS = (
    None,
    None,
    Accident(RefusedError(429, 0, 4.0)),
    Accident(RefusedError(429, 0, 2.0, everywhere=True)),
    Accident(RefusedError(503, None)),
    Accident(RefusedError(500, None), arrived=True),
    Accident(OSError(104, "reset")),
    Accident(OSError(104, "reset"), arrived=True),
    Accident(TimeoutError()),
    Accident(TimeoutError(), arrived=True),
    Accident(asyncio.CancelledError()),
    Accident(asyncio.CancelledError(), arrived=True),
)
_COUNTED = {"cases": 0, "steps": 0}


class Deliveries(RuleBasedStateMachine):
    """Updates are published, changed and retracted while requests fail, processes die and time passes."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()
        self._published: list[int] = []
        self._retracted: set[int] = set()
        self._plan: list[Accident | None] = []
        self._office: Post | None = None

    @property
    def office(self) -> Post:
        """The courier at work."""
        assert self._office
        return self._office

    @initialize()
    def open(self) -> None:
        """A feed and a few followers."""
        _COUNTED["cases"] += 1
        self._runner.run(self._open())

    async def _open(self) -> None:
        engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool, connect_args={"isolation_level": None})
        event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        file = Path(self._folder.name) / "seen"
        file.touch()
        store = Store(engine, "memory", file)
        async with engine.begin() as connection:
            await connection.run_sync(tables.metadata.create_all)
        self._office = post(store)
        self.office.discord.accident = self._accident
        await fed(store, START)
        await crowd(store, self.office.people, PEOPLE, START)

    def _accident(self, _verb: str, _channel: int) -> Accident | None:
        return self._plan.pop() if self._plan else None

    @rule()
    def publish(self) -> None:
        """One more update."""
        update = self._runner.run(published(self.office.store, self.office.clock.now()))
        self._published.append(update.n)

    @rule(which=some.integers(0, 5), retract=some.booleans())
    def change(self, which: int, retract: bool) -> None:
        """An update gets other words, or is taken back."""
        if not self._published:
            return
        n, now = self._published[which % len(self._published)], self.office.clock.now()
        try:
            if retract:
                self._runner.run(updates.retract(self.office.store, n, ORGANIZER, now))
                self._retracted.add(n)
                self.office.composer.gone.add(n)
            else:
                other = Wording(headline="B", text="", towns=(NORWALK,))
                self._runner.run(updates.change(self.office.store, n, other, ORGANIZER, now))
        except ConflictError:
            assert n in self._retracted

    @rule(plan=some.lists(some.sampled_from(ACCIDENTS), max_size=6))
    def deliver(self, plan: list[Accident | None]) -> None:
        """A round in which these accidents happen."""
        self._plan = list(plan)
        self._runner.run(self.office.turn())

    @rule(seconds=some.sampled_from([1, 30, 90, 3600]))
    def wait(self, seconds: int) -> None:
        """Time passes."""
        self.office.clock.moment += dt.timedelta(seconds=seconds)

    @rule(down=some.sampled_from([0, 5, 7200]))
    def die(self, down: int) -> None:
        """The process is killed, with what it holds and has not kept yet, and another begins."""
        self.office.clock.moment += dt.timedelta(seconds=down)
        self._office = self.office.restarted()
        self._runner.run(claims.give_back_all(self.office.store))

    @invariant()
    def nothing_stands_twice(self) -> None:
        """Ever."""
        _COUNTED["steps"] += 1
        if self._office:
            assert set(self.office.discord.counted().values()) <= {1}

    def teardown(self) -> None:
        """Once all is calm, everything stands everywhere, in its newest wording."""
        try:
            if self._office:
                self._plan = []
                self._runner.run(self._calm())
        finally:
            self._runner.close()
            self._folder.cleanup()

    async def _calm(self) -> None:
        office = self.office
        await claims.give_back_all(office.store)
        office.clock.moment += 2 * NONCE_LASTS
        await office.work()
        places = [CHANNEL, *(n + DIRECT for n in range(1, PEOPLE + 1))]
        counted = office.discord.counted()
        assert set(counted.values()) <= {1}
        for n in set(self._published) - self._retracted:
            assert all(counted[place, f"update.{n}"] == 1 for place in places)
        async with office.store.reading() as connection:
            rows = (await connection.execute(select(claims.TABLE))).all()
        for row in rows:
            assert row.state in (State.SENT.value, State.DROPPED.value)
            if row.state == State.SENT.value:
                assert f" r{row.revision} " in office.discord.messages[row.message].text
        await office.store.close()


Deliveries.TestCase.settings = settings(
    max_examples=CASES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestDeliveries(Deliveries.TestCase):
    """The machine, as a test."""

    def tearDown(self) -> None:
        """Tell how much was tried."""
        super().tearDown()
        report(f"courier: {_COUNTED['cases']} orders of events with {_COUNTED['steps']} steps, nothing lost, nothing twice")
