"""/sources: where the answers come from."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, TOWN, TOWN_HELP, languages, said, speech, suggest_towns
from knowledge.questions import Intent


@app_commands.command(
    name=said("sources", "command.sources.name"),
    description=said("Where the answers come from", "command.sources.description"),
)
@app_commands.rename(town=TOWN, language=LANGUAGE)
@app_commands.describe(town=TOWN_HELP, language=LANGUAGE_HELP)
@app_commands.autocomplete(town=suggest_towns)
@languages
async def sources(interaction: Interaction, town: str | None = None, language: str | None = None) -> None:
    """List the sources of one town's record, or those that the whole record rests on."""
    bot, spoken = interaction.client, speech(interaction, language)
    asked = bot.desk.about_town(Intent.SOURCES, town, spoken) if town else bot.desk.about(Intent.SOURCES, spoken)
    await bot.answer(interaction, asked)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(sources)
