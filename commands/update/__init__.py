"""/update: what organizers post; one module here for each job."""

from __future__ import annotations

from typing import Any, TypeAlias

from discord import app_commands

from bot.client import PlainsightClient
from bot.options import said
from commands.update import edit, listing, post, retract, status

Job: TypeAlias = app_commands.Command[Any, ..., None]
JOBS: tuple[Job, ...] = (post.post, edit.edit, retract.retract, listing.listing, status.status)


def group() -> app_commands.Group:
    """The group with every job in it; Discord offers it to everybody, and the bot itself checks the organizers' role."""
    made = app_commands.Group(
        name=said("update", "command.update.name"),
        description=said("Post news for everyone who follows a town", "command.update.description"),
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )
    for job in JOBS:
        made.add_command(job)
    return made


async def setup(bot: PlainsightClient) -> None:
    """Add the commands."""
    bot.tree.add_command(group())
