"""/unfollow: hear no more about a town."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.following import towns
from bot.options import TOWN, TOWN_HELP, said, suggest_towns


@app_commands.command(
    name=said("unfollow", "command.unfollow.name"),
    description=said("Hear no more about a town", "command.unfollow.description"),
)
@app_commands.rename(town=TOWN)
@app_commands.describe(town=TOWN_HELP)
@app_commands.autocomplete(town=suggest_towns)
async def unfollow(interaction: Interaction, town: app_commands.Range[str, 1, 100]) -> None:
    """Follow it no more."""
    await towns.unfollow(await interaction.client.admit(interaction), town)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(unfollow)
