"""What people do on the loopback Discord: type, press, choose, fill in, and wait for the bot's answer."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from tests.discord_server import components as kinds
from tests.discord_server import exchanges, invocations
from tests.discord_server.errors import NoAnswerError, NotOfferedError
from tests.discord_server.exchanges import Exchange
from tests.discord_server.hub import Hub
from tests.discord_server.messages import is_bots
from tests.discord_server.replies import Choice, Kind, Reply, Select
from tests.discord_server.world import BOT_ID, CHANNELS, DIRECT, EVERYONE, GENERAL, JSON, Channel, Person

WITHIN = 5.0
# Nobody presses a button in the instant it appears; discord.py listens for it only once it has read the answer to its request.
REACTION, TURNS = 0.02, 50
MAX_FILE = 10 * 2**20


class People:
    """The actions: NoAnswerError after `within` seconds, NotOfferedError where Discord would not offer the action at all."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.reacts = True
        """Whether people take a moment before they press; not needed where what they press has stood there for long."""
        self._claimed: set[str] = set()

    async def slash(
        self,
        person: Person,
        command: str,
        *,
        channel: Channel = GENERAL,
        locale: str | None = None,
        user_installed: bool = False,
        anyhow: bool = False,
        within: float = WITHIN,
        given: dict[str, Any] | None = None,
        **options: Any,
    ) -> Reply:
        """Send a slash command, subcommands after a space; the first answer to it.

        `given` are options whose names this method has itself. `anyhow` sends it where Discord would not offer it to this person
        or in this place.
        """
        name, *path = command.split()
        registered = self._offered(person, name, 1, channel, user_installed, anyhow=anyhow)
        data = invocations.command_data(registered, path, {**options, **(given or {})})
        exchange = Exchange(exchanges.COMMAND, person, channel, user_installed=user_installed)
        return await self._perform(exchange, data, locale, within)

    async def autocomplete(
        self,
        person: Person,
        command: str,
        option: str,
        typed: str,
        *,
        channel: Channel = GENERAL,
        locale: str | None = None,
        user_installed: bool = False,
        anyhow: bool = False,
        within: float = WITHIN,
        **options: Any,
    ) -> tuple[Choice, ...]:
        """Type into an option of a slash command; the suggestions. `anyhow` is as for `slash`."""
        name, *path = command.split()
        registered = self._offered(person, name, 1, channel, user_installed, anyhow=anyhow)
        data = invocations.command_data(registered, path, {**options, option: typed}, focused=option)
        exchange = Exchange(exchanges.AUTOCOMPLETE, person, channel, user_installed=user_installed)
        return (await self._perform(exchange, data, locale, within)).choices

    async def context_menu(
        self,
        person: Person,
        name: str,
        target: str | Person,
        *,
        channel: Channel = GENERAL,
        locale: str | None = None,
        user_installed: bool = False,
        within: float = WITHIN,
    ) -> Reply:
        """Use an entry of the menu of a message (its id) or of a person."""
        kind = 2 if isinstance(target, Person) else 3
        data = invocations.command_data(self._offered(person, name, kind, channel, user_installed), [], {})
        if isinstance(target, Person):
            data |= {"target_id": str(target.id), "resolved": {"users": {str(target.id): target.user()}}}
        else:
            data |= {"target_id": target, "resolved": {"messages": {target: self._seen(person, target)}}}
        exchange = Exchange(exchanges.COMMAND, person, channel, user_installed=user_installed, command_type=kind)
        return await self._perform(exchange, data, locale, within)

    async def click(
        self,
        person: Person,
        message: Reply | str,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        locale: str | None = None,
        within: float = WITHIN,
    ) -> Reply:
        """Press the one button with this label or custom_id on a message as it stands now."""
        shown = self.look(person, message)
        button = shown.button(label, custom_id=custom_id)
        if button.disabled or button.custom_id is None:
            raise NotOfferedError(f"the button {button.label!r} is {'disabled' if button.disabled else 'a link'}")
        data = {"component_type": kinds.BUTTON, "custom_id": button.custom_id, "id": 1}
        return await self._perform(self._on(person, shown), data, locale, within)

    async def select(
        self,
        person: Person,
        message: Reply | str,
        *values: str,
        custom_id: str | None = None,
        locale: str | None = None,
        within: float = WITHIN,
    ) -> Reply:
        """Choose these values (or labels) in the one select, or in the one with this custom_id."""
        shown = self.look(person, message)
        menu = shown.select(custom_id)
        data = {"component_type": kinds.STRING_SELECT, "custom_id": menu.custom_id, "values": _chosen(menu, values), "id": 1}
        return await self._perform(self._on(person, shown), data, locale, within)

    async def submit(
        self, person: Person, form: Reply, *, locale: str | None = None, within: float = WITHIN, **values: Any
    ) -> Reply:
        """Fill in the form that the bot opened, its fields named by custom_id or label, and send it."""
        return await self.submit_fields(person, form, values, locale=locale, within=within)

    async def submit_fields(
        self, person: Person, form: Reply, values: dict[str, Any], *, locale: str | None = None, within: float = WITHIN
    ) -> Reply:
        """The same with names that are no Python identifiers."""
        if form.kind is not Kind.MODAL or form.interaction is None:
            raise NotOfferedError(f"that answer is {form.kind.value}, not a form")
        opened = self.hub.exchanges.with_id(form.interaction)
        if opened.submitted:
            raise NotOfferedError("the form was sent already and is closed")
        data = invocations.modal_data(form.body, values)
        opened.submitted = True
        exchange = Exchange(exchanges.MODAL, person, opened.channel, opened.source, opened.user_installed)
        return await self._perform(exchange, data, locale, within)

    async def send_form(
        self, person: Person, custom_id: str, *, channel: Channel = GENERAL, locale: str | None = None, **values: Any
    ) -> Reply:
        """Send a form that no bot has opened now: one from before a restart, or one that somebody made up; text fields alone."""
        fields = [{"type": kinds.TEXT_INPUT, "id": 2, "custom_id": name, "value": value} for name, value in values.items()]
        components = [{"type": kinds.LABEL, "id": 1, "component": field} for field in fields]
        exchange = Exchange(exchanges.MODAL, person, channel)
        return await self._perform(exchange, {"custom_id": custom_id, "components": components}, locale, WITHIN)

    async def next_reply(self, reply: Reply, within: float = WITHIN) -> Reply:
        """The next answer to the same interaction: a follow-up, or an edit."""
        if reply.interaction is None:
            raise NotOfferedError("a message in a channel has no follow-ups")
        return await self._answer(self.hub.exchanges.with_id(reply.interaction), within)

    async def post(
        self, person: Person, text: str, *, channel: Channel = GENERAL, reply_to: Reply | str | None = None, ping: bool = True
    ) -> str:
        """Write a message, perhaps in reply (with the ping that Discord sets by itself), and return its id at once."""
        body: JSON = {"content": text, "allowed_mentions": {"parse": ["users"], "replied_user": ping}}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id if isinstance(reply_to, Reply) else reply_to}
        message = self.hub.messages.write(person, channel, body)
        self.hub.arrived[message["id"]] = time.perf_counter()
        await self.hub.announce("MESSAGE_CREATE", message)
        return str(message["id"])

    async def say(
        self,
        person: Person,
        text: str,
        *,
        channel: Channel = GENERAL,
        reply_to: Reply | str | None = None,
        ping: bool = True,
        within: float = WITHIN,
    ) -> Reply:
        """Write a message and wait for the bot's message after it: its reply, or one that replies to nothing."""
        asked = await self.post(person, text, channel=channel, reply_to=reply_to, ping=ping)
        await self.hub.changes.until(lambda: self._after(asked, channel) is not None, f"an answer to {text[:40]!r}", within)
        found = self._after(asked, channel)
        assert found is not None
        self._claimed.add(found["id"])
        return Reply(Kind.MESSAGE, dict(found), ephemeral=False, seconds=self.hub.arrived[found["id"]] - self.hub.arrived[asked])

    async def direct(self, person: Person, text: str, *, reply_to: Reply | str | None = None, within: float = WITHIN) -> Reply:
        """Write to the bot in a direct message and wait for its answer."""
        return await self.say(person, text, channel=DIRECT[person.id], reply_to=reply_to, within=within)

    async def silence(self, channel: Channel = GENERAL, *, during: float = 0.3) -> list[Reply]:
        """What the bot writes in a channel `during` so many seconds; [] is silence."""
        before = set(self.hub.messages.by_id)
        await asyncio.sleep(during)
        return [reply for reply in self.sent(channel) if reply.id not in before]

    def sent(self, channel: Channel = GENERAL) -> list[Reply]:
        """Every message of the bot that stands in a channel, oldest first, ephemeral ones left out."""
        standing = filter(is_bots, self.hub.messages.in_channel(channel))
        return [Reply(Kind.MESSAGE, dict(message), ephemeral=False, seconds=0.0) for message in standing]

    def look(self, person: Person, message: Reply | str) -> Reply:
        """A message as it stands now for this person; raises NotOfferedError if they cannot see it."""
        message_id = message.id if isinstance(message, Reply) else message
        body = self._seen(person, message_id)
        return Reply(Kind.MESSAGE, dict(body), message_id in self.hub.messages.private, 0.0)

    def _seen(self, person: Person, message_id: str) -> JSON:
        message = self.hub.messages.visible_to(message_id, person)
        if message is None:
            raise NotOfferedError(f"{person.name} sees no message {message_id}")
        return message

    def _offered(
        self, person: Person, name: str, kind: int, channel: Channel, user_installed: bool, *, anyhow: bool = False
    ) -> JSON:
        here = [None, channel.guild_id] if channel.guild_id else [None]
        commands = [command for place in here for command in self.hub.commands.get(place, [])]
        if anyhow:
            return invocations.registered(commands, name, kind)
        return invocations.offered(commands, name, kind, person, channel, user_installed=user_installed)

    def _on(self, person: Person, shown: Reply) -> Exchange:
        channel = CHANNELS[int(shown.body["channel_id"])]
        installed = "1" in (shown.body.get("interaction_metadata") or {}).get("authorizing_integration_owners", {})
        return Exchange(exchanges.COMPONENT, person, channel, shown.id, user_installed=installed)

    def _after(self, asked: str, channel: Channel) -> JSON | None:
        for message in self.hub.messages.in_channel(channel):
            to = (message.get("message_reference") or {}).get("message_id")
            later = is_bots(message) and int(message["id"]) > int(asked)
            if later and to in (None, asked) and message["id"] not in self._claimed:
                return message
        return None

    async def _perform(self, exchange: Exchange, data: JSON, locale: str | None, within: float) -> Reply:
        self.hub.exchanges.open(exchange)
        if self.reacts and exchange.kind in (exchanges.COMPONENT, exchanges.MODAL):
            await asyncio.sleep(REACTION)
            for _ in range(TURNS):  # a stalled machine must not shorten the pause for a client in this same event loop
                await asyncio.sleep(0)
        payload = self._payload(exchange, data, locale or exchange.person.locale)
        exchange.at = time.perf_counter()
        await self.hub.gateway.dispatch("INTERACTION_CREATE", payload)
        return await self._answer(exchange, within)

    async def _answer(self, exchange: Exchange, within: float) -> Reply:
        try:
            await self.hub.changes.until(lambda: len(exchange.replies) > exchange.handed_out, "an answer", within)
        except NoAnswerError as error:
            refused = "; refused was ".join(["", *map(str, self.hub.breaches[-3:])])
            raise NoAnswerError(f"{error} ({exchange.state.value}{refused})") from None
        exchange.handed_out += 1
        return exchange.replies[exchange.handed_out - 1]

    def _payload(self, exchange: Exchange, data: JSON, locale: str) -> JSON:
        person, channel = exchange.person, exchange.channel
        owners = {"1": str(person.id)} if exchange.user_installed else {"0": str(channel.guild_id or 0)}
        payload: JSON = {
            "id": exchange.id, "application_id": str(BOT_ID), "type": exchange.kind, "token": exchange.token, "version": 1,
            "data": data, "channel_id": str(channel.id), "channel": channel.payload(), "app_permissions": str(EVERYONE),
            "locale": locale, "entitlements": [], "authorizing_integration_owners": owners, "context": channel.context,
            "attachment_size_limit": MAX_FILE,
        }  # fmt: skip
        if channel.guild_id:
            payload |= {
                "guild_id": str(channel.guild_id), "guild_locale": "en-US",
                "guild": {"id": str(channel.guild_id), "locale": "en-US", "features": []},
                "member": person.member(channel.guild_id) | {"permissions": str(person.permissions)},
            }  # fmt: skip
            payload["channel"]["permissions"] = str(person.permissions)
        else:
            payload["user"] = person.user()
        if exchange.source is not None:
            payload["message"] = self.hub.messages.by_id[exchange.source]
        return payload


def _chosen(menu: Select, values: tuple[str, ...]) -> list[str]:
    names = {option.label: option.value for option in menu.options} | {option.value: option.value for option in menu.options}
    if menu.disabled or not menu.least <= len(values) <= menu.most or not all(value in names for value in values):
        labels = [option.label for option in menu.options]
        raise NotOfferedError(f"the select offers {menu.least} to {menu.most} of {labels}, not {values}")
    return [names[value] for value in values]
