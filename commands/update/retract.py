"""/update retract: take an update back."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.options import said
from bot.updates import sending
from commands.update.numbers import NUMBER, NUMBER_HELP, Number


@app_commands.command(
    name=said("retract", "command.update.retract.name"),
    description=said("Take an update back everywhere it was sent", "command.update.retract.description"),
)
@app_commands.rename(number=NUMBER)
@app_commands.describe(number=NUMBER_HELP)
async def retract(interaction: Interaction, number: Number) -> None:
    """Ask first."""
    await sending.ask_to_retract(await interaction.client.admit(interaction), number)
