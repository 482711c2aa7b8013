"""/about: what the bot is, who runs it, what it keeps."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said, speech
from knowledge.questions import Intent


@app_commands.command(
    name=said("about", "command.about.name"),
    description=said("What this bot is, and what it keeps about you", "command.about.description"),
)
@app_commands.rename(language=LANGUAGE)
@app_commands.describe(language=LANGUAGE_HELP)
@languages
async def about(interaction: Interaction, language: str | None = None) -> None:
    """Introduce the bot."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about(Intent.ABOUT, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(about)
