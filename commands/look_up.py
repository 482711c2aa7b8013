"""The entry in a message's menu: look up the towns that somebody else's message names."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.cards import note
from bot.client import Interaction, PlainsightClient
from bot.options import said, speech
from knowledge.wording import wording


@app_commands.context_menu(name=said("Look up towns in this message", "command.look_up.name"))
async def look_up(interaction: Interaction, message: discord.Message) -> None:
    """Show the record of the towns named, in the language of the person who looks them up."""
    bot = interaction.client
    spoken = speech(interaction)
    question = bot.desk.towns_in(message.content, spoken)
    if question:
        await bot.answer(interaction, question)
    else:
        words = wording(bot.desk.language(spoken))
        await bot.replies.answer(interaction, note(words.say("lookup.nothing", state=bot.desk.release.base.manifest.name)))


async def setup(bot: PlainsightClient) -> None:
    """Add the command."""
    bot.tree.add_command(look_up)
