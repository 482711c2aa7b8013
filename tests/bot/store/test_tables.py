"""The tables are the ones that the migrations make, and nothing about them is SQLite's alone."""

from __future__ import annotations

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from bot.store import tables
from bot.store.engine import Store


async def test_the_migrations_lead_to_exactly_these_tables(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection, opts={"version_table": tables.VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, tables.metadata))

    async with store.reading() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize("name", sorted(tables.metadata.tables))
def test_a_table_can_be_made_in_postgresql(name: str) -> None:
    made = str(CreateTable(tables.metadata.tables[name]).compile(dialect=postgresql.dialect()))
    assert made.strip().startswith(f"CREATE TABLE {name}")
    assert "AUTOINCREMENT" not in made


def test_a_moment_is_kept_as_utc_and_comes_back_with_its_zone() -> None:
    moment = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    kept = tables.Moment().process_bind_param(moment, sqlite.dialect())
    assert kept == moment
    assert tables.Moment().process_result_value(kept.replace(tzinfo=None), sqlite.dialect()) == moment
    assert tables.Moment().process_result_value(moment, postgresql.dialect()) == moment


def test_no_moment_stays_none() -> None:
    assert tables.Moment().process_bind_param(None, sqlite.dialect()) is None
    assert tables.Moment().process_result_value(None, sqlite.dialect()) is None
