"""`plainsight preview`: the real bot in a page that looks like Discord, on this machine alone, without an account.

simcord plays Discord's part in memory and serves the page on loopback; nothing leaves the machine and nothing is kept.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import discord
import simcord

from bot import client, logs, settings
from bot.client import PlainsightClient
from bot.settings import LogFormat, LogLevel

SERVER, CHANNEL = "Our neighborhood", "questions"
PEOPLE = ("Alma", "Ben")
NAME = "Plainsight"
WIDTH, HEIGHT = 420, 860


class Neighbor(simcord.MemberActor):
    """A person to speak as; `@Plainsight`, typed out, is the mention that Discord's own composer would make of it."""

    async def send(
        self,
        channel: simcord.ChannelHandle,
        content: str = "",
        *,
        reply_to: discord.Message | simcord.ResponseMessage | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> discord.Message:
        """Post a message."""
        bot = self._env.bot.user
        typed = content.replace(f"@{NAME}", bot.mention) if bot else content
        return await super().send(channel, typed, reply_to=reply_to, attachments=attachments)


def preview(*, port: int | None, browser: bool) -> int:
    """Serve the page until Ctrl-C, or until it is ended there."""
    logs.configure(LogFormat.CONSOLE, LogLevel.ERROR)
    try:
        asyncio.run(_serve(port, browser=browser))
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    return 0


async def _serve(port: int | None, *, browser: bool) -> None:
    async with opened(client.build(settings.load()), port) as page:
        sys.stdout.write(
            f"Plainsight answers at {page.url}\n"
            f"Type / for its commands, or @{NAME} and a question. Speak as {' or '.join(PEOPLE)}. Ctrl-C leaves.\n"
        )
        sys.stdout.flush()
        if browser:
            await asyncio.to_thread(webbrowser.open, page.url)
        await page.wait_closed()


@asynccontextmanager
async def opened(bot: PlainsightClient, port: int | None = None) -> AsyncIterator[simcord.Preview]:
    """The page, open: a server with one channel, two people and the bot, which has been greeted."""
    async with simcord.run(bot, shard_count=1, check_errors=False) as env:
        await env.advance_time((dt.datetime.now(dt.UTC) - env.now()).total_seconds())
        guild = env.create_guild(SERVER)
        channel = guild.create_text_channel(CHANNEL)
        server = bot.get_guild(guild.id)
        if server:
            await server.me.edit(nick=NAME)
        people = [_neighbor(env, guild, name) for name in PEOPLE]
        await people[1].send(channel, f"@{NAME} hello")
        async with env.preview(channel, viewers=people, layout="channel", width=WIDTH, height=HEIGHT, port=port) as page:
            yield page


def _neighbor(env: simcord.Env, guild: simcord.GuildHandle, name: str) -> Neighbor:
    user = env.create_user(name.lower(), global_name=name)
    guild.add_member(user)
    return Neighbor(env, guild, user)
