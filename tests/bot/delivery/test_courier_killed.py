"""Killed with no warning at any step of publishing and delivering, the next process loses nothing and sends nothing twice.

Every fifth step is tried; PLAINSIGHT_KILL_RUNS=50 tries every step and has a hundred processes run for each action, as .ci/run
does.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.bot.delivery import dying
from tests.bot.delivery.dying import ACTIONS, LATER, PLACES
from tests.discord_server.messages import Messages
from tests.discord_server.server import Server
from tests.report import report

RUNS = 2 * int(os.environ.get("PLAINSIGHT_KILL_RUNS", "1"))
STRIDE = 5 if RUNS < 100 else 1

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_courier_that_is_killed_at_any_step_loses_nothing_and_sends_nothing_twice(tmp_path: Path, action: str) -> None:
    lost = twice = killed = found = 0
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.bot.delivery.dying"])
    async with Server() as server:
        await dying.prepare(tmp_path / "prepared", server.api, action)
        before = _restored(server.hub.messages)
        steps = await dying.act(_copied(tmp_path), server.api, action, 0)
        assert steps > 20
        runs = max(RUNS, steps // STRIDE)
        for run in range(runs):
            step, late = 1 + run * STRIDE % steps, bool(run % 2)
            server.hub.messages = _restored(before) if action != "publish" else Messages()
            folder = _copied(tmp_path)
            process = context.Process(target=dying.run, args=(folder, server.api, action, step))
            process.start()
            await asyncio.to_thread(process.join)
            assert process.exitcode in {0, -signal.SIGKILL}
            killed += process.exitcode != 0
            server.hub.messages.nonces_last = 0.0 if late else 180.0
            known = len(server.calls_to("GET", "/channels/{channel_id}/messages"))
            await dying.act(folder, server.api, action, 0, LATER if late else LATER * 0)
            found += len(server.calls_to("GET", "/channels/{channel_id}/messages")) > known
            standing = Counter(message["channel_id"] for message in server.hub.messages.by_id.values())
            newest = [m for m in server.hub.messages.by_id.values() if action == "publish" or " r2 " in str(m["components"])]
            lost += PLACES - len({message["channel_id"] for message in newest})
            twice += sum(count - 1 for count in standing.values())
    report(f"couriers killed while they {action}: {killed} at {min(runs, steps)} of {steps} steps, {lost} lost, {twice} twice")
    assert (lost, twice) == (0, 0)
    assert killed == runs
    assert found or action != "publish"


def _copied(folder: Path) -> Path:
    copy = folder / "data"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "prepared", copy)
    return copy


def _restored(before: Messages) -> Messages:
    again = Messages()
    again.by_id = {number: dict(message) for number, message in before.by_id.items()}
    return again
