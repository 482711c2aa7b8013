"""/who-shares: every town with something on record."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said, speech
from knowledge.questions import Intent


@app_commands.command(
    name=said("who-shares", "command.who_shares.name"),
    description=said("Every town with something on record, newest first", "command.who_shares.description"),
)
@app_commands.rename(language=LANGUAGE)
@app_commands.describe(language=LANGUAGE_HELP)
@languages
async def who_shares(interaction: Interaction, language: str | None = None) -> None:
    """List the towns by record."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about(Intent.WHO_SHARES, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(who_shares)
