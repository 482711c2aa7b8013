"""/legislators: who represents a town, and every way to reach them."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, TOWN, TOWN_HELP, languages, said, speech, suggest_towns
from knowledge.questions import Intent


@app_commands.command(
    name=said("legislators", "command.legislators.name"),
    description=said("Who represents a town, and how to reach them", "command.legislators.description"),
)
@app_commands.rename(town=TOWN, language=LANGUAGE)
@app_commands.describe(town=TOWN_HELP, language=LANGUAGE_HELP)
@app_commands.autocomplete(town=suggest_towns)
@languages
async def legislators(interaction: Interaction, town: str, language: str | None = None) -> None:
    """Show the legislators of the town, or ask which town is meant."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about_town(Intent.LEGISLATORS, town, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(legislators)
