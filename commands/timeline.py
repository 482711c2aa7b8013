"""/timeline: what happened when, as a picture."""

from __future__ import annotations

from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.custom_ids import Part
from bot.options import (
    LANGUAGE,
    LANGUAGE_HELP,
    STYLE,
    STYLE_HELP,
    TOWN,
    TOWN_HELP,
    languages,
    said,
    show_part,
    speech,
    styles,
    suggest_towns,
)
from knowledge.maps.legend import Style
from knowledge.questions import Intent


@app_commands.command(
    name=said("timeline", "command.timeline.name"),
    description=said("What happened when: laws, reports, answers, changes", "command.timeline.description"),
)
@app_commands.rename(town=TOWN, style=STYLE, language=LANGUAGE)
@app_commands.describe(town=TOWN_HELP, style=STYLE_HELP, language=LANGUAGE_HELP)
@app_commands.autocomplete(town=suggest_towns)
@styles
@languages
async def timeline(
    interaction: Interaction, town: str | None = None, style: str | None = None, language: str | None = None
) -> None:
    """Draw what happened about a town, or in the whole state."""
    desk, spoken = interaction.client.desk, speech(interaction, language)
    question = desk.about_town(Intent.TOWN_STATUS, town, spoken) if town else desk.about(Intent.UPDATES, spoken)
    await show_part(interaction, question, Part.TIMELINE_DARK if style == Style.DARK else Part.TIMELINE)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(timeline)
