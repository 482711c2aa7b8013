"""Brings the database to the shape that this program knows: at start, under a lock, whole or not at all."""

from __future__ import annotations

import asyncio
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.store import sqlite
from bot.store.engine import Store
from bot.store.errors import StoreForeignError, StoreNewerError
from bot.store.tables import VERSION_TABLE


async def upgrade(store: Store) -> bool:
    """Make the database where there is none, and run the steps it lacks; whether there were any. Raises StoreError.

    A database of a newer version or of another program is left as it is.
    """
    with store.telling():
        if store.file:
            await asyncio.to_thread(sqlite.create, store.file)
    outdated = await revision(store) != newest()
    with store.telling():
        if store.file:
            await asyncio.to_thread(sqlite.keep_a_log, store.file)
    if not outdated:
        return False
    async with store.writing("upgrade") as connection:  # one process at a time; the others find nothing left to do
        if await connection.run_sync(_revision, store.place) == newest():
            return False
        await connection.run_sync(_run)
    return True


async def revision(store: Store) -> str | None:
    """The shape that the database has, None for an empty one; raises StoreNewerError, StoreForeignError and StoreError."""
    async with store.reading() as connection:
        return await connection.run_sync(_revision, store.place)


def newest() -> str:
    """The shape that this program knows."""
    return str(_steps().get_current_head())


def _revision(connection: Connection, place: str) -> str | None:
    found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
    if found is None and inspect(connection).get_table_names():
        raise StoreForeignError(place)
    if found is not None and found not in {step.revision for step in _steps().walk_revisions()}:
        raise StoreNewerError(place, found)
    return found


def _run(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


@cache
def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
