"""/setup: who moderates, who organizes, where moderators are told, and the language spoken, in this server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.client import Interaction, PlainsightClient
from bot.moderation import setting_up
from bot.options import LANGUAGE, languages, said, suggestions
from bot.updates.zones import names


async def zones(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The time zones whose name holds the typed letters, for whoever may choose one."""
    if not await interaction.client.allows(interaction):
        return []
    return suggestions({name: name for name in names()}, typed.replace(" ", "_"))


@app_commands.command(
    name=said("setup", "command.setup.name"),
    description=said("Choose who moderates the record, and where they are told", "command.setup.description"),
)
@app_commands.rename(
    moderators=said("moderators", "option.moderators.name"),
    organizers=said("organizers", "option.organizers.name"),
    channel=said("alerts", "option.alerts.name"),
    language=LANGUAGE,
    time_zone=said("time-zone", "option.time_zone.name"),
    reset=said("reset", "option.reset.name"),
)
@app_commands.describe(
    moderators=said("The role whose members keep the record right", "option.moderators.description"),
    organizers=said("The role whose members post updates", "option.organizers.description"),
    channel=said("The channel where moderators are told; best one that only they read", "option.alerts.description"),
    language=said("The language I speak where a person has chosen none", "option.server_language.description"),
    time_zone=said("The time zone in which organizers type times", "option.time_zone.description"),
    reset=said("Forget what was chosen before", "option.reset.description"),
)
@app_commands.autocomplete(time_zone=zones)
@languages
@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
async def set_up(
    interaction: Interaction,
    *,
    moderators: discord.Role | None = None,
    organizers: discord.Role | None = None,
    channel: discord.TextChannel | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    reset: bool = False,
) -> None:
    """Keep what is chosen, and show it."""
    visit = await interaction.client.admit(interaction)
    await setting_up.set_up(visit, moderators, organizers, channel, language=language, time_zone=time_zone, reset=reset)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(set_up)
