"""/feed: the channels of a server that get updates."""

from __future__ import annotations

from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel

from bot.client import Interaction, PlainsightClient
from bot.following import feeding
from bot.options import Job, group_of, said, suggest_several_towns

CHANNEL = said("channel", "option.feed_channel.name")
CHANNEL_HELP = said("The channel", "option.feed_channel.description")


class AChannel(app_commands.Transformer):
    """A channel where people write, as Discord names it: who may not use the command is told so before it is looked up."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Those of text alone."""
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(self, _interaction: discord.Interaction[Any], value: Any, /) -> AppCommandChannel:
        """It as Discord sent it."""
        found: AppCommandChannel = value
        return found


Picked: TypeAlias = app_commands.Transform[AppCommandChannel, AChannel]


@app_commands.command(
    name=said("add", "command.feed.add.name"),
    description=said("Have a channel get updates, for some towns or all", "command.feed.add.description"),
)
@app_commands.rename(channel=CHANNEL, towns=said("towns", "option.feed_towns.name"))
@app_commands.describe(
    channel=CHANNEL_HELP, towns=said("Towns with commas between them; empty: all", "option.feed_towns.description")
)
@app_commands.autocomplete(towns=suggest_several_towns)
async def add(interaction: Interaction, channel: Picked, towns: app_commands.Range[str, 0, 500] = "") -> None:
    """Keep it."""
    await feeding.add(await interaction.client.admit(interaction), channel.id, towns)


@app_commands.command(
    name=said("remove", "command.feed.remove.name"),
    description=said("Have a channel get no more updates", "command.feed.remove.description"),
)
@app_commands.rename(channel=CHANNEL)
@app_commands.describe(channel=CHANNEL_HELP)
async def remove(interaction: Interaction, channel: Picked) -> None:
    """Keep it no longer."""
    await feeding.remove(await interaction.client.admit(interaction), channel.id)


@app_commands.command(
    name=said("list", "command.feed.list.name"),
    description=said("The channels that get updates", "command.feed.list.description"),
)
async def listing(interaction: Interaction) -> None:
    """List them."""
    await feeding.listed(await interaction.client.admit(interaction))


JOBS: tuple[Job, ...] = (add, remove, listing)


def group() -> app_commands.Group:
    """The group with every job in it; Discord offers it to who manages the server."""
    return group_of(
        said("feed", "command.feed.name"),
        said("Choose the channels that get updates", "command.feed.description"),
        JOBS,
        discord.Permissions(manage_guild=True),
    )


async def setup(bot: PlainsightClient) -> None:
    """Add the commands."""
    bot.tree.add_command(group())
