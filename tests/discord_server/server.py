"""The loopback Discord: started, connected to by the real client, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import discord
from aiohttp import web

from tests.discord_server import contract, world
from tests.discord_server.calls import API, Call
from tests.discord_server.changes import Changes
from tests.discord_server.faults import Fault
from tests.discord_server.gateway import Gateway
from tests.discord_server.hub import Breach, Hub
from tests.discord_server.people import People
from tests.discord_server.redirect import pointed_at
from tests.discord_server.rest import Rest
from tests.discord_server.throttle import Throttle
from tests.discord_server.world import JSON, TOKEN

C = TypeVar("C", bound=discord.Client)
GUILDS_ARRIVE_WITHIN = 0.1
STARTED_WITHIN = 15.0


class Server(People):
    """Discord on 127.0.0.1, at a port of its own, as an async context manager.

    While it runs, discord.py in this process speaks to it and not to Discord; `description` overrides where Discord's OpenAPI
    description is looked for, `throttle` keeps the bot to Discord's limits of speed. `breaches` lists what the bot did that
    Discord would have refused.
    """

    def __init__(
        self,
        *,
        privileged: bool = False,
        shards: int = 1,
        heartbeat: float = 41.25,
        description: Path | None = None,
        throttle: Throttle | None = None,
    ) -> None:
        changes = Changes()
        self.gateway = Gateway(changes, privileged=privileged, shards=shards, heartbeat=heartbeat)
        path = description or contract.description_path()
        super().__init__(Hub(self.gateway, changes, contract.load(path) if path else None, throttle=throttle))
        self.api = ""
        self._left = contextlib.AsyncExitStack()

    @property
    def calls(self) -> list[Call]:
        """Every HTTP request of the bot, oldest first."""
        return self.hub.calls

    @property
    def breaches(self) -> list[Breach]:
        """Every mistake of the bot, oldest first."""
        return self.hub.breaches

    @property
    def commands(self) -> list[JSON]:
        """The global commands that are registered."""
        return self.hub.commands.get(None, [])

    def calls_to(self, method: str, route: str) -> list[Call]:
        """The requests to one of Discord's route templates, such as POST /channels/{channel_id}/messages."""
        return [call for call in self.calls if (call.method, call.route) == (method, route)]

    def fail(self, method: str, route: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` requests to this route template meet the fault."""
        self.hub.faults.order(method, route, fault, times)

    async def add_to(self, guild_id: int) -> None:
        """Somebody adds the bot to another server while it is connected."""
        await self.gateway.dispatch("GUILD_CREATE", world.guild_create(guild_id))

    def assert_no_breaches(self) -> None:
        """Raise AssertionError that lists every mistake of the bot, if it made any."""
        if self.breaches:
            raise AssertionError("\n".join(map(str, self.breaches)))

    async def __aenter__(self) -> Self:
        runner = web.AppRunner(Rest(self.hub).application(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        self._left.push_async_callback(runner.cleanup)
        self._left.push_async_callback(self.gateway.close)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        self.api, self.gateway.url = f"http://{host}:{port}{API}", f"ws://{host}:{port}/gateway/"
        self._left.enter_context(pointed_at(self.api, self.gateway.url))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._left.aclose()

    @contextlib.asynccontextmanager
    async def connect(self, client: C) -> AsyncIterator[C]:
        """Log the real client in, yield it when it is ready, close it afterwards; what ends its run early is raised here."""
        # discord.py waits so long after the last server before it is ready: two seconds unless told otherwise
        client._connection.guild_ready_timeout = GUILDS_ARRIVE_WITHIN
        run = asyncio.create_task(client.start(TOKEN), name="discord client")
        try:
            await self._until_ready(client, run)
            yield client
        finally:
            await client.close()
            if not run.done():
                await asyncio.wait([run], timeout=STARTED_WITHIN)
        await run

    async def _until_ready(self, client: discord.Client, run: asyncio.Task[None]) -> None:
        async with asyncio.timeout(STARTED_WITHIN):
            while not run.done() and not client.is_ready():
                await asyncio.wait([run], timeout=0.01)
        if run.done():
            await run
            raise AssertionError("the client left before it was ready")

    def environment(self) -> dict[str, str]:
        """Environment for a bot in a process of its own, to be run under tests.discord_server.redirect."""
        return {**os.environ, "DISCORD_TOKEN": TOKEN}

    def redirected(self, module: str, *arguments: str) -> list[str]:
        """Arguments for the Python interpreter that run a module in a process of its own against this server."""
        return ["-m", "tests.discord_server.redirect", self.api, self.gateway.url, module, *arguments]
