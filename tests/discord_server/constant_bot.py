"""A bot that answers every slash command with one constant Components V2 card: the floor that a benchmark compares with."""

from __future__ import annotations

import argparse
import os

import discord
from discord import app_commands

TEXTS_FOR_CHARACTERS = 4000


def card(components: int = 27, characters: int = 1500) -> discord.ui.LayoutView:
    """A card of exactly so many components (at least 2, at most 40) and characters of text (at most 4000)."""
    view, container = discord.ui.LayoutView(timeout=None), discord.ui.Container[discord.ui.LayoutView]()
    texts = components - 1
    share, rest = divmod(min(characters, TEXTS_FOR_CHARACTERS), texts)
    for number in range(texts):
        container.add_item(discord.ui.TextDisplay("x" * max(1, share + (number < rest))))
    view.add_item(container)
    return view


class ConstantBot(discord.Client):
    """Registers commands of these names, each with one text option `question`, and answers all of them with the same card."""

    def __init__(self, components: int = 27, characters: int = 1500, names: tuple[str, ...] = ("ask",)) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self._card = card(components, characters)
        for name in names:
            self.tree.add_command(app_commands.Command(name=name, description="Answers a constant", callback=self._answer))

    async def _answer(self, interaction: discord.Interaction, question: str = "") -> None:
        await interaction.response.send_message(view=self._card, ephemeral=True)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()


def main() -> None:
    """Run until stopped; the token comes from DISCORD_TOKEN."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--components", type=int, default=27)
    parser.add_argument("--characters", type=int, default=1500)
    parser.add_argument("--names", nargs="+", default=["ask"])
    options = parser.parse_args()
    ConstantBot(options.components, options.characters, tuple(options.names)).run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
