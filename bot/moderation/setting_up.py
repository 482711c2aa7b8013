"""Setting a server up: who moderates, who organizes, where moderators are told, which language is spoken."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.errors import DeclinedError
from bot.moderation.cards import setup as cards
from bot.moderation.visit import Visit
from bot.store import audit, servers
from bot.store.servers import Server
from bot.updates.zones import is_zone


async def set_up(
    visit: Visit,
    moderators: discord.Role | None = None,
    organizers: discord.Role | None = None,
    channel: discord.TextChannel | None = None,
    *,
    language: str | None = None,
    time_zone: str | None = None,
    reset: bool = False,
) -> None:
    """Keep what is chosen, leave the rest as it is (or, with `reset`, take it away first), and show it back.

    Raises DeclinedError for the role that everybody has, and for a time zone that there is not.
    """
    office, guild = visit.office, visit.interaction.guild
    if guild is None or any(role is not None and role.is_default() for role in (moderators, organizers)):
        raise DeclinedError("moderation.setup.everyone")
    if time_zone and not is_zone(time_zone):
        raise DeclinedError("update.setup.zone.unknown")
    before = await servers.find(office.store, guild.id)
    after = Server(guild.id) if reset else before
    after = replace(
        after,
        moderator_role=moderators.id if moderators else after.moderator_role,
        organizer_role=organizers.id if organizers else after.organizer_role,
        moderators_channel=channel.id if channel else after.moderators_channel,
        language=language or after.language,
        time_zone=time_zone or after.time_zone,
    )
    if after != before:
        now = office.now()
        await servers.keep(office.store, after, now, audit.Entry(now, visit.who, "setup", f"server:{guild.id}"))
        office.desk.languages.keep_server(guild.id, after.language)
    shown = cards.Setup(
        after,
        home=after.id == office.home,
        changed=after != before,
        hidden=_hidden(guild, after),
        mute=_mute(guild, after),
    )
    await visit.answer(cards.render(shown, visit.words))


def _hidden(guild: discord.Guild, server: Server) -> bool:
    """Whether Discord hides /kb from the moderators, for their role lacks the permission that it asks for by default."""
    role = guild.get_role(server.moderator_role) if server.moderator_role else None
    return role is not None and not (role.permissions.manage_messages or role.permissions.administrator)


def _mute(guild: discord.Guild, server: Server) -> bool:
    """Whether we may not speak in the moderators' channel."""
    channel = guild.get_channel(server.moderators_channel) if server.moderators_channel else None
    if channel is None:
        return False
    ours = channel.permissions_for(guild.me)
    return not (ours.view_channel and ours.send_messages)
