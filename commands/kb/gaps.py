"""/kb gaps: what people ask most where the record has nothing."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation.missing import missing
from bot.options import said


@app_commands.command(
    name=said("gaps", "command.kb.gaps.name"),
    description=said("What is asked most where the record has nothing: counts only", "command.kb.gaps.description"),
)
async def gaps(interaction: Interaction) -> None:
    """Show the counts."""
    await missing(await interaction.client.admit(interaction))
