"""The fixtures for the tests of this folder, also where they run without the rest."""

from __future__ import annotations

from tests.discord_server.fixtures import discord_contract, lenient_server, server

__all__ = ["discord_contract", "lenient_server", "server"]
