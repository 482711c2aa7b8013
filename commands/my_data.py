"""/my-data: everything that is kept about somebody: to be seen, taken away, deleted."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.following import holding
from bot.options import said


@app_commands.command(
    name=said("my-data", "command.my_data.name"),
    description=said("See, take away or delete all that is kept about you", "command.my_data.description"),
)
async def my_data(interaction: Interaction) -> None:
    """Show it."""
    await holding.show(await interaction.client.admit(interaction))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(my_data)
