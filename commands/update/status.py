"""/update status: how far an update has come."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.options import said
from bot.updates import sending
from commands.update.numbers import NUMBER, NUMBER_HELP, Number


@app_commands.command(
    name=said("status", "command.update.status.name"),
    description=said("How many people and channels an update has reached", "command.update.status.description"),
)
@app_commands.rename(number=NUMBER)
@app_commands.describe(number=NUMBER_HELP)
async def status(interaction: Interaction, number: Number) -> None:
    """Show it, and go on showing it."""
    await sending.status(await interaction.client.admit(interaction), number)
