"""pytest's way to PostgreSQL: a server for the run, a database for a test; load with pytest_plugins."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.postgres.server import ABSENT, SETTING, Cluster, Server, program


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server; where there is none, whatever needs it is reported as skipped."""
    if os.environ.get(SETTING):
        yield Server(os.environ[SETTING])
    elif program("initdb"):
        with Cluster() as cluster:
            yield cluster
    else:
        pytest.skip(ABSENT)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A server that a test may stop and kill."""
    if not program("initdb"):
        pytest.skip(f"a server that is stopped is none of {SETTING}'s: install Debian's package postgresql")
    with Cluster(durable=True) as made:
        yield made


@pytest_asyncio.fixture
async def database(postgres: Server) -> AsyncIterator[str]:
    """The name of an empty database that lasts for one test."""
    name = f"plainsight_test_{os.getpid()}"
    await postgres.drop(name)
    await postgres.create(name)
    yield name
    await postgres.drop(name)


@pytest.fixture
def address(postgres: Server, database: str) -> str:
    """The address of that database."""
    return postgres.address(database)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether the database server's part was tested, in quiet runs too."""
    there = bool(os.environ.get(SETTING) or program("initdb"))
    state = "tested on a real server" if there else f"NOT RUN, {ABSENT}"
    terminalreporter.write_line(f"postgresql: {state}", yellow=not there)
