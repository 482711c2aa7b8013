"""/map: the towns by record, as a picture."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice

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
    suggestions,
)
from knowledge.maps.legend import Style
from knowledge.maps.sheet import Area, Scale
from knowledge.questions import Intent


async def suggest_regions(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The planning regions whose names hold the typed letters."""
    regions = [area.region for area in interaction.client.desk.release.areas.values() if area.region]
    return suggestions({region: region for region in regions}, typed)


@app_commands.command(
    name=said("map", "command.map.name"), description=said("A map of what is on record, town by town", "command.map.description")
)
@app_commands.rename(town=TOWN, region=said("region", "option.region.name"), style=STYLE, language=LANGUAGE)
@app_commands.describe(
    town=TOWN_HELP,
    region=said("A planning region, to see its towns larger", "option.region.description"),
    style=STYLE_HELP,
    language=LANGUAGE_HELP,
)
@app_commands.autocomplete(town=suggest_towns, region=suggest_regions)
@styles
@languages
async def town_map(
    interaction: Interaction,
    town: str | None = None,
    region: str | None = None,
    style: str | None = None,
    language: str | None = None,
) -> None:
    """Draw the state, a region, or a town with its neighbors."""
    desk, spoken = interaction.client.desk, speech(interaction, language)
    question = desk.about_town(Intent.TOWN_STATUS, town, spoken) if town else desk.about(Intent.WHO_SHARES, spoken)
    wanted = desk.release.tokens.get(Area(Scale.REGION, region=region)) if region else None
    part = Part.MAP_DARK if style == Style.DARK else Part.MAP
    await show_part(interaction, question, part, *([wanted] if wanted else []))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(town_map)
