"""A database of our own shape: SQLite's in a folder of the test, and PostgreSQL's on a real server."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.people import People
from bot.store import tables, upgrading
from bot.store.engine import Store
from tests.bot.delivery.virtual import KEY
from tests.postgres.server import Server

EMPTY = f"TRUNCATE {', '.join(tables.metadata.tables)} RESTART IDENTITY CASCADE"


class Shaped:
    """A database on the server that the tests of one run take in turns: made at the first, emptied for each."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.name = f"plainsight_shaped_{secrets.token_hex(8)}"  # each folder of tests has one of its own
        self.made = False

    async def emptied(self) -> str:
        """Its address, once nothing is in it."""
        if self.made:
            await self.server.run(EMPTY, database=self.name)
        else:
            async with Store.at(await self.server.create(self.name)) as store:
                await upgrading.upgrade(store)
            self.made = True
        return self.server.address(self.name)


@pytest.fixture
def people() -> People:
    """Names and seals."""
    return People(KEY)


@pytest.fixture(scope="session")
def shaped(postgres: Server) -> Iterator[Shaped]:
    """The database of the run."""
    made = Shaped(postgres)
    yield made
    asyncio.run(postgres.drop(made.name))


@asynccontextmanager
async def _in(folder: Path) -> AsyncIterator[Store]:
    async with Store.in_folder(folder, wait=0.1) as made:
        await upgrading.upgrade(made)
        yield made


@pytest.fixture
async def filed(tmp_path: Path) -> AsyncIterator[Store]:
    """The SQLite one, for what is about its file."""
    async with _in(tmp_path / "data") as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Each of them, upgraded and empty, closed in the end."""
    if request.param == "sqlite":
        async with _in(tmp_path / "data") as made:
            yield made
    else:
        async with Store.at(await request.getfixturevalue("shaped").emptied()) as made:
            yield made
