"""/kb audit: who did what, and when."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import remembering
from bot.options import said


@app_commands.command(
    name=said("audit", "command.kb.audit.name"),
    description=said("Who did what, and when", "command.kb.audit.description"),
)
async def audit(interaction: Interaction) -> None:
    """List the audit."""
    await remembering.trail(await interaction.client.admit(interaction))
