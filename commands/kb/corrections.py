"""/kb corrections: what people have reported as a mistake."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import correcting
from bot.options import said


@app_commands.command(
    name=said("corrections", "command.kb.corrections.name"),
    description=said("Reported mistakes that wait for a decision, the oldest first", "command.kb.corrections.description"),
)
async def corrections(interaction: Interaction) -> None:
    """List what waits."""
    await correcting.waiting(await interaction.client.admit(interaction))
