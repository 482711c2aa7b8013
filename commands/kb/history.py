"""/kb history: which release was published when."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import remembering
from bot.options import said


@app_commands.command(
    name=said("history", "command.kb.history.name"),
    description=said("Which release was published when, by whom and why", "command.kb.history.description"),
)
async def history(interaction: Interaction) -> None:
    """List the publications."""
    await remembering.history(await interaction.client.admit(interaction))
