"""/kb: a moderator's work on the record; one module here for each job."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import PlainsightClient
from bot.options import Job, group_of, said
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
    """The group with every job in it; Discord offers it to who may manage messages."""
    return group_of(
        said("kb", "command.kb.name"),
        said("Keep the record right", "command.kb.description"),
        JOBS,
        discord.Permissions(manage_messages=True),
    )


async def setup(bot: PlainsightClient) -> None:
    """Add the commands."""
    bot.tree.add_command(group())
