"""Killed with no warning at any step of publishing, the bot starts again with one whole release.

Every step is tried once; PLAINSIGHT_KILL_RUNS=50 tries every step fifty times, and as many moments of chance, as .ci/run does.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.bot import dying, trials, variations
from tests.bot.trials import Result, Trial

RUNS = int(os.environ.get("PLAINSIGHT_KILL_RUNS", "1"))
MOMENTS = 5 * RUNS
LONGEST = 0.1
AT_ONCE = 2 * (os.cpu_count() or 1)
OLD, NEW = variations.version(0), variations.version(1)
BEFORE = {"first start": None, "publish": OLD, "roll back": NEW}
AFTER = {"first start": OLD, "publish": NEW, "roll back": OLD}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessPoolExecutor]:
    """Processes that kill others, at the same time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.bot.trials"])
    with ProcessPoolExecutor(AT_ONCE, context, dying.know_the_packs) as made:
        yield made


def _is_new(result: Result) -> bool:
    """Whether the new release is published at the next start; either way it is the only one, whole and sound."""
    action = result.trial.action
    assert result.wrong == ""
    assert result.version in {BEFORE[action], AFTER[action]}
    before = {"first start": 1, "publish": 1, "roll back": 2}[action]  # a first start that was killed is made up for
    assert result.publications == before + (result.version == AFTER[action] and action != "first start")
    return result.version == AFTER[action]


@pytest.mark.parametrize("action", dying.ACTIONS)
def test_a_process_that_is_killed_at_any_step_leaves_one_whole_release(
    workers: ProcessPoolExecutor, tmp_path: Path, action: str
) -> None:
    steps = workers.submit(trials.prepare, action, tmp_path / "prepared").result()
    wanted = [Trial(action, tmp_path / "prepared", step) for step in range(1, steps + 2) for _ in range(RUNS)]
    results = list(workers.map(trials.run, wanted))
    outcomes = [_is_new(result) for result in results]
    assert steps > 10
    assert [result.killed for result in results] == [True] * (steps * RUNS) + [False] * RUNS
    assert outcomes[-1]
    if action != "first start":
        assert not outcomes[0]
        assert outcomes == sorted(outcomes)  # the commit is the one moment at which the old becomes the new


@pytest.mark.parametrize("action", dying.ACTIONS)
def test_a_process_that_is_killed_at_a_moment_of_chance_leaves_one_whole_release(
    workers: ProcessPoolExecutor, tmp_path: Path, action: str
) -> None:
    workers.submit(trials.prepare, action, tmp_path / "prepared").result()
    chance = random.Random(20261122)
    wanted = [Trial(action, tmp_path / "prepared", seconds=chance.uniform(0, LONGEST)) for _ in range(MOMENTS)]
    results = list(workers.map(trials.run, wanted))
    assert {_is_new(result) for result in results} <= {True, False}
    assert len(results) == MOMENTS
