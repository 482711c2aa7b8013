"""Servers that sent the bot away while it was not looking: found once Discord has named all in which it is, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import structlog

from bot.errors import PlainsightError
from bot.store import feeds, servers

if TYPE_CHECKING:
    from bot.moderation.office import Office

UNKNOWN_GUILD = 10004
log = structlog.get_logger()


async def look(client: discord.AutoShardedClient, office: Office) -> None:
    """Keep nothing of a server of our shards that Discord did not name at the start, and says we are not in when it is asked.

    A server that is merely out of reach is named all the same; one of another process's shards is left to that one.
    """
    try:
        known = {server.id for server in await servers.everyone(office.store)} | await feeds.servers(office.store)
        for server in sorted(known):
            if _is_ours(client, server) and client.get_guild(server) is None and await _is_gone(client, server):
                log.info("a server is forgotten that the bot was sent away from")
                await office.leave(server)
    except (PlainsightError, discord.HTTPException, OSError) as error:
        log.warning("servers that the bot has left were not looked for", error=type(error).__name__)


def _is_ours(client: discord.AutoShardedClient, server: int) -> bool:
    return bool(client.shard_count) and (server >> 22) % (client.shard_count or 1) in client.shards


async def _is_gone(client: discord.AutoShardedClient, server: int) -> bool:
    try:
        await client.fetch_guild(server, with_counts=False)
    except discord.NotFound as error:
        return error.code == UNKNOWN_GUILD
    return False
