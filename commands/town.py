"""/town: the record of one town."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, TOWN_HELP, languages, said, speech, suggest_towns
from knowledge.questions import Intent


@app_commands.command(
    name=said("town", "command.town.name"), description=said("What is on record about one town", "command.town.description")
)
@app_commands.rename(name=said("name", "option.name.name"), language=LANGUAGE)
@app_commands.describe(name=TOWN_HELP, language=LANGUAGE_HELP)
@app_commands.autocomplete(name=suggest_towns)
@languages
async def town(interaction: Interaction, name: str, language: str | None = None) -> None:
    """Show the town's card, or ask which town is meant."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about_town(Intent.TOWN_STATUS, name, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(town)
