"""Hears what other processes tell through PostgreSQL; a line that breaks is mended, and what went unheard is looked for."""

from __future__ import annotations

import asyncio

import structlog

from bot.enduring import endure
from bot.store import postgres
from bot.store.engine import Store
from bot.store.errors import StoreError

SECONDS_TO_MEND = 1.0
log = structlog.get_logger()


class Listener:
    """A duty of the process: rings the store's bells for as long as it runs."""

    def __init__(self, store: Store, pause: float = SECONDS_TO_MEND) -> None:
        """`pause` is the seconds until a broken line is mended."""
        self._store = store
        self._pause = pause
        self._told = False

    async def run(self) -> None:
        """Listen until cancelled; it ends at once where the database is a file, which tells nothing."""
        while self._store.file is None:
            await endure(self._listen(), "other processes are not heard")
            await asyncio.sleep(self._pause)

    async def close(self) -> None:
        """Nothing is held back."""

    async def _listen(self) -> None:
        try:
            with self._store.telling():
                await postgres.listen(self._store.engine, self._begun, self._store.news.ring)
        except StoreError as error:
            if not self._told:  # once, and not at every attempt
                log.warning("other processes are not heard", reason=str(error))
            self._told = True

    def _begun(self) -> None:
        self._told = False
        self._store.news.ring_all()
