"""/kb add-finding: what somebody reports about an agency."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction
from bot.moderation import editing
from bot.moderation.editing import Options
from bot.moderation.entries import RECIPIENTS
from bot.options import TOWN, said
from commands.kb import suggesting
from commands.kb.confidence import CONFIDENCE, CONFIDENCE_HELP, confidences
from knowledge.records import Confidence


@app_commands.command(
    name=said("add-finding", "command.kb.add_finding.name"),
    description=said("Propose a finding: what somebody reports about an agency", "command.kb.add_finding.description"),
)
@app_commands.rename(
    agency=said("agency", "option.agency.name"),
    town=TOWN,
    reported=said("reported", "option.reported.name"),
    recipient=said("recipient", "option.recipient.name"),
    confidence=CONFIDENCE,
)
@app_commands.describe(
    agency=said("The agency that it is about", "option.agency.description"),
    town=said("The town, if it is not about every town of the agency", "option.record_town.description"),
    reported=said("When it was made public: YYYY, YYYY-MM or YYYY-MM-DD", "option.reported.description"),
    recipient=said("Who received what was shared, if the source names them", "option.recipient.description"),
    confidence=CONFIDENCE_HELP,
)
@app_commands.autocomplete(agency=suggesting.agencies, town=suggesting.towns)
@confidences
@app_commands.choices(
    recipient=[Choice(name=said(name, f"choice.recipient.{code}"), value=code) for code, name in RECIPIENTS.items()]
)
async def add_finding(
    interaction: Interaction,
    agency: str,
    *,
    town: str = "",
    reported: str = "",
    recipient: str = "",
    confidence: str = Confidence.MEDIUM,
) -> None:
    """Open the form."""
    visit = await interaction.client.admit(interaction)
    options = Options(record=agency, town=town, date=reported, confidence=confidence, recipient=recipient)
    await editing.add_finding(visit, options)
