"""/explain: what a word means."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said, speech, suggestions
from knowledge.questions import Intent, SubjectKind


async def suggest_terms(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The words of the glossary, by any of their names."""
    terms = interaction.client.desk.release.base.terms
    return suggestions({term.id: ", ".join((term.term, *term.also_called)) for term in terms.values()}, typed)


@app_commands.command(
    name=said("explain", "command.explain.name"), description=said("What a word means", "command.explain.description")
)
@app_commands.rename(term=said("term", "option.term.name"), language=LANGUAGE)
@app_commands.describe(term=said("The word to explain", "option.term.description"), language=LANGUAGE_HELP)
@app_commands.autocomplete(term=suggest_terms)
@languages
async def explain(interaction: Interaction, term: str, language: str | None = None) -> None:
    """Explain the word."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about_subject(Intent.EXPLAIN, SubjectKind.TERM, term, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(explain)
