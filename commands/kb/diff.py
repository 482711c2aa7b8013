"""/kb diff: what differs between two releases."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction
from bot.moderation import remembering, versions
from bot.options import said


async def suggest(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The releases to compare, for whoever may."""
    bot = interaction.client
    return await versions.suggest(bot.office, typed) if await bot.allows(interaction) else []


@app_commands.command(
    name=said("diff", "command.kb.diff.name"),
    description=said("What differs between two releases", "command.kb.diff.description"),
)
@app_commands.rename(before=said("before", "option.before.name"), after=said("after", "option.after.name"))
@app_commands.describe(
    before=said("The older release", "option.before.description"), after=said("The newer release", "option.after.description")
)
@app_commands.autocomplete(before=suggest, after=suggest)
async def diff(interaction: Interaction, before: app_commands.Range[str, 1, 64], after: app_commands.Range[str, 1, 64]) -> None:
    """Show what differs."""
    await remembering.difference(await interaction.client.admit(interaction), before, after)
