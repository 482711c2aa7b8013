"""Where every question comes in: it gets its number, waits where somebody asks too much, and is counted when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot import cards, tracing
from bot.floods import Crowd, Floods
from bot.tally import NO_INTENT, Outcome, Tally, Way
from knowledge.questions import Intent, Question
from knowledge.wording import wording

if TYPE_CHECKING:
    from bot.client import Interaction, PlainsightClient

    Asked: TypeAlias = discord.Message | Interaction

AT_ANY_TIME = ("ask", "help-now")
"""Commands that may be asked for urgent help."""
REFUSED, COUNTED = "refused", "counted"
SLOW = {Crowd.PERSON: "error.slow_person", Crowd.PLACE: "error.slow_place"}


class Reception:
    """Lets in and counts for a client; `floods` says how much anybody may ask."""

    def __init__(self, client: PlainsightClient, floods: Floods | None = None) -> None:
        self._client = client
        self._floods = floods or Floods()
        self.tally = Tally()

    def let_in(self, asked: Asked) -> Crowd | None:
        """Begin to answer in this task; who asks too much, None where it may be answered."""
        tracing.begin()
        return self._floods.refuses(_author(asked).id, asked.guild.id if asked.guild else None)

    async def lets_command(self, interaction: Interaction) -> bool:
        """The same for a command: whether it may go on. One that could be for urgent help may, and `waits` decides then."""
        if interaction.type is discord.InteractionType.autocomplete:
            tracing.begin()
            if not (free := self._floods.lets_type(interaction.user.id)):
                await interaction.response.autocomplete([])
            return free
        interaction.extras[REFUSED] = refused = self.let_in(interaction)
        if refused is None or (interaction.command and interaction.command.qualified_name in AT_ANY_TIME):
            return True
        await self.slow(interaction, refused)
        return False

    async def lets_press(self, interaction: Interaction, *, urgent: bool = False) -> bool:
        """The same for a button or list; one for urgent help always may."""
        refused = self.let_in(interaction)
        if refused is None or urgent:
            return True
        await self.slow(interaction, refused)
        return False

    async def waits(self, asked: Asked, question: Question, refused: Crowd | None = None) -> bool:
        """Whether this question is not answered now, which its asker has been told; urgent help never waits."""
        if isinstance(asked, discord.Interaction):
            asked.extras[COUNTED] = True
            refused = asked.extras.get(REFUSED)
        if refused is None or question.intent is Intent.URGENT_HELP:
            return False
        await self.slow(asked, refused)
        return True

    async def slow(self, asked: Asked, crowd: Crowd) -> None:
        """Ask for patience; in a channel once a minute, and then by silence."""
        by_message = isinstance(asked, discord.Message)
        self.tally.note(Way.MESSAGE if by_message else Way.COMMAND, NO_INTENT, Outcome.SLOWED)
        if not by_message or self._floods.tells(_author(asked).id, asked.guild.id if asked.guild else None):
            await self.tell(asked, SLOW[crowd])

    async def tell(self, asked: Asked, *keys: str, **slots: object) -> None:
        """Say these sentences to whoever asked, in their language; raises discord.HTTPException."""
        desk, replies = self._client.desk, self._client.replies
        speech = desk.languages.writes(asked) if isinstance(asked, discord.Message) else desk.languages.asks(asked)
        words = wording(desk.language(speech))
        card = cards.note("\n".join(words.say(key, **slots) for key in keys))
        if isinstance(asked, discord.Message):
            await replies.reply(asked, card)
        else:
            await replies.answer(asked, card)

    def answered(self, way: Way, question: Question) -> None:
        """Count a question that has its answer, or its question back."""
        self.tally.note(way, question.intent, Outcome.ASKED_BACK if question.clarify else Outcome.ANSWERED)

    def completed(self, interaction: Interaction) -> None:
        """Count a command that was no question, such as one of moderators."""
        if COUNTED not in interaction.extras:
            self.tally.note(Way.COMMAND, NO_INTENT, Outcome.ANSWERED)


def _author(asked: Asked) -> discord.abc.User:
    return asked.author if isinstance(asked, discord.Message) else asked.user
