"""The Discord client: connects, registers commands, routes messages and presses to the desk, and leaves in good order."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot import alone, cards, choosing, custom_ids, tracing
from bot.buttons import Control, ModeratorControl, PaperControl
from bot.cards.layout import custom_ids_on
from bot.custom_ids import Verb
from bot.desk import Desk
from bot.errors import DeclinedError, NotReadyError
from bot.floods import Floods
from bot.languages import Speech
from bot.moderation import moves, troubles
from bot.process import serve
from bot.reception import Reception
from bot.releases import Releases
from bot.replies import NOBODY, Replies
from bot.settings import Settings
from bot.shards import Shards
from bot.tally import NO_INTENT, Outcome, Way
from bot.translator import CatalogueTranslator
from bot.writing import errands
from knowledge.questions import Intent, Language, Question
from knowledge.wording import REFERENCE, wording

if TYPE_CHECKING:
    from bot.health.serving import Health
    from bot.keeper import Keeper
    from bot.moderation.office import Office
    from bot.moderation.visit import Visit

Interaction: TypeAlias = "discord.Interaction[PlainsightClient]"
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
EXTENSIONS = (
    "ask",
    "town",
    "who_shares",
    "map",
    "timeline",
    "legislators",
    "law",
    "explain",
    "help_now",
    "sources",
    "about",
    "language",
    "letter",
    "records_request",
    "look_up",
)
FOR_MODERATORS = ("setup", "kb", "update", "feed", "follow", "unfollow", "following", "my_data")
ASKING = (discord.MessageType.default, discord.MessageType.reply)
MOVE = re.compile(moves.ANY_VERSION)
NAMED = re.compile(r"<(?:@[!&]?|#)\d+>")
SECONDS_TO_FINISH = 3
ALL_SHARDS = Shards()
log = structlog.get_logger()


class PlainsightClient(commands.AutoShardedBot):
    """The bot as Discord sees it; made by `build`."""

    def __init__(
        self,
        desk: Desk,
        keeper: Keeper | None = None,
        moderation: Office | None = None,
        floods: Floods | None = None,
        held: Shards = ALL_SHARDS,
    ) -> None:
        """`keeper` serves the published releases; without it, the desk's own pack is answered from.

        `moderation` is what moderators work with; without it, they have no commands. `floods` says how much anybody may ask;
        `health`, where it is set before the start, tells how the process is. `held` are the shards of this process.
        """
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # the bot never speaks aloud
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: messages go to the desk
            help_command=None,
            intents=INTENTS,
            allowed_mentions=NOBODY,
            tree_cls=Tree,
            allowed_installs=INSTALLS,
            allowed_contexts=CONTEXTS,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=held.count,
        )
        self.shard_ids = list(held.ids) if held.ids else None
        self.held = held
        self.desk = desk
        self.keeper = keeper
        self.moderation = moderation
        self.replies = moderation.replies if moderation else Replies()
        self.reception = Reception(self, floods)
        self.health: Health | None = None

    async def setup_hook(self) -> None:
        """Load the knowledge and the commands, and tell Discord of them."""
        if self.health:
            await self.health.start()
        if self.keeper and self.moderation:
            self.keeper.told = self.moderation.announce
        if not self.desk.releases.loaded:
            release = (await self.keeper.start()).release if self.keeper else await self.desk.releases.load()
            log.info("knowledge base loaded", pack=release.base.manifest.id, version=release.base.version)
        if self.moderation:
            self.moderation.attach(self)
            self.moderation.rounds.start()
        for name in (*EXTENSIONS, *(FOR_MODERATORS if self.moderation else ())):
            await self.load_extension(f"commands.{name}")
        self.add_dynamic_items(Control, ModeratorControl, PaperControl)
        await self.tree.set_translator(CatalogueTranslator())
        if self.held.first:
            await self.tree.sync()
        if self.keeper and self.keeper.newer and self.moderation:
            await self.moderation.announce_pack(self.keeper.newer)

    async def on_ready(self) -> None:
        """Say that the bot is there, and let go of servers that have sent it away meanwhile."""
        log.info("ready", guilds=len(self.guilds), shards=self.shard_count or 1)
        if self.moderation:
            await self.moderation.see_who_left(self)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Let go of what a server had set."""
        if self.moderation:
            await self.moderation.leave(guild.id)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a direct message, a mention, or a reply to one of our answers."""
        if not self._is_for_us(message):
            return
        refused = self.reception.let_in(message)
        replied = message.reference.resolved if message.reference else None
        about = custom_ids.about(custom_ids_on(replied.components)) if self._is_ours(replied) else None
        question = self.desk.understand(NAMED.sub(" ", message.content).strip(), self.desk.languages.writes(message), about)
        if await self.reception.waits(message, question, refused):
            return
        await self.replies.reply(message, self.desk.card(question))
        self._count(Way.MESSAGE, question)

    async def answer(self, interaction: Interaction, question: Question) -> None:
        """Answer a command, visible to the asker alone."""
        if await self.reception.waits(interaction, question):
            return
        await self.replies.answer(interaction, self.desk.card(question, showable=in_company(interaction)))
        self._count(Way.COMMAND, question)

    async def on_app_command_completion(self, interaction: Interaction, _command: object) -> None:
        """Count a command that has been carried out."""
        self.reception.completed(interaction)

    async def on_press(self, interaction: Interaction) -> None:
        """Do what a button or menu carries; a card that another version sent is told so, kindly."""
        data: Any = interaction.data or {}
        press = custom_ids.read(data.get("custom_id", ""))
        urgent = press is not None and press.target.intent is Intent.URGENT_HELP
        if not await self.reception.lets_press(interaction, urgent=urgent):
            return
        if press and press.verb is Verb.REPORT:
            await self.office.reports.open(interaction, press)
            return
        if press and press.verb in choosing.DOING:
            await choosing.press(interaction, press, data.get("values", ()))
            return
        target = self.desk.wanted(press, data.get("values", ())) if press else None
        if press is None or target is None:
            await self.replies.answer(interaction, self._sentence("error.stale", self.desk.languages.asks(interaction)))
            self.reception.tally.note(Way.PRESS, NO_INTENT, Outcome.STALE)
            return
        if press.verb is Verb.SHOW:
            await self.replies.show(interaction, self.desk.follow(target))
        elif private(interaction):
            await self.replies.replace(interaction, self.desk.follow(target, showable=in_company(interaction)))
        else:
            target = replace(target, language=self.desk.languages.own(interaction.user.id) or target.language)
            await self.replies.answer(interaction, self.desk.follow(target, showable=in_company(interaction)))
        self.reception.tally.note(Way.PRESS, target.intent, Outcome.ANSWERED)

    async def on_move(self, interaction: Interaction) -> None:
        """Do what a moderator's button or list carries, for whoever may."""
        if await self.reception.lets_press(interaction):
            await self.office.press(interaction)

    async def on_errand(self, interaction: Interaction) -> None:
        """Do what a button on a letter or a request carries."""
        if await self.reception.lets_press(interaction):
            from bot.writing import visits  # with the letters, that most people never ask for

            await visits.press(interaction, in_place=private(interaction))

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Raise an event; the one that all interactions share only for forms, for the others have events of their own."""
        if event_name != "interaction" or args[0].type is discord.InteractionType.modal_submit:
            super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a form of ours that somebody sends, whichever process opened it and when; what they wrote is never refused."""
        tracing.begin()
        data: Any = interaction.data or {}
        press = custom_ids.read(data.get("custom_id", ""))
        if press and press.verb is Verb.REPORT:
            await self.office.reports.take(interaction, press)
        elif MOVE.fullmatch(data.get("custom_id", "")):
            await self.office.submit(interaction)
        elif errand := errands.read(data.get("custom_id", "")):
            from bot.writing import visits

            await visits.take(interaction, errand)

    async def admit(self, interaction: Interaction) -> Visit:
        """Let in who may use this moderators' command; raises DeclinedError for everybody else, and StoreError."""
        return await self.office.admit(interaction)

    async def allows(self, interaction: Interaction) -> bool:
        """Whether suggestions may be made for this moderators' command; raises StoreError."""
        return await self.office.allows(interaction)

    async def on_error(self, _event: str, /, *args: Any, **_kwargs: Any) -> None:
        """Log what failed, and tell the person who waits."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception):
            await self.failed(error, next(iter(args), None))

    async def failed(self, error: Exception, asked: object = None) -> None:
        """The one place that decides what a person reads when an answer fails; `asked` is their message or interaction."""
        declined = troubles.told(error)
        if declined and isinstance(asked, discord.Interaction):
            await self._decline(asked, declined)
            return
        log.error("answer failed", exc_info=error)
        self.reception.tally.note(Way.MESSAGE if isinstance(asked, discord.Message) else Way.COMMAND, NO_INTENT, Outcome.FAILED)
        if isinstance(error, discord.Forbidden | discord.NotFound):
            return  # we may not speak there, or the question is gone: an apology would fail the same way
        keys = ("error.not_ready",) if isinstance(error, NotReadyError) else ("error.unexpected", "error.reference")
        request = tracing.current() or tracing.begin()
        with contextlib.suppress(discord.HTTPException):
            if isinstance(asked, discord.Interaction | discord.Message):
                await self.reception.tell(asked, *keys, request=request.id)

    async def close(self) -> None:
        """Finish the answers under way, for a few seconds at most, then leave and let go of the database."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_FINISH):
                await self.replies.finished()
        try:
            await super().close()
        finally:
            if self.health:
                await self.health.close()
            if self.moderation:
                await self.moderation.progressing.close()
                await self.moderation.rounds.close()
            if self.keeper:
                await self.keeper.close()

    async def _decline(self, asked: Interaction, declined: DeclinedError) -> None:
        log.info("an act was not carried out", outcome=declined.key)
        self.reception.tally.note(Way.COMMAND, NO_INTENT, Outcome.DECLINED)
        with contextlib.suppress(discord.HTTPException):
            if asked.type is discord.InteractionType.autocomplete:
                await asked.response.autocomplete([])
            else:
                await self.replies.answer(asked, self._sentence(declined.key, self.desk.languages.asks(asked), **declined.slots))

    @property
    def office(self) -> Office:
        """Where moderators work; raises DeclinedError where no database is kept."""
        if self.moderation is None:
            raise DeclinedError("error.stale")
        return self.moderation

    def _count(self, way: Way, question: Question) -> None:
        self.reception.answered(way, question)
        if self.moderation:
            self.moderation.gaps.note(question, self.desk.release.base)

    def _is_for_us(self, message: discord.Message) -> bool:
        if message.author.bot or message.webhook_id or message.type not in ASKING or self.user is None:
            return False
        return message.guild is None or (bool(message.content) and self.user in message.mentions)

    def _is_ours(self, message: object) -> TypeGuard[discord.Message]:
        return isinstance(message, discord.Message) and message.author == self.user

    def _sentence(self, key: str, speech: Speech, **slots: object) -> cards.Card:
        return cards.note(wording(self.desk.language(speech)).say(key, **slots))


