"""/law: what the law says today."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction, PlainsightClient
from bot.options import LANGUAGE, LANGUAGE_HELP, languages, said, speech, suggestions
from knowledge.questions import Intent, SubjectKind


async def suggest_laws(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The laws whose title or citation holds the typed letters."""
    laws = interaction.client.desk.release.base.laws
    return suggestions({law.id: f"{law.title} ({law.citation})" for law in laws.values()}, typed)


@app_commands.command(
    name=said("law", "command.law.name"), description=said("What the law says today", "command.law.description")
)
@app_commands.rename(topic=said("topic", "option.topic.name"), language=LANGUAGE)
@app_commands.describe(
    topic=said("Which law; the plate-reader law if you leave it out", "option.topic.description"), language=LANGUAGE_HELP
)
@app_commands.autocomplete(topic=suggest_laws)
@languages
async def law(interaction: Interaction, topic: str | None = None, language: str | None = None) -> None:
    """Explain one law, or the law that every town's answer rests on."""
    bot = interaction.client
    await bot.answer(interaction, bot.desk.about_subject(Intent.LAW, SubjectKind.LAW, topic, speech(interaction, language)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(law)
