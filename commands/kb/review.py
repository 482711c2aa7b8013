"""/kb review: what waits for another moderator."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import proposing
from bot.options import said


@app_commands.command(
    name=said("review", "command.kb.review.name"),
    description=said("Proposed changes that wait for another moderator, the oldest first", "command.kb.review.description"),
)
async def review(interaction: Interaction) -> None:
    """List what waits."""
    await proposing.review(await interaction.client.admit(interaction))
