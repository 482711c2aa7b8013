"""The loopback Discord, here too, and a deployment in it that a test may have changed by moderators."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.client import PlainsightClient
from tests.discord_server.fixtures import server
from tests.discord_server.server import Server
from tests.end_to_end.moderating import Deployment

__all__ = ["server"]


@pytest.fixture
def place(tmp_path: Path) -> Deployment:
    """A deployment whose home is the server of the loopback Discord."""
    return Deployment(tmp_path)


@pytest.fixture
async def client(server: Server, place: Deployment) -> AsyncIterator[PlainsightClient]:
    """A connected client of it, set up."""
    async with server.connect(place.client()) as connected:
        await place.set_up(connected)
        yield connected


@pytest.fixture
async def delivering(server: Server, place: Deployment) -> AsyncIterator[PlainsightClient]:
    """The same, which delivers updates, too."""
    place.delivers = True
    async with server.connect(place.client()) as connected:
        await place.set_up(connected)
        yield connected
