"""Commands that everybody has are named from the catalogues that are read anyway: no other is read to tell Discord of them."""

from __future__ import annotations

from importlib.resources import files

import discord
from babel.messages.pofile import read_po
from discord import app_commands

from bot.client import EXTENSIONS
from knowledge.wording import OFTEN
from tests.bot import desks


class Listening(app_commands.Translator):
    """Keeps the keys that it is asked for, and translates nothing."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> None:
        self.keys |= {str(string.extras["key"])} if "key" in string.extras else set()


async def test_no_name_of_a_public_command_has_more_catalogues_read() -> None:
    client, heard = desks.client(), Listening()
    for name in EXTENSIONS:
        await client.load_extension(f"commands.{name}")
    for command in client.tree.get_commands():
        await command.get_translated_payload(client.tree, heard)
    rooms = [(files("knowledge.wording") / "es" / f"{room}.po").read_bytes() for room in OFTEN]
    often = {message.id for room in rooms for message in read_po(room.splitlines(keepends=True), locale=None)}
    assert len(heard.keys) > 30
    assert heard.keys - often == set()
