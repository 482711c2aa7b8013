"""The channels of a server that get updates."""

from __future__ import annotations

import discord

from bot.complaints import Complaint
from bot.errors import DeclinedError
from bot.following.cards import feeds as cards
from bot.moderation.visit import Visit
from bot.store import audit, feeds
from bot.store.feeds import Feed
from bot.updates import places
from bot.updates.cards import preview
from bot.updates.places import Area

MOST = 20
"""So many feeds a server can have."""


async def add(visit: Visit, channel: int, towns: str) -> None:
    """Have a channel get updates for towns ("" for all), in the place of what it got.

    Raises DeclinedError where we may not post, or where the server has no such channel.
    """
    office, guild = visit.office, visit.interaction.guild
    there = guild.get_channel(channel) if guild else None
    ours = there.permissions_for(there.guild.me) if there else discord.Permissions.none()
    if guild is None or not (ours.view_channel and ours.send_messages):
        raise DeclinedError("feed.mute", channel=f"<#{channel}>")
    if not ours.read_message_history:  # after an outage, the courier looks there for what it may have sent already
        raise DeclinedError("feed.blind", channel=f"<#{channel}>")
    area = places.read(towns, office.desk.release) if towns else Area()
    if isinstance(area, Complaint):
        await visit.answer(preview.refused([area], None, visit.words))
        return
    known = await feeds.of_server(office.store, guild.id)
    if len(known) >= MOST and channel not in {feed.channel for feed in known}:
        raise DeclinedError("feed.many", most=MOST)
    now = office.now()
    feed = Feed(channel, guild.id, area.towns, visit.who, now)
    await feeds.add(office.store, feed, audit.Entry(now, visit.who, "feed_added", f"channel:{channel}"))
    await _show(visit, "feed.added")


async def remove(visit: Visit, channel: int) -> None:
    """Have a channel get nothing more; raises DeclinedError where it gets nothing."""
    office, feed = visit.office, await feeds.find(visit.office.store, channel)
    if feed is None or feed.server != visit.standing.server:
        raise DeclinedError("feed.none_there")
    await feeds.remove(office.store, channel, audit.Entry(office.now(), visit.who, "feed_removed", f"channel:{channel}"))
    await _show(visit, "feed.removed")


async def listed(visit: Visit) -> None:
    """Show every channel of the server that gets updates, and for which towns."""
    await _show(visit, "feed.title")


async def _show(visit: Visit, head: str) -> None:
    found = await feeds.of_server(visit.office.store, visit.standing.server or 0)
    await visit.answer(cards.render(found, head, visit.office.desk.release, visit.words))
