"""/kb: a moderator's work on the record; one module here for each job."""

from __future__ import annotations

from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.client import PlainsightClient
from bot.options import said
from commands.kb import (
    add_finding,
    add_statement,
    audit,
    change_status,
    corrections,
    diff,
    gaps,
    history,
    links,
    organizers,
    refresh,
    retract,
    review,
    rollback,
    stale,
    status,
)

Job: TypeAlias = app_commands.Command[Any, ..., None]
JOBS: tuple[Job, ...] = (
    status.status,
    refresh.refresh,
    history.history,
    rollback.rollback,
    diff.diff,
    stale.stale,
    audit.audit,
    corrections.corrections,
    gaps.gaps,
    links.links,
    organizers.organizers,
    add_finding.add_finding,
    add_statement.add_statement,
    change_status.change_status,
    retract.retract,
    review.review,
)


def group() -> app_commands.Group:
    """The group with every job in it; Discord offers it to who may manage messages, and the bot itself checks the role."""
    made = app_commands.Group(
        name=said("kb", "command.kb.name"),
        description=said("Keep the record right", "command.kb.description"),
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        default_permissions=discord.Permissions(manage_messages=True),
    )
    for job in JOBS:
        made.add_command(job)
    return made


async def setup(bot: PlainsightClient) -> None:
    """Add the commands."""
    bot.tree.add_command(group())
