"""/kb links: whether the pages that the record leans on are still there."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import linking
from bot.options import said


@app_commands.command(
    name=said("links", "command.kb.links.name"),
    description=said("Which sources have gone, moved, or no longer say what is quoted", "command.kb.links.description"),
)
async def links(interaction: Interaction) -> None:
    """Show what the last check of the links came to."""
    await linking.links(await interaction.client.admit(interaction))
