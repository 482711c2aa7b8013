"""Where everything that moderators do comes in: the right is checked first, afresh, then the module of the noun takes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog

from bot import forms
from bot.desk import Desk
from bot.errors import DeclinedError, NotReadyError
from bot.gaps import Gaps
from bot.moderation import announcing, departing, moves
from bot.moderation.drafts import Drafts
from bot.moderation.handlers import PRESSED, SUBMITTED
from bot.moderation.moves import Act
from bot.moderation.reporting import Reporting
from bot.moderation.roles import NEEDS, Role, Standing, may, refusal, standing
from bot.moderation.rounds import Rounds
from bot.moderation.visit import Handler, Visit
from bot.people import People
from bot.preferences import Preferences
from bot.publishing import Publisher
from bot.replies import Press, Replies
from bot.store import feeds, servers
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.releases import Publication
from bot.updates.progressing import Progressing
from bot.updates.watching import Bulletin
from knowledge.contents import Contents
from knowledge.wording import wording

if TYPE_CHECKING:
    from bot.cards import Card

OUT_OF_REACH = (aiohttp.ClientError, OSError)
"""What discord.py raises where Discord cannot be reached at all; what Discord itself refuses is a discord.HTTPException."""
log = structlog.get_logger()


def utc_now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class Office:
    """What moderators work with; `home` is the server whose moderators keep the record, None for nobody's.

    `two` asks for a second moderator's approval before anything is published, and `second_organizer` for a second organizer's
    before an update is. `attached` are called with the client that we speak through.
    """

    store: Store
    publisher: Publisher
    people: People
    desk: Desk
    home: int | None = None
    two: bool = False
    now: Callable[[], dt.datetime] = utc_now
    second_organizer: bool = False
    replies: Replies = field(default_factory=Replies)
    drafts: Drafts = field(init=False)
    reports: Reporting = field(init=False)
    gaps: Gaps = field(init=False)
    preferences: Preferences = field(init=False)
    rounds: Rounds = field(init=False)
    bulletin: Bulletin = field(init=False)
    progressing: Progressing = field(default_factory=Progressing)
    attached: list[Callable[[discord.Client], None]] = field(default_factory=list)
    _client: discord.Client | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.drafts = Drafts(self.now)
        self.reports = Reporting(self)
        self.gaps = Gaps(self.store, self.desk.today)
        self.preferences = Preferences(self.store, self.people, self.desk.languages, self.now)
        self.rounds = Rounds(self)
        self.bulletin = Bulletin(self)

    def attach(self, client: discord.Client) -> None:
        """Speak in channels through this client from now on."""
        self._client = client
        for call in self.attached:
            call(client)

    async def leave(self, server: int) -> None:
        """Keep nothing of a server that the bot was sent away from: its settings, its feeds, its updates in answers."""
        await feeds.forget_server(self.store, server)
        await servers.forget(self.store, server)
        await self.bulletin.look()

    async def see_who_left(self, client: discord.AutoShardedClient) -> None:
        """Leave the servers that sent the bot away while it was not there; to be asked once it knows in which it is."""
        await departing.look(client, self)

    async def announce(self, publication: Publication) -> None:
        """Tell the moderators that the record has changed, unless they were told already."""
        await announcing.published(self, publication)

    async def announce_pack(self, contents: Contents) -> None:
        """Tell the moderators, once, that a newer pack than the published one came with this program."""
        await announcing.newer_pack(self, contents)

    async def standing(self, interaction: Press) -> Standing:
        """What somebody is where they act, by what Discord sent with the interaction and what is set now; raises StoreError."""
        member = interaction.user
        if interaction.guild_id is None or not isinstance(member, discord.Member):
            return Standing()
        server = await servers.find(self.store, interaction.guild_id)
        return standing(member, interaction.permissions, server, self.home)

    async def admit(self, interaction: Press, what: Act | str | None = None) -> Visit:
        """Let somebody in who may do this (without `what`: the command that they used).

        Raises DeclinedError, with the reason, for whoever may not, and StoreError where that cannot be found out.
        """
        what = what or _command(interaction)
        who = await self.standing(interaction)
        reason = refusal(who, what)
        if reason == "moderation.refused.elsewhere" and self.home is None:
            reason = "moderation.refused.no_home"
        if reason:
            raise DeclinedError(reason)
        language = self.desk.language(self.desk.languages.asks(interaction))
        named = self.people.name if NEEDS[what] is Role.ANYONE else self.people.meet  # nobody has to be shown who follows
        return Visit(self, interaction, who, named(interaction.user.id), wording(language))

    async def allows(self, interaction: Press) -> bool:
        """Whether whoever types into an option may use the command; for suggestions, which cannot say why not."""
        try:
            return may(await self.standing(interaction), _command(interaction))
        except StoreError:
            return False

    async def press(self, interaction: Press) -> None:
        """Do what a button or list carries; raises DeclinedError for whoever may not, or for a button of another version."""
        await self._move(interaction, PRESSED)

    async def submit(self, interaction: Press) -> None:
        """Take a form that was filled in; raises what `press` raises."""
        await self._move(interaction, SUBMITTED)

    async def _move(self, interaction: Press, handlers: Mapping[Act, Handler]) -> None:
        data: Any = interaction.data or {}
        move = moves.read(data.get("custom_id", ""))
        handler = handlers.get(move.act) if move else None
        if move is None or handler is None:
            raise DeclinedError("error.stale")
        visit = await self.admit(interaction, move.act)
        with self.replies.busy():
            await handler(replace(visit, move=move, filled=forms.read(data)))

    async def moderators_channel(self) -> int | None:
        """Where the moderators of the record are told things, None where that is not set; raises StoreError."""
        return (await servers.find(self.store, self.home)).moderators_channel if self.home else None

    async def tell(self, card: Card, *files: discord.File) -> discord.Message | None:
        """Post a card in the moderators' channel; None where there is none, or where we may not speak. Raises StoreError."""
        channel = await self.moderators_channel()
        return await self.post(channel, card, *files) if channel else None

    async def post(self, channel: int, card: Card, *files: discord.File) -> discord.Message | None:
        """Post a card in a channel; None where we may not speak there, or Discord is out of reach."""
        if self._client is None:
            return None
        try:
            return await self.replies.post(self._client.get_partial_messageable(channel), card, *files)
        except discord.HTTPException as error:
            log.warning("a card could not be posted", status=error.status)
        except OUT_OF_REACH as error:
            log.warning("a card could not be posted", error=type(error).__name__)
        return None

    async def redraw(self, channel: int, message: int, card: Card, *files: discord.File) -> None:
        """Put another card in the place of one that was posted; nothing where it is gone, or Discord is out of reach."""
        if self._client is None:
            return
        try:
            await self.replies.edit(self._client.get_partial_messageable(channel).get_partial_message(message), card, *files)
        except discord.HTTPException as error:
            log.warning("a card could not be redrawn", status=error.status)
        except OUT_OF_REACH as error:
            log.warning("a card could not be redrawn", error=type(error).__name__)

    async def overtake(self, interaction: Press, card: Card, channel: int | None, message: int | None) -> None:
        """Draw a card that others see anew where it stands and where somebody pressed it too late, who is answered after it."""
        if not interaction.response.is_done():
            await self.replies.think(interaction)
        pressed = interaction.message
        places = {(channel, message)}
        if pressed and not pressed.flags.ephemeral:
            places.add((interaction.channel_id, pressed.id))
        for where, which in places:
            if where and which:
                await self.redraw(where, which, card)

    def address(self, channel: int, message: int) -> str:
        """The link to a card in the home server: what is posted without its server does not know its own."""
        return f"https://discord.com/channels/{self.home}/{channel}/{message}"

    async def write_to(self, user_id: int, card: Card) -> None:
        """Send somebody a direct message; raises discord.HTTPException where Discord does not let it through."""
        if self._client is None:
            raise NotReadyError
        await self.replies.post(await self._client.create_dm(discord.Object(user_id)), card)

    def called(self, name: str) -> str:
        """Somebody on a moderator's card: their mention while it lasts, else the keyed name."""
        return self.people.mention(name) or f"`{name}`"


def _command(interaction: Press) -> str:
    return interaction.command.qualified_name if interaction.command else ""
