"""/following: the towns that somebody follows, and how they are told."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.following import towns
from bot.options import said


@app_commands.command(
    name=said("following", "command.following.name"),
    description=said("The towns you follow, and how you are told", "command.following.description"),
)
async def following(interaction: Interaction) -> None:
    """Show them."""
    await towns.overview(await interaction.client.admit(interaction))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(following)