class Tree(app_commands.CommandTree[PlainsightClient]):
    """The commands; their errors go where all errors go."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Begin to answer, unless somebody asks too much."""
        return await self.client.reception.lets_command(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Hand the failure to the client, without discord.py's wrapping."""
        await self.client.failed(error.original if isinstance(error, app_commands.CommandInvokeError) else error, interaction)


def private(interaction: Interaction) -> bool:
    """Whether the message pressed is seen by that person alone."""
    message = interaction.message
    return interaction.context.dm_channel or (message is not None and message.flags.ephemeral)


def in_company(interaction: Interaction) -> bool:
    """Whether there are others to show a card to."""
    return not interaction.context.dm_channel


def build(settings: Settings | None = None, *, releases: Releases | None = None) -> PlainsightClient:
    """The client, not yet connected; without `releases` it loads at start what the settings name, or the built-in pack.

    Raises SourceAddressError where the settings say that refreshes come from what is no place, and SettingsError for a bad key.
    """
    folder = settings.plainsight_pack if settings else None
    default = settings.plainsight_language if settings else REFERENCE
    live = releases or Releases(folder)
    floods = Floods(settings.plainsight_limit) if settings else Floods()
    held = settings.shards if settings else ALL_SHARDS
    if settings is None or not settings.keeps_releases:
        return PlainsightClient(Desk(live, Language(default)), floods=floods, held=held)
    # The database layer is 30 MiB of memory: only who keeps releases loads it.
    from bot.backups import Backups
    from bot.keeper import Keeper
    from bot.moderation.opening import office
    from bot.store.engine import Store

    store = Store.of(settings.plainsight_data, settings.database)
    kept, there = settings.plainsight_backups_kept, settings.backups
    backups = Backups(store.file, there, kept) if store.file and there else None
    keeper = Keeper(store, live, settings.source, first=folder, backups=backups)
    desk = Desk(live, Language(default), reports=settings.plainsight_home is not None, follows=True)
    return PlainsightClient(desk, keeper, office(settings, keeper, desk), floods, held)


def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT.

    Raises SettingsError without a token, NotAloneError beside another bot on the same SQLite database, and discord.LoginFailure
    for a token that Discord refuses.
    """
    with alone.holding(settings):
        _run(settings)


def _run(settings: Settings) -> None:
    client = build(settings)
    if settings.health:
        from bot.health.serving import Health

        client.health = Health(client, settings.health)
    asyncio.run(serve(client, settings.token))
