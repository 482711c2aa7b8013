"""/kb add-statement: what an official, a company or an advocate said."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import editing
from bot.moderation.editing import Options
from bot.options import TOWN, said
from commands.kb import suggesting
from commands.kb.confidence import CONFIDENCE, CONFIDENCE_HELP, confidences
from knowledge.records import Confidence


@app_commands.command(
    name=said("add-statement", "command.kb.add_statement.name"),
    description=said(
        "Propose a statement: what an official, a company or an advocate said", "command.kb.add_statement.description"
    ),
)
@app_commands.rename(
    speaker=said("speaker", "option.speaker.name"),
    role=said("role", "option.role.name"),
    organisation=said("organization", "option.organisation.name"),
    date=said("date", "option.date.name"),
    town=TOWN,
    finding=said("answers", "option.answers.name"),
    confidence=CONFIDENCE,
)
@app_commands.describe(
    speaker=said("Who said it", "option.speaker.description"),
    role=said("Their role, such as “Mayor”", "option.role.description"),
    organisation=said("Whom they speak for", "option.organisation.description"),
    date=said("When it was said: YYYY, YYYY-MM or YYYY-MM-DD", "option.date.description"),
    town=said("The town, if it is not about every town of the finding", "option.statement_town.description"),
    finding=said("The finding that it answers", "option.answers.description"),
    confidence=CONFIDENCE_HELP,
)
@app_commands.autocomplete(town=suggesting.towns, finding=suggesting.findings)
@confidences
async def add_statement(
    interaction: Interaction,
    speaker: str,
    role: str,
    *,
    organisation: str = "",
    date: str = "",
    town: str = "",
    finding: str = "",
    confidence: str = Confidence.MEDIUM,
) -> None:
    """Open the form."""
    visit = await interaction.client.admit(interaction)
    who = "; ".join(filter(None, (speaker, role, organisation)))
    await editing.add_statement(visit, Options(record=finding, town=town, date=date, confidence=confidence), who)
