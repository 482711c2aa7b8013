"""/kb rollback: publish an earlier release again."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction
from bot.moderation import going_back, versions
from bot.options import said


async def suggest(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The releases to go back to, for whoever may."""
    bot = interaction.client
    return await versions.suggest(bot.office, typed) if await bot.allows(interaction) else []


@app_commands.command(
    name=said("rollback", "command.kb.rollback.name"),
    description=said("Publish an earlier release again", "command.kb.rollback.description"),
)
@app_commands.rename(version=said("version", "option.version.name"))
@app_commands.describe(version=said("The release to go back to", "option.version.description"))
@app_commands.autocomplete(version=suggest)
async def rollback(interaction: Interaction, version: app_commands.Range[str, 1, 64]) -> None:
    """Ask before going back to it."""
    await going_back.ask(await interaction.client.admit(interaction), version)
