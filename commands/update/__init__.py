"""/update: what organizers post; one module here for each job."""

from __future__ import annotations

from discord import app_commands

from bot.client import PlainsightClient
from bot.options import Job, group_of, said
from commands.update import edit, listing, post, retract, status

JOBS: tuple[Job, ...] = (post.post, edit.edit, retract.retract, listing.listing, status.status)


def group() -> app_commands.Group:
    """The group with every job in it; Discord offers it to everybody."""
    return group_of(
        said("update", "command.update.name"),
        said("Post news for everyone who follows a town", "command.update.description"),
        JOBS,
    )


async def setup(bot: PlainsightClient) -> None:
    """Add the commands."""
    bot.tree.add_command(group())
