"""/update edit: other words for an update, also where it was delivered."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.options import said
from bot.updates import drafting
from commands.update.numbers import NUMBER, NUMBER_HELP, Number


@app_commands.command(
    name=said("edit", "command.update.edit.name"),
    description=said("Change an update; messages already sent change too", "command.update.edit.description"),
)
@app_commands.rename(number=NUMBER)
@app_commands.describe(number=NUMBER_HELP)
async def edit(interaction: Interaction, number: Number) -> None:
    """Open the form with its words."""
    await drafting.edit(await interaction.client.admit(interaction), number)
