"""The option that asks how sure the curators are."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

from bot.options import said
from knowledge.records import Confidence

CONFIDENCE = said("confidence", "option.confidence.name")
CONFIDENCE_HELP = said("How sure we are; “low” is kept as a lead and never shown", "option.confidence.description")
confidences = app_commands.choices(
    confidence=[
        Choice(name=said("high: the source itself was read", "option.confidence.high"), value=Confidence.HIGH.value),
        Choice(name=said("medium: a trusted report of it", "option.confidence.medium"), value=Confidence.MEDIUM.value),
        Choice(name=said("low: a lead, not shown to the public", "option.confidence.low"), value=Confidence.LOW.value),
    ]
)
