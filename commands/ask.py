"""/ask: a question in a person's own words."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said, speech


@app_commands.command(
    name=said("ask", "command.ask.name"),
    description=said("Ask anything about police data sharing, in your own words", "command.ask.description"),
)
@app_commands.rename(question=said("question", "option.question.name"), language=LANGUAGE)
@app_commands.describe(question=said("Your question; it is not kept", "option.question.description"), language=LANGUAGE_HELP)
@languages
async def ask(interaction: Interaction, question: str, language: str | None = None) -> None:
    """Answer what is asked."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.understand(question, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(ask)
