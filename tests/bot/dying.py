"""A process that publishes and is killed on the way; the places to die are statements, commits, the swap and the stamp."""

from __future__ import annotations

import gc
import os
import signal
from pathlib import Path

from sqlalchemy import event

from bot import publishing
from bot.files import Files
from bot.releases import Release
from bot.store import checking, releases
from tests.bot import publishers, variations
from tests.bot.publishers import Room

ACTIONS = ("first start", "publish", "roll back")


def know_the_packs() -> None:
    """Read the two packs once for this process and its forks, which is most of their work and no part of what may be killed."""
    read = [(variations.files(number), variations.release(number)) for number in (0, 1)]

    def known(files: Files) -> Release:
        return next(release for there, release in read if there == files)

    publishing._release = known
    gc.freeze()  # what is there for good need not be looked through by each fork, nor copied for it


class Countdown:
    """Kills the process at the n-th step; before that it counts."""

    def __init__(self, step: int) -> None:
        self._left = step
        self.steps = 0

    def step(self, *_: object, **__: object) -> None:
        """One step has come."""
        self.steps += 1
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, room: Room) -> None:
        """Count each statement before and after, each commit before, and the swap before and after."""
        engine = room.store.engine.sync_engine
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(engine, name, self.step)
        room.serving.watch = self.step


async def act(action: str, folder: Path, step: int) -> int:
    """Do one thing that changes which release is published, and die at a step of it (0: at none); how many steps it had."""
    async with publishers.room(folder, wait=5) as room:
        countdown = Countdown(step)
        if action == "first start":
            countdown.watch(room)
            await room.publisher.start()
            return countdown.steps
        await room.publisher.start()
        if action == "publish":
            room.shelf.lay(1)
            countdown.watch(room)
            staged = await room.publisher.stage("a1")
            assert staged
            await room.publisher.publish(staged, "a1", "news")
        else:
            countdown.watch(room)
            await room.publisher.roll_back(variations.version(0), "a1", "an error")
        return countdown.steps


async def prepare(action: str, folder: Path) -> None:
    """What the process finds: nothing, the first release, or the second."""
    if action == "first start":
        return
    async with publishers.room(folder, wait=5) as room:
        await room.publisher.start()
        if action == "roll back":
            room.shelf.lay(1)
            staged = await room.publisher.stage("a1")
            assert staged
            await room.publisher.publish(staged, "a1", "news")


async def next_start(folder: Path) -> tuple[str, str, int]:
    """Start again: the version that is served, the trouble or faults there are, and how many publications."""
    async with publishers.room(folder, wait=5) as room:
        started = await room.publisher.start()
        release = started.release.base
        kept = await releases.files(room.store, release.version)
        assert kept in [variations.files(number) for number in (0, 1)]
        assert room.live == release.version
        wrong = [*([started.trouble] if started.trouble else []), *await checking.faults(room.store)]
        return release.version, "; ".join(wrong), len(await releases.history(room.store, 10))
