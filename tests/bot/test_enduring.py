"""A step that fails is logged and ends nothing else; what is to end the process still does."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.enduring import endure


async def fail(error: BaseException) -> None:
    raise error


async def test_a_step_that_is_done_is_not_logged() -> None:
    with capture_logs() as logs:
        assert await endure(asyncio.sleep(0), "a step")
    assert logs == []


@pytest.mark.parametrize("error", [KeyError("x"), OSError("down"), BaseExceptionGroup("x", [KeyError()])], ids=repr)
async def test_a_step_that_fails_is_logged_under_its_name(error: BaseException) -> None:
    with capture_logs() as logs:
        assert not await endure(fail(error), "a step")
    assert [(line["event"], line["log_level"], line["exc_info"]) for line in logs] == [("a step", "error", error)]


async def test_whoever_waits_for_a_step_can_still_be_cancelled() -> None:
    waiting = asyncio.create_task(endure(asyncio.Event().wait(), "a step"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
