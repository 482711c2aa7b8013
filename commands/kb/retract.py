"""/kb retract: a finding or statement that was wrong."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction
from bot.moderation import editing
from bot.options import said
from commands.kb import suggesting


@app_commands.command(
    name=said("retract", "command.kb.retract.name"),
    description=said(
        "Propose to take back a finding or statement; it is kept, with the reason", "command.kb.retract.description"
    ),
)
@app_commands.rename(record=said("record", "option.record.name"))
@app_commands.describe(record=said("The finding or statement: a town, a name or words of it", "option.record.description"))
@app_commands.autocomplete(record=suggesting.records)
async def retract(interaction: Interaction, record: str) -> None:
    """Open the form."""
    await editing.retract(await interaction.client.admit(interaction), record)
