"""/kb change-status: where a finding stands now."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import editing
from bot.options import said
from commands.kb import suggesting


@app_commands.command(
    name=said("change-status", "command.kb.change_status.name"),
    description=said(
        "Propose another status for a finding, with the source that shows it", "command.kb.change_status.description"
    ),
)
@app_commands.rename(finding=said("finding", "option.finding.name"))
@app_commands.describe(finding=said("The finding: a town, an agency or words of it", "option.finding.description"))
@app_commands.autocomplete(finding=suggesting.findings)
async def change_status(interaction: Interaction, finding: str) -> None:
    """Open the form."""
    await editing.change_status(await interaction.client.admit(interaction), finding)
