"""/kb stale: what is past its review-by date."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import ageing
from bot.options import said


@app_commands.command(
    name=said("stale", "command.kb.stale.name"),
    description=said("What is past its review-by date, by town", "command.kb.stale.description"),
)
async def stale(interaction: Interaction) -> None:
    """List what is due."""
    await ageing.stale(await interaction.client.admit(interaction))
