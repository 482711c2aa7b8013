"""The HTTP side: every request recorded, struck by what the test ordered, checked, then carried out."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.discord_server import world
from tests.discord_server.calls import API, Call, read
from tests.discord_server.channel_routes import ChannelRoutes
from tests.discord_server.faults import reset
from tests.discord_server.hub import Breach, Hub, RefusedError
from tests.discord_server.interaction_routes import InteractionRoutes

Handler = Callable[[Call], Awaitable[tuple[int, Any]]]
HOOK, CHANNEL, MESSAGES = "/webhooks/{webhook_id}/{webhook_token}", "/channels/{channel_id}", "/channels/{channel_id}/messages"
COMMANDS, GUILD_COMMANDS = "/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"
MAX_REQUEST = 30 * 2**20


class Rest:
    """Discord's HTTP interface as far as a bot needs it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def application(self) -> web.Application:
        """The aiohttp application, with Discord's own route templates."""
        app = web.Application(client_max_size=MAX_REQUEST)
        for (method, route), handler in self._routes().items():
            app.router.add_route(method, API + route, self._serving(handler))
        app.router.add_get("/gateway/", self.hub.gateway.handle)
        app.router.add_route("*", "/{path:.*}", self._serving(None))
        return app

    def _routes(self) -> dict[tuple[str, str], Handler]:
        interactions, channels = InteractionRoutes(self.hub), ChannelRoutes(self.hub)
        routes: dict[tuple[str, str], Handler] = {
            ("GET", "/gateway/bot"): self._gateway_bot,
            ("GET", "/users/@me"): _constant(lambda: world.BOT.user() | {"mfa_enabled": False, "locale": "en-US"}),
            ("GET", "/applications/@me"): _constant(world.application),
            ("GET", "/oauth2/applications/@me"): _constant(world.application),
            ("GET", COMMANDS): self._list_commands,
            ("PUT", COMMANDS): self._put_commands,
            ("GET", GUILD_COMMANDS): self._list_commands,
            ("PUT", GUILD_COMMANDS): self._put_commands,
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): interactions.callback,
            ("POST", HOOK): interactions.follow_up,
            ("POST", "/users/@me/channels"): channels.create_dm,
            ("GET", "/users/{user_id}"): channels.get_user,
            ("GET", CHANNEL): channels.get_channel,
            ("POST", f"{CHANNEL}/typing"): channels.typing,
            ("GET", MESSAGES): channels.list_messages,
            ("POST", MESSAGES): channels.create_message,
            ("GET", MESSAGES + "/{message_id}"): channels.get_message,
            ("PATCH", MESSAGES + "/{message_id}"): channels.edit_message,
            ("DELETE", MESSAGES + "/{message_id}"): channels.delete_message,
            ("GET", "/guilds/{guild_id}"): channels.get_guild,
            ("GET", "/guilds/{guild_id}/channels"): channels.get_guild_channels,
            ("GET", "/guilds/{guild_id}/members/{user_id}"): channels.get_member,
        }
        for name in ("@original", "{message_id}"):
            target = f"{HOOK}/messages/{name}"
            routes |= {
                ("GET", target): interactions.get,
                ("PATCH", target): interactions.edit,
                ("DELETE", target): interactions.delete,
            }
        return routes

    def _serving(self, handler: Handler | None) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            call = await read(request)
            self.hub.calls.append(call)
            fault = self.hub.faults.take(call.method, call.route)
            if fault is not None and not fault.after and (answer := await fault.strike(request)) is not None:
                return answer
            too_many, paced = self.hub.throttle.strike(call) if self.hub.throttle else (None, {})
            if too_many is not None:
                return too_many
            status, body = await self._carry_out(call, handler, request.path)
            if fault is not None and fault.after:
                if fault.reset:
                    reset(request)
                elif (answer := await fault.strike(request)) is not None:
                    return answer
            if body is None:
                return web.Response(status=status, headers=paced)
            # discord.py reads JSON only from exactly this content type, without a charset
            headers = {"Content-Type": "application/json", **paced}
            return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)

        return serve

    async def _carry_out(self, call: Call, handler: Handler | None, path: str) -> tuple[int, Any]:
        try:
            if handler is None:
                self.hub.breaches.append(Breach("route", f"the loopback Discord does not know {call.method} {path}", call))
                raise RefusedError(404, 0, "404: Not Found")
            if not call.route.startswith(("/interactions/", "/webhooks/")) and call.authorization != f"Bot {world.TOKEN}":
                raise RefusedError(401, 0, "401: Unauthorized")
            if self.hub.contract is not None:
                self.hub.refuse_if(call, "contract", self.hub.contract.violations(call))
            return await handler(call)
        except RefusedError as refusal:
            self.hub.changes.notify()
            return refusal.status, refusal.body

    async def _gateway_bot(self, _: Call) -> tuple[int, Any]:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return 200, {"url": self.hub.gateway.url, "shards": self.hub.gateway.shards, "session_start_limit": limit}

    async def _list_commands(self, call: Call) -> tuple[int, Any]:
        return 200, self.hub.commands.get(_guild(call), [])

    async def _put_commands(self, call: Call) -> tuple[int, Any]:
        names = [(command.get("type") or 1, command["name"]) for command in call.body]
        self.hub.refuse_if(call, "limit", [f"commands: {name!r} twice" for name in sorted(set(names)) if names.count(name) > 1])
        return 200, self.hub.register(_guild(call), call.body)


def _guild(call: Call) -> int | None:
    return int(call.params["guild_id"]) if "guild_id" in call.params else None


def _constant(make: Callable[[], Any]) -> Handler:
    async def handler(_: Call) -> tuple[int, Any]:
        return 200, make()

    return handler
