"""A small discord.py client with one of everything, to test the loopback Discord itself with."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

NOBODY = discord.AllowedMentions.none()
TOWNS = ("Fairfield", "Westport", "Norwalk")


class Press(discord.ui.Button["Panel"]):
    """A button that does what it is given to do."""

    def __init__(self, label: str, act: Callable[[discord.Interaction], Awaitable[None]]) -> None:
        super().__init__(label=label, custom_id=label.lower())
        self._act = act

    async def callback(self, interaction: discord.Interaction) -> None:
        await self._act(interaction)


class Menu(discord.ui.Select["Panel"]):
    """A select that says what was chosen."""

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You chose {self.values[0]}", ephemeral=True)


class Panel(discord.ui.LayoutView):
    """A card with a text, buttons, a select and a link."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.text = discord.ui.TextDisplay[Panel]("A card")
        actions = {"Edit": self.edit, "More": self.more, "Form": self.form, "Later": self.later}
        presses = [Press(label, act) for label, act in actions.items()]
        link = discord.ui.Button[Panel](label="Source", url="https://example.org/record")
        options = [discord.SelectOption(label=town, value=town.lower()) for town in TOWNS]
        self.menu = Menu(custom_id="town", placeholder="Another town", options=options)
        rows = discord.ui.ActionRow[Panel](*presses, link), discord.ui.ActionRow[Panel](self.menu)
        self.add_item(discord.ui.Container[Panel](self.text, *rows))

    async def edit(self, interaction: discord.Interaction) -> None:
        self.text.content = "An edited card"
        await interaction.response.edit_message(view=self)

    async def more(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("More for you", ephemeral=True)
        await interaction.followup.send("And a follow-up", ephemeral=True)

    async def form(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    async def later(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        self.text.content = "A card edited later"
        await interaction.edit_original_response(view=self)


class Form(discord.ui.Modal, title="A correction"):
    """A form with a text and a choice."""

    what: discord.ui.Label[Form] = discord.ui.Label(
        text="What is wrong?",
        component=discord.ui.TextInput(custom_id="what", max_length=50),
    )
    where: discord.ui.Label[Form] = discord.ui.Label(
        text="Which town?",
        component=discord.ui.Select(
            custom_id="where", required=False, options=[discord.SelectOption(label=town) for town in TOWNS]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        what, where = self.what.component, self.where.component
        assert isinstance(what, discord.ui.TextInput)
        assert isinstance(where, discord.ui.Select)
        await interaction.response.send_message(f"{what.value} / {','.join(where.values)}", ephemeral=True)


class PracticeBot(discord.AutoShardedClient):
    """Commands, buttons, a form, menus, and answers to whatever it can read in channels."""

    def __init__(self, *, message_content: bool = False, allowed_mentions: discord.AllowedMentions | None = NOBODY) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)
        super().__init__(intents=intents, allowed_mentions=allowed_mentions)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.resumed = 0
        for callback in (self.echo, self.panel, self.town, self.slow, self.locale, self.secret, self.picture):
            self.tree.add_command(app_commands.Command(name=callback.__name__, description="For practice", callback=callback))
        anywhere = app_commands.AppInstallationType(guild=True, user=True)
        everywhere = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        for name in ("echo", "panel"):
            command = self.tree.get_command(name)
            assert isinstance(command, app_commands.Command)
            command.allowed_installs, command.allowed_contexts = anywhere, everywhere
        town = self.tree.get_command("town")
        assert isinstance(town, app_commands.Command)
        town.autocomplete("name")(self.suggest)
        secret = self.tree.get_command("secret")
        assert isinstance(secret, app_commands.Command)
        secret.default_permissions = discord.Permissions(manage_guild=True)
        self.tree.add_command(app_commands.ContextMenu(name="Repeat", callback=self.repeat))
        self.tree.add_command(app_commands.ContextMenu(name="Greet", callback=self.greet))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Not wait the five seconds that discord.py leaves between two IDENTIFY."""

    async def echo(self, interaction: discord.Interaction, text: str, times: app_commands.Range[int, 1, 3] = 1) -> None:
        await interaction.response.send_message(" ".join([text] * times))

    async def panel(self, interaction: discord.Interaction, private: bool = False) -> None:
        await interaction.response.send_message(view=Panel(), ephemeral=private)

    async def town(self, interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(name, ephemeral=True)

    async def slow(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("Done", ephemeral=True)

    async def locale(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(str(interaction.locale), ephemeral=True)

    async def secret(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("psst", ephemeral=True)

    async def picture(self, interaction: discord.Interaction) -> None:
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://map.png", description="A map")))
        await interaction.response.send_message(view=view, file=discord.File(io.BytesIO(b"\x89PNG map"), "map.png"))

    async def suggest(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=town, value=town.lower()) for town in TOWNS if town.lower().startswith(current.lower())]

    async def repeat(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"It says: {message.content}", ephemeral=True)

    async def greet(self, interaction: discord.Interaction, user: discord.User) -> None:
        await interaction.response.send_message(f"Hello {user.name}", ephemeral=True)

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        self.heard.append(message)
        if message.content:
            await message.reply(f"I read: {message.clean_content}")
