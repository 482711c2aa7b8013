"""/records-request: ask the police of a town for their records, and appeal when they refuse or say nothing."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, TOWN, TOWN_HELP, languages, said, speech, suggest_towns
from knowledge.letters.types import Kind
from knowledge.questions import Intent


@app_commands.command(
    name=said("records-request", "command.records_request.name"),
    description=said("Ask the police of a town for their records, or appeal", "command.records_request.description"),
)
@app_commands.rename(
    town=TOWN, sent=said("sent", "option.sent.name"), refused=said("refused", "option.refused.name"), language=LANGUAGE
)
@app_commands.describe(
    town=TOWN_HELP,
    sent=said("The day you sent the request, year-month-day: gives the appeal and its days", "option.sent.description"),
    refused=said("The day they refused in writing, if they did, year-month-day", "option.refused.description"),
    language=LANGUAGE_HELP,
)
@app_commands.autocomplete(town=suggest_towns)
@languages
async def records_request(
    interaction: Interaction, town: str, sent: str | None = None, refused: str | None = None, language: str | None = None
) -> None:
    """Write the request; with the day on which it was sent, the appeal and its days."""
    from bot.writing import visits  # with the letters, that most people never ask for

    asked = interaction.client.desk.about_town(Intent.TAKE_ACTION, town, speech(interaction, language))
    await visits.answer(interaction, asked, Kind.REQUEST, (sent or "", refused or "") if sent or refused else None)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(records_request)
