"""/help-now: the help lines, at once."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said, speech
from knowledge.questions import Intent


@app_commands.command(
    name=said("help-now", "command.help_now.name"),
    description=said("Help lines for an emergency with immigration agents", "command.help_now.description"),
)
@app_commands.rename(language=LANGUAGE)
@app_commands.describe(language=LANGUAGE_HELP)
@languages
async def help_now(interaction: Interaction, language: str | None = None) -> None:
    """Show whom to call."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about(Intent.URGENT_HELP, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(help_now)
