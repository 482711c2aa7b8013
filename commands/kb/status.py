"""/kb status: how the record stands."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import looking
from bot.options import said


@app_commands.command(
    name=said("status", "command.kb.status.name"),
    description=said("Which version of the record is live, and how the last refresh went", "command.kb.status.description"),
)
async def status(interaction: Interaction) -> None:
    """Show how the record stands."""
    await looking.status(await interaction.client.admit(interaction))
