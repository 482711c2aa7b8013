"""What is to be done by one process alone, of however many there are."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from bot.store import postgres
from bot.store.engine import Store


@contextlib.asynccontextmanager
async def sole(store: Store, name: str) -> AsyncIterator[bool]:
    """Whether what has this name is ours until the block ends; where not, another process has it. Raises StoreError.

    Of a process that dies, others take over. SQLite serves one process, whose everything is.
    """
    async with contextlib.AsyncExitStack() as held:
        mine = True
        if store.file is None:
            with store.telling():  # what the block raises is its own
                mine = await held.enter_async_context(postgres.holding(store.engine, name))
        yield mine
