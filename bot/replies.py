"""The one place from which the bot speaks: every send pings nobody, and shutting down waits for the sends under way."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import discord

from bot.cards import Card
from bot.cards.layout import DESCRIPTION
from bot.forms import Form, modal

Press: TypeAlias = "discord.Interaction[discord.Client]"
NOBODY = discord.AllowedMentions.none()


class Replies:
    """Sends cards and knows when none is under way."""

    def __init__(self) -> None:
        self.sent = 0
        """How many messages and answers there have been: whoever sends at leisure leaves room for them."""
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def finished(self) -> None:
        """Return once nothing is being sent."""
        await self._idle.wait()

    async def think(self, interaction: Press, *, aside: bool = True) -> None:
        """Tell Discord that the answer takes longer: `aside` for a new message to that person alone, else for the one pressed."""
        with self._sending():
            await interaction.response.defer(ephemeral=aside, thinking=aside)

    async def answer(self, interaction: Press, card: Card, *files: discord.File) -> None:
        """Answer an interaction, visible to that person alone."""
        with self._sending():
            if interaction.response.is_done():
                await interaction.followup.send(
                    view=card, files=await along(card, files), ephemeral=True, allowed_mentions=NOBODY
                )
            else:
                await interaction.response.send_message(
                    view=card, files=await along(card, files), ephemeral=True, allowed_mentions=NOBODY
                )

    async def replace(self, interaction: Press, card: Card, *files: discord.File) -> None:
        """Put another card, with these files alone, in the place of the one that was pressed."""
        with self._sending():
            if interaction.response.is_done():
                await interaction.edit_original_response(view=card, attachments=await along(card, files), allowed_mentions=NOBODY)
            else:
                await interaction.response.edit_message(view=card, attachments=await along(card, files), allowed_mentions=NOBODY)

    async def show(self, interaction: Press, card: Card, *files: discord.File) -> None:
        """Post a card in the channel for everyone."""
        with self._sending():
            await interaction.response.send_message(view=card, files=await along(card, files), allowed_mentions=NOBODY)

    async def open(self, interaction: Press, form: Form) -> None:
        """Show somebody a form to fill in."""
        with self._sending():
            await interaction.response.send_modal(modal(form))

    async def post(self, channel: discord.abc.Messageable, card: Card, *files: discord.File) -> discord.Message:
        """Post a card in a channel, in answer to nobody."""
        with self._sending():
            return await channel.send(view=card, files=await along(card, files), allowed_mentions=NOBODY)

    async def edit(self, message: discord.PartialMessage, card: Card, *files: discord.File) -> None:
        """Put another card, with these files alone, in the place of one that we posted."""
        with self._sending():
            await message.edit(view=card, attachments=await along(card, files), allowed_mentions=NOBODY)

    async def reply(self, message: discord.Message, card: Card) -> None:
        """Reply to a message in its channel; where it has been deleted meanwhile, just post."""
        with self._sending():
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(
                view=card, files=await along(card), reference=reference, mention_author=False, allowed_mentions=NOBODY
            )

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Have leaving wait for what is done in here: what is kept beside a send must not part from it."""
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    @contextmanager
    def _sending(self) -> Iterator[None]:
        self.sent += 1
        with self.busy():
            yield


async def along(card: Card, files: Iterable[discord.File] = ()) -> list[discord.File]:
    """These files and those that the card brings, which are made aside: drawing must not keep others waiting."""
    made = [(file, io.BytesIO(await asyncio.to_thread(file.content))) for file in card.attachments]
    return [*files, *(discord.File(data, file.name, description=file.description[:DESCRIPTION] or None) for file, data in made)]
