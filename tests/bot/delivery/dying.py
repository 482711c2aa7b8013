"""A process that publishes and delivers to the loopback Discord, and is killed on the way."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from discord.http import Route
from sqlalchemy import event

from bot.delivery.clock import Clock
from bot.delivery.courier import Courier
from bot.delivery.line import DiscordLine
from bot.delivery.pace import Pace
from bot.people import People
from bot.replies import Replies
from bot.store import claims, updates, upgrading
from bot.store.engine import Store
from bot.store.errors import ConflictError
from bot.store.updates import Wording
from tests.bot.delivery.virtual import KEY, PlainComposer
from tests.bot.dying import Countdown
from tests.bot.store.audiences import NORWALK, ORGANIZER, draft, fed, following
from tests.discord_server.world import ALICE, BOT_ID, BRUNO, TOKEN, UPDATES

ACTIONS = ("publish", "edit", "retract")
HASTE = 10_000
N = 1
LATER = dt.timedelta(minutes=10)
PLACES = 3
"""One feed and two followers."""


class Shifted(Clock):
    """A clock that is ahead."""

    def __init__(self, ahead: dt.timedelta = dt.timedelta()) -> None:
        self._ahead = ahead

    def now(self) -> dt.datetime:
        """This moment, and so much more."""
        return super().now() + self._ahead

    async def until(self, moment: dt.datetime) -> None:
        """Nothing is waited for but the moment's turn: what waits is due when the test says so."""
        await asyncio.sleep(0)


class Watched(DiscordLine):
    """A line on which each request is two steps, its beginning and its end."""

    step: Any = staticmethod(lambda: None)

    async def _ask(self, *asked: Any, **sent: Any) -> Any:
        self.step()
        answer = await super()._ask(*asked, **sent)
        self.step()
        return answer


async def prepare(folder: Path, api: str, action: str) -> None:
    """What the process finds: followers, a feed, and an update that is to be published, edited or retracted."""
    async with Store.in_folder(folder) as store:
        await upgrading.upgrade(store)
        now = dt.datetime.now(dt.UTC)
        await fed(store, now, UPDATES.id)
        for person in (ALICE, BRUNO):
            await following(store, People(KEY), person.id, now)
        await updates.add(store, draft(now))
        if action != "publish":
            await updates.publish(store, N, ORGANIZER, now, trusted=True)
            await deliver(store, api)


async def act(folder: Path, api: str, action: str, step: int, ahead: dt.timedelta = dt.timedelta()) -> int:
    """Do it, be it anew, and deliver, and die at a step of it (0: at none); how many steps it had."""
    async with Store.in_folder(folder) as store:
        countdown = Countdown(step)
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(store.engine.sync_engine, name, countdown.step)
        await _do(store, action)
        await deliver(store, api, countdown, ahead)
        return countdown.steps


async def deliver(store: Store, api: str, countdown: Countdown | None = None, ahead: dt.timedelta = dt.timedelta()) -> None:
    """Deliver all that waits."""
    Route.BASE = api
    clock, replies = Shifted(ahead), Replies()
    line = Watched(replies, clock, Pace(clock, HASTE))
    if countdown:
        line.step = countdown.step
    http = SimpleNamespace(token=TOKEN, user_agent="DiscordBot", proxy=None)
    line.attach(SimpleNamespace(http=http, user=SimpleNamespace(id=BOT_ID)))  # type: ignore[arg-type]
    courier = Courier(store, People(KEY), line, PlainComposer(), clock=clock)
    try:
        await claims.give_back_all(store)
        while await courier.next():
            await courier.round()
            await courier.finished()
    finally:
        await courier.close()


async def _do(store: Store, action: str) -> None:
    now = dt.datetime.now(dt.UTC)
    before = await updates.find(store, N)
    try:
        if action == "publish":
            await updates.publish(store, N, ORGANIZER, now, trusted=True)
        elif action == "retract":
            await updates.retract(store, N, ORGANIZER, now)
        elif before and before.revision == 1:
            await updates.change(store, N, Wording(headline="B", text="", towns=(NORWALK,)), ORGANIZER, now)
    except ConflictError:
        pass  # the process that was killed had done it


def run(folder: Path, api: str, action: str, step: int) -> None:
    """The same in a process of its own, which ends with 0 where it was not killed."""
    gc.disable()
    asyncio.run(act(folder, api, action, step))
    os._exit(0)
