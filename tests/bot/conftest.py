"""Fixtures of the bot's tests."""

from __future__ import annotations

import pytest
import simcord

from bot.client import PlainsightClient
from tests.bot import desks, simulated
from tests.bot.simulated import Scene
from tests.bot.store.conftest import filed, shaped, store

__all__ = ["filed", "scene", "shaped", "simcord_bot", "store"]


@pytest.fixture
def simcord_bot() -> PlainsightClient:
    """The bot that simcord connects."""
    return desks.sharded_client()


@pytest.fixture
def scene(simcord_env: simcord.Env) -> Scene:
    """A simulated Discord with our bot in it."""
    return simulated.scene(simcord_env)
