"""The life of the running process: it stays until it is asked to leave, and then leaves within seconds."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys

import discord
import structlog
from pydantic import SecretStr

SECONDS_TO_LEAVE = 5
SECONDS_IN_A_ROW = 0.001
"""How long a thread that checks a new release may compute before an answer gets its turn; Python's own default is 0.005."""
log = structlog.get_logger()


async def serve(client: discord.Client, token: SecretStr) -> None:
    """Stay connected until a signal comes or the connection ends for good; raises what ended it."""
    sys.setswitchinterval(SECONDS_IN_A_ROW)
    asked_to_stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt there
            asyncio.get_running_loop().add_signal_handler(name, asked_to_stop.set)
    connection = asyncio.create_task(client.start(token.get_secret_value()))
    stopping = asyncio.create_task(asked_to_stop.wait())
    await asyncio.wait({connection, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    log.info("leaving")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_LEAVE):
            await client.close()
    if connection.done():
        await connection
    connection.cancel()
