"""What the parts of the loopback Discord share: its memory, its gateway, its list of the bot's mistakes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.discord_server.calls import Call
from tests.discord_server.changes import Changes
from tests.discord_server.contract import Contract
from tests.discord_server.exchanges import Exchanges
from tests.discord_server.faults import Faults
from tests.discord_server.gateway import Gateway
from tests.discord_server.messages import Messages, channel_of
from tests.discord_server.throttle import Throttle
from tests.discord_server.world import BOT_ID, JSON, mint

EMPTY_MESSAGE, INVALID_BODY = 50006, 50035


@dataclass(frozen=True)
class Breach:
    """A mistake of the bot: `source` is "limit", "contract", "route" or "protocol", `rule` says what was broken."""

    source: str
    rule: str
    call: Call

    def __str__(self) -> str:
        return f"{self.call.name}: {self.rule} ({self.source})"


class RefusedError(Exception):
    """An error answer as Discord words it: HTTP status, Discord's own code, a sentence."""

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: JSON = {"message": message, "code": code, **({"errors": errors} if errors else {})}


@dataclass(eq=False)
class Hub:
    """One loopback Discord's state."""

    gateway: Gateway
    changes: Changes
    contract: Contract | None
    messages: Messages = field(default_factory=Messages)
    exchanges: Exchanges = field(default_factory=Exchanges)
    faults: Faults = field(default_factory=Faults)
    calls: list[Call] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    commands: dict[int | None, list[JSON]] = field(default_factory=dict)
    arrived: dict[str, float] = field(default_factory=dict)
    throttle: Throttle | None = None

    def refuse_if(self, call: Call, source: str, problems: Iterable[str]) -> None:
        """Note the problems as breaches; raises RefusedError with Discord's 400 when there are any."""
        found = list(problems)
        self.breaches += [Breach(source, problem, call) for problem in found]
        if any(problem.startswith("empty:") for problem in found):
            raise RefusedError(400, EMPTY_MESSAGE, "Cannot send an empty message")
        if found:
            errors = {"_errors": [{"code": "BASE_TYPE_BAD", "message": problem} for problem in found]}
            raise RefusedError(400, INVALID_BODY, "Invalid Form Body", errors)

    def broke_protocol(self, call: Call, status: int, code: int, message: str) -> RefusedError:
        """The error to raise for a step that Discord's protocol does not allow, noted as a breach."""
        self.breaches.append(Breach("protocol", message, call))
        return RefusedError(status, code, message)

    async def announce(self, event: str, message: JSON) -> None:
        """Tell the gateway about a message, unless it is ephemeral or in a place that the bot is not in."""
        if message["id"] in self.messages.private or not channel_of(message).bot_inside:
            return
        if event == "MESSAGE_DELETE":
            message = {key: message[key] for key in ("id", "channel_id", "guild_id") if key in message}
        await self.gateway.dispatch(event, message)

    def register(self, guild_id: int | None, commands: list[JSON]) -> list[JSON]:
        """Replace the commands of one server, or the global ones for None; ids stay with the names."""
        known = {(old["type"], old["name"]): old["id"] for old in self.commands.get(guild_id, [])}
        registered = []
        for command in commands:
            kind = command.get("type") or 1
            defaults: JSON = {
                "description": "", "default_member_permissions": None, "dm_permission": True, "contexts": None,
                "integration_types": [0], "nsfw": False, "name_localizations": None, "description_localizations": None,
            }  # fmt: skip
            full = defaults | {key: value for key, value in command.items() if value is not None}
            if full["default_member_permissions"] is not None:
                full["default_member_permissions"] = str(full["default_member_permissions"])
            number = known.get((kind, command["name"])) or mint()
            identity = {"id": number, "application_id": str(BOT_ID), "version": mint(), "type": kind}
            registered.append(full | identity | ({"guild_id": str(guild_id)} if guild_id else {}))
        self.commands[guild_id] = registered
        self.changes.notify()
        return registered


def over_rest(message: JSON) -> JSON:
    """A message as HTTP answers carry it: without what only the gateway adds."""
    return {key: value for key, value in message.items() if key not in ("guild_id", "member")}
