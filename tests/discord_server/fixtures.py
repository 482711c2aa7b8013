"""pytest's way to the loopback Discord; load with pytest_plugins = ["tests.discord_server.fixtures"]."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.discord_server import contract
from tests.discord_server.server import Server


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    """A loopback Discord for one test; a breach fails the test at its end."""
    async with Server() as running:
        yield running
    running.assert_no_breaches()


@pytest_asyncio.fixture
async def lenient_server() -> AsyncIterator[Server]:
    """A loopback Discord for a test in which the client means to break rules."""
    async with Server() as running:
        yield running


@pytest.fixture
def discord_contract() -> contract.Contract:
    """Discord's description; the test is reported as skipped where it is absent."""
    path = contract.description_path()
    if path is None:
        pytest.skip("Discord's OpenAPI description is absent (DISCORD_OPENAPI)")
    return contract.load(path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether requests were checked against Discord's description, in quiet runs too."""
    absent = contract.description_path() is None
    state = (
        "NOT RUN, Discord's OpenAPI description is absent (set DISCORD_OPENAPI)"
        if absent
        else "every request to the loopback Discord is checked against Discord's OpenAPI description"
    )
    terminalreporter.write_line(f"discord contract: {state}", yellow=absent)
