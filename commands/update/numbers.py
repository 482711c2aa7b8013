"""The option that names one of the server's updates."""

from __future__ import annotations

from typing import TypeAlias

from discord import app_commands

from bot.options import said

NUMBER = said("number", "option.update_number.name")
NUMBER_HELP = said("The number of the update, as /update list shows it", "option.update_number.description")
Number: TypeAlias = app_commands.Range[int, 1, 999_999_999]
