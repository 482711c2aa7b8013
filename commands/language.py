"""/language: the language that somebody wants to be answered in, remembered if they want."""

from __future__ import annotations

from discord import app_commands

from bot import choosing
from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said


@app_commands.command(
    name=said("language", "command.language.name"),
    description=said("Choose the language of my answers", "command.language.description"),
)
@app_commands.rename(language=LANGUAGE)
@app_commands.describe(language=LANGUAGE_HELP)
@languages
async def choose_language(interaction: Interaction, language: str | None = None) -> None:
    """Answer in the language chosen, or show what there is to choose from."""
    await choosing.ask(interaction, language)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(choose_language)
