"""/update list: the server's updates."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.options import said
from bot.updates import sending


@app_commands.command(
    name=said("list", "command.update.list.name"),
    description=said("The updates of this server, the newest first", "command.update.list.description"),
)
async def listing(interaction: Interaction) -> None:
    """List them."""
    await sending.listed(await interaction.client.admit(interaction))
