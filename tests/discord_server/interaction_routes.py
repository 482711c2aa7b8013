"""Interaction callbacks and the webhook that follows them."""

from __future__ import annotations

from typing import Any

from tests.discord_server import components as kinds
from tests.discord_server import limits
from tests.discord_server.calls import Call
from tests.discord_server.exchanges import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Exchange, State
from tests.discord_server.hub import Hub, RefusedError, over_rest
from tests.discord_server.replies import Kind
from tests.discord_server.world import BOT, BOT_ID, JSON

USER_APP_FOLLOW_UPS = 5
TAKES = {COMMAND: {4, 5, 9}, COMPONENT: {4, 5, 6, 7, 9}, AUTOCOMPLETE: {8}, MODAL: {4, 5, 6, 7}}


class InteractionRoutes:
    """What the bot does with an interaction over HTTP."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def callback(self, call: Call) -> tuple[int, Any]:
        """The first response."""
        exchange = self.hub.exchanges.with_token(call.params["interaction_token"])
        if exchange is None or exchange.id != call.params["interaction_id"] or exchange.late:
            raise self.hub.broke_protocol(call, 404, 10062, "Unknown interaction")
        if exchange.state is not State.OPEN:
            raise self.hub.broke_protocol(call, 400, 40060, "Interaction has already been acknowledged.")
        kind, data = call.body["type"], call.body.get("data") or {}
        if kind not in TAKES[exchange.kind] or (kind in (6, 7) and exchange.source is None):
            raise self.hub.broke_protocol(
                call, 400, 50035, f"Response {kind} does not fit an interaction of type {exchange.kind}"
            )
        message = await self._respond(call, exchange, kind, data)
        self.hub.changes.notify()
        if call.query.get("with_response", "0") not in ("1", "true", "True"):
            return 204, None
        return 200, _callback_answer(exchange, kind, message)

    async def _respond(self, call: Call, exchange: Exchange, kind: int, data: JSON) -> JSON | None:
        match kind:
            case 8:
                self.hub.refuse_if(call, "limit", limits.choices(data))
                exchange.answer(Kind.CHOICES, data, call.at)
            case 9:
                self.hub.refuse_if(call, "limit", limits.modal(data))
                exchange.answer(Kind.MODAL, data, call.at)
            case 4:
                self.hub.refuse_if(call, "limit", limits.message(data, uploads=len(call.uploads)))
                message = await self._write(call, exchange, data)
                exchange.original, exchange.state = message["id"], State.ANSWERED
                return message
            case 5:
                flags = (data.get("flags") or 0) & kinds.EPHEMERAL_FLAG | kinds.LOADING_FLAG
                message = await self._write(call, exchange, {"flags": flags}, silent=True)
                exchange.original, exchange.state = message["id"], State.THINKING
                return message
            case 6:
                exchange.original, exchange.state = exchange.source, State.UPDATING
                return None
            case 7:
                source = self._message(exchange.source)
                self.hub.refuse_if(call, "limit", limits.message(data, uploads=len(call.uploads), before=source))
                message = await self._edit(call, exchange, source)
                exchange.original, exchange.state = message["id"], State.ANSWERED
                return message
        exchange.state = State.ANSWERED
        return None

    async def follow_up(self, call: Call) -> tuple[int, Any]:
        """A further message; the first one after a deferral takes the loading message's place."""
        exchange = self._exchange(call)
        if exchange.state is State.THINKING:
            return await self._edit_target(call, exchange, self._message(exchange.original))
        if exchange.user_installed and not exchange.channel.bot_inside:
            exchange.follow_ups += 1
            if exchange.follow_ups > USER_APP_FOLLOW_UPS:
                raise self.hub.broke_protocol(call, 400, 40094, "Maximum number of follow-up messages reached")
        self.hub.refuse_if(call, "limit", limits.message(call.body, uploads=len(call.uploads)))
        message = await self._write(call, exchange, call.body)
        self.hub.changes.notify()
        return 200, over_rest(message)

    async def get(self, call: Call) -> tuple[int, Any]:
        """One of the interaction's messages, @original or by id."""
        return 200, over_rest(self._target(call))

    async def edit(self, call: Call) -> tuple[int, Any]:
        """Change one of the interaction's messages."""
        return await self._edit_target(call, self._exchange(call), self._target(call))

    async def delete(self, call: Call) -> tuple[int, Any]:
        """Delete one of the interaction's messages."""
        message = self._target(call)
        await self.hub.announce("MESSAGE_DELETE", message)
        self.hub.messages.delete(message["id"])
        return 204, None

    def _exchange(self, call: Call) -> Exchange:
        exchange = self.hub.exchanges.with_token(call.params["webhook_token"])
        if exchange is None or call.params["webhook_id"] != str(BOT_ID) or exchange.state is State.OPEN:
            raise self.hub.broke_protocol(call, 404, 10015, "Unknown Webhook")
        if exchange.expired:
            raise self.hub.broke_protocol(call, 401, 50027, "Invalid Webhook Token")
        return exchange

    def _target(self, call: Call) -> JSON:
        exchange = self._exchange(call)
        message = self._message(call.params.get("message_id") or exchange.original)
        if message.get("webhook_id") != str(BOT_ID) and message["id"] != exchange.source:
            raise RefusedError(404, 10008, "Unknown Message")
        return message

    def _message(self, message_id: str | None) -> JSON:
        if message_id is None or message_id not in self.hub.messages.by_id:
            raise RefusedError(404, 10008, "Unknown Message")
        return self.hub.messages.by_id[message_id]

    async def _edit_target(self, call: Call, exchange: Exchange, message: JSON) -> tuple[int, Any]:
        self.hub.refuse_if(call, "limit", limits.message(call.body, uploads=len(call.uploads), before=message))
        await self._edit(call, exchange, message)
        if exchange.state in (State.THINKING, State.UPDATING):
            exchange.state = State.ANSWERED
        self.hub.changes.notify()
        return 200, over_rest(message)

    async def _edit(self, call: Call, exchange: Exchange, message: JSON) -> JSON:
        body = call.body.get("data") or {} if call.route.startswith("/interactions/") else call.body
        first = bool(message["flags"] & kinds.LOADING_FLAG)
        self.hub.messages.edit(message, body, call.uploads)
        ephemeral = message["id"] in self.hub.messages.private
        exchange.answer(Kind.MESSAGE if first else Kind.EDIT, message, call.at, ephemeral=ephemeral)
        await self.hub.announce("MESSAGE_UPDATE", message)
        return message

    async def _write(self, call: Call, exchange: Exchange, body: JSON, *, silent: bool = False) -> JSON:
        ephemeral = bool((body.get("flags") or 0) & kinds.EPHEMERAL_FLAG)
        owner = {"1": str(exchange.person.id)} if exchange.user_installed else {"0": str(exchange.channel.guild_id or 0)}
        metadata = {
            "id": exchange.id, "type": exchange.kind, "user": exchange.person.user(), "authorizing_integration_owners": owner,
        }  # fmt: skip
        if exchange.kind == COMPONENT:
            metadata["interacted_message_id"] = exchange.source
        shape = (20 if exchange.command_type == 1 else 23) if exchange.kind == COMMAND else 0
        extra = {"type": shape, "application_id": str(BOT_ID), "webhook_id": str(BOT_ID), "interaction_metadata": metadata}
        seen_by = exchange.person.id if ephemeral else None
        message = self.hub.messages.write(BOT, exchange.channel, body, call.uploads, extra=extra, seen_by=seen_by)
        self.hub.arrived[message["id"]] = call.at
        if not silent:
            exchange.answer(Kind.MESSAGE, message, call.at, ephemeral=ephemeral)
        await self.hub.announce("MESSAGE_CREATE", message)
        return message


def _callback_answer(exchange: Exchange, kind: int, message: JSON | None) -> JSON:
    interaction: JSON = {"id": exchange.id, "type": exchange.kind}
    if message is None:
        return {"interaction": interaction}
    interaction |= {
        "response_message_id": message["id"], "response_message_loading": bool(message["flags"] & kinds.LOADING_FLAG),
        "response_message_ephemeral": bool(message["flags"] & kinds.EPHEMERAL_FLAG), "channel_id": message["channel_id"],
        "guild_id": str(exchange.channel.guild_id) if exchange.channel.guild_id else None,
    }  # fmt: skip
    if message["flags"] & kinds.LOADING_FLAG:
        return {"interaction": interaction}
    return {"interaction": interaction, "resource": {"type": kind, "message": over_rest(message)}}
