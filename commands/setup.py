"""/setup: who moderates, who organizes, and where moderators are told, in this server."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Interaction, PlainsightClient
from bot.moderation import setting_up
from bot.options import said


@app_commands.command(
    name=said("setup", "command.setup.name"),
    description=said("Choose who moderates the record, and where they are told", "command.setup.description"),
)
@app_commands.rename(
    moderators=said("moderators", "option.moderators.name"),
    organizers=said("organizers", "option.organizers.name"),
    channel=said("alerts", "option.alerts.name"),
    reset=said("reset", "option.reset.name"),
)
@app_commands.describe(
    moderators=said("The role whose members keep the record right", "option.moderators.description"),
    organizers=said("The role whose members post updates", "option.organizers.description"),
    channel=said("The channel where moderators are told; best one that only they read", "option.alerts.description"),
    reset=said("Forget what was chosen before", "option.reset.description"),
)
@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
async def set_up(
    interaction: Interaction,
    moderators: discord.Role | None = None,
    organizers: discord.Role | None = None,
    channel: discord.TextChannel | None = None,
    reset: bool = False,
) -> None:
    """Keep what is chosen, and show it."""
    visit = await interaction.client.admit(interaction)
    await setting_up.set_up(visit, moderators, organizers, channel, reset=reset)


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(set_up)
