"""Which language people and servers have chosen, in memory: looked up at every question, so no database stands in the way."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import discord

from knowledge.questions import Language

if TYPE_CHECKING:
    Asking: TypeAlias = "discord.Interaction[discord.Client]"

LOCALES: Mapping[str, Language] = {"en": Language.EN, "es": Language.ES, "pt": Language.PT}
"""The languages of Discord's own menus that are ours; it has no Haitian Creole."""
MOST_FOR_NOW = 10_000


@dataclass(frozen=True, slots=True)
class Speech:
    """What is known of the language that somebody wants, None for what is not.

    `choice` is what they chose, `locale` that of their Discord ("es-419"), `server` the language of the server where they ask.
    """

    locale: str | None = None
    choice: str | None = None
    server: str | None = None


class Languages:
    """The choices, by a person's name (see `called`) and a server's id; one that is not remembered lasts until the restart."""

    def __init__(self) -> None:
        self._name: Callable[[int], str] = str
        self._kept: Mapping[str, str] = {}
        self._servers: Mapping[int, str] = {}
        self._for_now: OrderedDict[str, str] = OrderedDict()

    def called(self, name: Callable[[int], str]) -> None:
        """Know people by this name of their account from now on, such as a keyed hash."""
        self._name = name

    def own(self, user_id: int) -> str | None:
        """The language that somebody chose."""
        if not self._for_now and not self._kept:
            return None
        name = self._name(user_id)
        return self._for_now.get(name) or self._kept.get(name)

    def remembers(self, user_id: int) -> bool:
        """Whether the choice is one that outlasts this process."""
        return bool(self._kept) and self._name(user_id) in self._kept

    def choose(self, user_id: int, language: str) -> None:
        """Take a choice that is not remembered; of very many, the oldest falls away."""
        name = self._name(user_id)
        self._for_now[name] = language
        self._for_now.move_to_end(name)
        if len(self._for_now) > MOST_FOR_NOW:
            self._for_now.popitem(last=False)

    def keep(self, user_id: int, language: str) -> None:
        """Take a choice that has been remembered."""
        name = self._name(user_id)
        self._for_now.pop(name, None)
        self._kept = {**self._kept, name: language}

    def drop(self, user_id: int) -> bool:
        """Let go of a choice, remembered or not; whether there was one."""
        name = self._name(user_id)
        there = self._for_now.pop(name, None) is not None or name in self._kept
        self._kept = {known: language for known, language in self._kept.items() if known != name}
        return there

    def keep_server(self, server: int, language: str | None) -> None:
        """Take what a server has set, None for nothing."""
        others = {known: set_to for known, set_to in self._servers.items() if known != server}
        self._servers = {**others, server: language} if language else others

    def learn(self, kept: Mapping[str, str], servers: Mapping[int, str]) -> None:
        """Take all that is remembered, in the place of what was before."""
        self._kept, self._servers = kept, servers

    def asks(self, interaction: Asking, choice: str | None = None) -> Speech:
        """The language of whoever uses a command or presses something; `choice` is what they ask for this once."""
        choice = choice or self.own(interaction.user.id)
        return Speech(str(interaction.locale), choice, self._of(interaction.guild_id, interaction.guild_locale))

    def writes(self, message: discord.Message) -> Speech:
        """The language of whoever writes a message; Discord does not tell the locale of its author."""
        guild = message.guild
        return Speech(None, self.own(message.author.id), self._of(guild.id, guild.preferred_locale) if guild else None)

    def _of(self, server: int | None, locale: discord.Locale | None) -> str | None:
        """What a server has set, else the locale that it chose; US English is what every server has that never chose."""
        chosen = None if locale is discord.Locale.american_english else locale
        return self._servers.get(server or 0) or language_of(str(chosen) if chosen else None)


def language_of(locale: str | None) -> Language | None:
    """Our language of a locale such as "es-419", None for one that we do not speak."""
    return LOCALES.get((locale or "").partition("-")[0])
