"""Is the database sound? The file, its shape, every file of every release, and that the published release is there."""

from __future__ import annotations

import asyncio

from bot.store import releases, sqlite, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreError


async def faults(store: Store) -> list[str]:
    """Everything that is wrong with the database, a line each; [] where it is sound.

    Raises StoreError where it cannot even be looked at.
    """
    found: list[str] = []
    if store.file:
        with store.telling():
            found += await asyncio.to_thread(sqlite.faults, store.file)
    shape = await upgrading.revision(store)
    if shape != upgrading.newest():
        return [*found, f"its tables are of an older version ({shape or 'none yet'}): run `plainsight db upgrade`"]
    for version in sorted(await releases.versions(store)):
        try:
            await releases.files(store, version)
        except StoreError as error:
            found.append(f"release {version}: {error}")
    return found
