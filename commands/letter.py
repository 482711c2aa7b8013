"""/letter: a letter or a script for the phone about a town, to copy and to send oneself."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, TOWN, TOWN_HELP, languages, said, speech, suggest_towns
from knowledge.letters.types import Kind
from knowledge.questions import Intent

TO = {
    Kind.LEGISLATORS: said("all legislators", "option.to.legislators"),
    Kind.UPPER: said("the State Senate", "option.to.upper"),
    Kind.LOWER: said("the House of Representatives", "option.to.lower"),
    Kind.POLICE: said("the police", "option.to.police"),
    Kind.OVERSIGHT: said("those who oversee the police", "option.to.oversight"),
    Kind.CALL: said("on the phone: what to say", "option.to.call"),
}
choices = [Choice(name=name, value=str(kind)) for kind, name in TO.items()]


@app_commands.command(
    name=said("letter", "command.letter.name"),
    description=said("A letter or call script about your town, to copy and send", "command.letter.description"),
)
@app_commands.rename(town=TOWN, to=said("to", "option.to.name"), language=LANGUAGE)
@app_commands.describe(
    town=TOWN_HELP,
    to=said("Whom to write to; all legislators of the town if you leave it out", "option.to.description"),
    language=LANGUAGE_HELP,
)
@app_commands.autocomplete(town=suggest_towns)
@languages
@app_commands.choices(to=choices)  # first, for discord.py adds what comes later to it, and `languages` is shared
async def letter(interaction: Interaction, town: str, to: str | None = None, language: str | None = None) -> None:
    """Write the letter, or ask which town is meant."""
    from bot.writing import visits  # with the letters, that most people never ask for

    asked = interaction.client.desk.about_town(Intent.TAKE_ACTION, town, speech(interaction, language))
    await visits.answer(interaction, asked, Kind(to or Kind.LEGISLATORS))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(letter)
