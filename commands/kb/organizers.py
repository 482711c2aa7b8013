"""/kb organizers: whose updates reach everyone."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.options import said
from bot.updates import trusting


@app_commands.command(
    name=said("organizers", "command.kb.organizers.name"),
    description=said("Which servers may reach followers and answers", "command.kb.organizers.description"),
)
async def organizers(interaction: Interaction) -> None:
    """List the servers that have organizers."""
    await trusting.organizers(await interaction.client.admit(interaction))
