"""Buttons and menus: whatever carries one of our custom_ids comes here, whenever and by whomever it was sent."""

from __future__ import annotations

import re
from typing import ClassVar, Self, TypeVar

import discord
from discord import ui

from bot.custom_ids import ANY_VERSION
from bot.moderation.moves import ANY_VERSION as ANY_MOVE
from bot.writing.errands import ANY_VERSION as ANY_ERRAND

AnyClient = TypeVar("AnyClient", bound=discord.Client)


class Control(ui.DynamicItem["ui.Item[ui.LayoutView]"], template=ANY_VERSION):
    """A button or menu on any card of any version; pressing it raises an event of the client, `press`.

    As an event it fails where all events fail, in `PlainsightClient.on_error`.
    """

    RAISES: ClassVar = "press"

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[AnyClient], item: ui.Item[ui.LayoutView], _match: re.Match[str], /
    ) -> Self:
        """The control as it stands on the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[AnyClient]) -> None:
        """Hand it to the client."""
        interaction.client.dispatch(self.RAISES, interaction)


class ModeratorControl(Control, template=ANY_MOVE):
    """The same on any card of those who keep the record, post updates or follow them: `move`."""

    RAISES = "move"


class PaperControl(Control, template=ANY_ERRAND):
    """The same on any letter or request: `errand`."""

    RAISES = "errand"
