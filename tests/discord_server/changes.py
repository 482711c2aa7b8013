"""Waiting for something to become true without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.discord_server.errors import NoAnswerError


class Changes:
    """Wakes whoever waits each time the server's state changes."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Let everybody who waits look again."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, predicate: Callable[[], bool], what: str, within: float = 5.0) -> None:
        """Return once `predicate` holds; raises NoAnswerError naming `what` after `within` seconds."""
        try:
            async with asyncio.timeout(within):
                while not predicate():
                    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiting.add(future)
                    try:
                        await future
                    finally:
                        self._waiting.discard(future)
        except TimeoutError:
            raise NoAnswerError(f"waited {within:g} s in vain for {what}") from None
