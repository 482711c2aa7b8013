"""Runs the steps on the connection that `bot.store.upgrading` hands over, inside its transaction; Alembic loads this file."""

from __future__ import annotations

from alembic import context

from bot.store.tables import VERSION_TABLE, metadata

if "connection" in context.config.attributes:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        transactional_ddl=True,
    )
    context.run_migrations()
