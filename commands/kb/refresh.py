"""/kb refresh: fetch the pack again, and look at what it would change."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import refreshing
from bot.options import said


@app_commands.command(
    name=said("refresh", "command.kb.refresh.name"),
    description=said("Fetch the record anew, and look at what would change", "command.kb.refresh.description"),
)
async def refresh(interaction: Interaction) -> None:
    """Show what a refresh would change."""
    await refreshing.refresh(await interaction.client.admit(interaction))
