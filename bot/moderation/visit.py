"""One thing that somebody who may do it does: a command, a press, a form sent; with what answering it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.forms import Filled, Form
from bot.moderation.moves import Move
from bot.moderation.roles import Standing
from bot.replies import Press, Replies
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.cards import Card
    from bot.moderation.office import Office

NOTHING = Filled()
NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Visit:
    """Who acts (`who` is a keyed name), in what language, with which move; `filled` is what they wrote or picked."""

    office: Office
    interaction: Press
    standing: Standing
    who: str
    words: Wording
    move: Move | None = None
    filled: Filled = NOTHING

    @property
    def subject(self) -> str:
        """What the move is about; "" for a command."""
        return self.move.subject if self.move else ""

    @property
    def number(self) -> int:
        """The number that the subject is or begins with (before a slash); 0, which nothing has, where it is none."""
        begins = self.subject.partition("/")[0]
        return int(begins) if NUMBER.fullmatch(begins) else 0

    @property
    def replies(self) -> Replies:
        """The way to answer."""
        return self.office.replies

    def say(self, key: str, /, **slots: object) -> str:
        """A sentence in their language."""
        return self.words.say(key, **slots)

    async def think(self, *, aside: bool = True) -> None:
        """Take more than three seconds: `aside` for a new message to them alone, else to change the message pressed."""
        await self.replies.think(self.interaction, aside=aside)

    async def answer(self, card: Card, *files: discord.File) -> None:
        """Answer them alone."""
        await self.replies.answer(self.interaction, card, *files)

    async def replace(self, card: Card, *files: discord.File) -> None:
        """Put another card, with these files alone, in the place of the one that was pressed."""
        await self.replies.replace(self.interaction, card, *files)

    async def open(self, form: Form) -> None:
        """Show them a form; nothing may have been answered before."""
        await self.replies.open(self.interaction, form)


Handler: TypeAlias = "Callable[[Visit], Awaitable[None]]"
