"""Killed with no warning at any step of publishing, the bot starts again with one whole release.

Every seventh step is tried once; PLAINSIGHT_KILL_RUNS=50 tries every step fifty times, and as many moments of chance.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from bot.store import checking
from bot.store.engine import Store
from tests.bot import dying, variations

RUNS = int(os.environ.get("PLAINSIGHT_KILL_RUNS", "1"))
STRIDE = 7 if RUNS == 1 else 1
MOST_STEPS = 200
OLD, NEW = variations.version(0), variations.version(1)
BEFORE = {"first start": None, "publish": OLD, "roll back": NEW}
AFTER = {"first start": OLD, "publish": NEW, "roll back": OLD}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Makes processes that have read their modules already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.bot.dying"])
    return context


def _prepared(action: str, folder: Path) -> Path:
    asyncio.run(dying.prepare(action, folder / "prepared"))
    return folder / "prepared"


def _copied(prepared: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    if prepared.exists():
        shutil.copytree(prepared, folder)
    return folder


async def _faults(folder: Path) -> list[str]:
    async with Store.in_folder(folder) as store:
        return await checking.faults(store)


def _whole(action: str, folder: Path) -> bool:
    """Whether the new release is published at the next start; either way it is the only one, whole and sound."""
    version, trouble, publications = asyncio.run(dying.next_start(folder))
    assert trouble == ""
    assert asyncio.run(_faults(folder)) == []
    assert version in {BEFORE[action], AFTER[action]}
    before = {"first start": 1, "publish": 1, "roll back": 2}[action]  # a first start that was killed is made up for
    assert publications == before + (version == AFTER[action] and action != "first start")
    return version == AFTER[action]


@pytest.mark.parametrize("action", dying.ACTIONS)
def test_a_process_that_is_killed_at_any_step_leaves_one_whole_release(
    processes: ForkServerContext, tmp_path: Path, action: str
) -> None:
    prepared = _prepared(action, tmp_path)
    outcomes: list[bool] = []
    for step in range(1, MOST_STEPS, STRIDE):
        for _ in range(RUNS):
            folder = _copied(prepared, tmp_path / "data")
            process = processes.Process(target=dying.die, args=(action, folder, step))
            process.start()
            process.join(60)
            assert process.exitcode in {-signal.SIGKILL, dying.SURVIVED}
            outcomes.append(_whole(action, folder))
        if process.exitcode == dying.SURVIVED:
            break
    assert process.exitcode == dying.SURVIVED
    assert step > 10
    assert outcomes[-1]
    if action != "first start":
        assert not outcomes[0]
        assert outcomes == sorted(outcomes)  # the commit is the one moment at which the old becomes the new


@pytest.mark.parametrize("action", ["publish", "roll back"])
def test_a_process_that_is_killed_at_a_moment_of_chance_leaves_one_whole_release(
    processes: ForkServerContext, tmp_path: Path, action: str
) -> None:
    prepared = _prepared(action, tmp_path)
    chance = random.Random(20261122)
    for _ in range(5 * RUNS):
        folder = _copied(prepared, tmp_path / "data")
        process = processes.Process(target=dying.die, args=(action, folder, 0))
        process.start()
        time.sleep(chance.uniform(0.02, 0.4))
        process.kill()
        process.join(60)
        _whole(action, folder)
