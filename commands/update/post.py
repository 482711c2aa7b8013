"""/update post: write an update, look at it, publish it."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.options import said, suggest_several_towns
from bot.updates import drafting


@app_commands.command(
    name=said("post", "command.update.post.name"),
    description=said("Write an update, look at it, then publish it", "command.update.post.description"),
)
@app_commands.rename(towns=said("towns", "option.update_towns.name"))
@app_commands.describe(towns=said("Towns with commas between them, or “statewide”", "option.update_towns.description"))
@app_commands.autocomplete(towns=suggest_several_towns)
async def post(interaction: Interaction, towns: app_commands.Range[str, 1, 500]) -> None:
    """Open the form."""
    await drafting.post(await interaction.client.admit(interaction), towns)
