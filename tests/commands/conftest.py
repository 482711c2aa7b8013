"""The fixtures of the bot's tests, here too."""

from __future__ import annotations

from tests.bot.conftest import scene, simcord_bot

__all__ = ["scene", "simcord_bot"]
