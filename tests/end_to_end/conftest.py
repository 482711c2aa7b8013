"""The loopback Discord, here too."""

from __future__ import annotations

from tests.discord_server.fixtures import server

__all__ = ["server"]
