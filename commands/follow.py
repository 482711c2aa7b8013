"""/follow: hear of news about a town by direct message."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.following import towns
from bot.options import TOWN, TOWN_HELP, said, suggest_towns


@app_commands.command(
    name=said("follow", "command.follow.name"),
    description=said("Get a direct message when there is news about a town", "command.follow.description"),
)
@app_commands.rename(town=TOWN)
@app_commands.describe(town=TOWN_HELP)
@app_commands.autocomplete(town=suggest_towns)
async def follow(interaction: Interaction, town: app_commands.Range[str, 1, 100]) -> None:
    """Follow it, after saying what is kept."""
    await towns.follow(await interaction.client.admit(interaction), town)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(follow)
