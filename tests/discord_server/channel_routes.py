"""Messages in channels, and the channels, servers and people themselves."""

from __future__ import annotations

from typing import Any

from tests.discord_server import limits, world
from tests.discord_server.calls import Call
from tests.discord_server.hub import Hub, RefusedError, over_rest
from tests.discord_server.messages import KNOWN, is_bots
from tests.discord_server.world import BOT, CHANNELS, JSON, Channel, Person


class ChannelRoutes:
    """What the bot does over HTTP outside interactions."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def create_message(self, call: Call) -> tuple[int, Any]:
        """Send a message."""
        channel = self._channel(call)
        self.hub.refuse_if(call, "limit", limits.message(call.body, uploads=len(call.uploads)))
        reference = call.body.get("message_reference")
        if reference and str(reference["message_id"]) not in self.hub.messages.by_id:
            if reference.get("fail_if_not_exists", True):
                errors = {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE"}]}}
                raise RefusedError(400, 50035, "Invalid Form Body", errors)
            call.body.pop("message_reference")
        message = self.hub.messages.write(BOT, channel, call.body, call.uploads)
        if message["id"] not in self.hub.arrived:  # a repeated nonce is answered but announced only once
            self.hub.arrived[message["id"]] = call.at
            await self.hub.announce("MESSAGE_CREATE", message)
        self.hub.changes.notify()
        return 200, over_rest(message)

    async def list_messages(self, call: Call) -> tuple[int, Any]:
        """The newest messages first."""
        found = [_read_back(m) for m in reversed(self.hub.messages.in_channel(self._channel(call)))]
        for name, keep in (("before", int.__lt__), ("after", int.__gt__)):
            if name in call.query:
                found = [message for message in found if keep(int(message["id"]), int(call.query[name]))]
        most = int(call.query.get("limit", 50))
        return 200, found[-most:] if "after" in call.query else found[:most]

    async def get_message(self, call: Call) -> tuple[int, Any]:
        """One message."""
        return 200, over_rest(self._message(call))

    async def edit_message(self, call: Call) -> tuple[int, Any]:
        """Change one of the bot's own messages."""
        message = self._own(call)
        self.hub.refuse_if(call, "limit", limits.message(call.body, uploads=len(call.uploads), before=message))
        self.hub.messages.edit(message, call.body, call.uploads)
        await self.hub.announce("MESSAGE_UPDATE", message)
        self.hub.changes.notify()
        return 200, over_rest(message)

    async def delete_message(self, call: Call) -> tuple[int, Any]:
        """Delete one of the bot's own messages."""
        message = self._own(call)
        self.hub.messages.delete(message["id"])
        await self.hub.announce("MESSAGE_DELETE", message)
        self.hub.changes.notify()
        return 204, None

    async def typing(self, call: Call) -> tuple[int, Any]:
        """The bot is typing."""
        self._channel(call)
        return 204, None

    async def get_channel(self, call: Call) -> tuple[int, Any]:
        """One channel."""
        return 200, self._channel(call).payload()

    async def create_dm(self, call: Call) -> tuple[int, Any]:
        """The direct-message channel with a person; the same one each time."""
        channel = world.direct(int(call.body["recipient_id"]))
        if channel is None:
            raise RefusedError(400, 50033, "Invalid Recipient(s)")
        return 200, channel.payload()

    async def get_guild(self, call: Call) -> tuple[int, Any]:
        """The server."""
        self._in_guild(call)
        counts = {"approximate_member_count": 5, "approximate_presence_count": 1} if call.query.get("with_counts") else {}
        return 200, world.guild() | counts

    async def get_guild_channels(self, call: Call) -> tuple[int, Any]:
        """The server's channels."""
        self._in_guild(call)
        return 200, [channel.payload() for channel in CHANNELS.values() if channel.guild_id == world.GUILD_ID]

    async def get_member(self, call: Call) -> tuple[int, Any]:
        """Somebody in the server."""
        self._in_guild(call)
        return 200, self._person(call).member()

    async def get_user(self, call: Call) -> tuple[int, Any]:
        """Somebody."""
        return 200, self._person(call).user()

    def _channel(self, call: Call) -> Channel:
        channel = world.channel(int(call.params["channel_id"]))
        if channel is None:
            raise RefusedError(404, 10003, "Unknown Channel")
        if not channel.bot_inside:
            raise RefusedError(403, 50001, "Missing Access")
        return channel

    def _message(self, call: Call) -> JSON:
        channel, message_id = self._channel(call), call.params["message_id"]
        message = self.hub.messages.by_id.get(message_id)
        if message is None or message_id in self.hub.messages.private or message["channel_id"] != str(channel.id):
            raise RefusedError(404, 10008, "Unknown Message")
        return message

    def _own(self, call: Call) -> JSON:
        message = self._message(call)
        if not is_bots(message):
            raise RefusedError(403, 50005, "Cannot edit a message authored by another user")
        return message

    def _person(self, call: Call) -> Person:
        person = KNOWN.get(int(call.params["user_id"]))
        if person is None:
            raise RefusedError(404, 10013, "Unknown User")
        return person

    @staticmethod
    def _in_guild(call: Call) -> None:
        if call.params["guild_id"] != str(world.GUILD_ID):
            raise RefusedError(404, 10004, "Unknown Guild")


def _read_back(message: JSON) -> JSON:
    """A message as a history gives it: Discord does not promise the nonce there, so nobody should lean on it."""
    return {key: value for key, value in over_rest(message).items() if key != "nonce"}
