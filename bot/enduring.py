"""One step of what goes on for as long as the process runs: its failure is logged and ends nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import structlog

log = structlog.get_logger()


async def endure(step: Awaitable[object], what: str) -> bool:
    """Do a step to its end, or log under the name `what` that it failed; whether it was done. Cancelling still cancels."""
    [outcome] = await asyncio.gather(step, return_exceptions=True)
    if isinstance(outcome, BaseException):
        log.error(what, exc_info=outcome)
        return False
    return True
