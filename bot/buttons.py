"""Buttons and menus: whatever carries one of our custom_ids comes here, whenever and by whomever it was sent."""

from __future__ import annotations

import re
from typing import Self, TypeVar

import discord
from discord import ui

from bot.custom_ids import ANY_VERSION
from bot.moderation.moves import ANY_VERSION as ANY_MOVE
from bot.writing.errands import ANY_VERSION as ANY_ERRAND

AnyClient = TypeVar("AnyClient", bound=discord.Client)


class Control(ui.DynamicItem["ui.Item[ui.LayoutView]"], template=ANY_VERSION):
    """A button or menu on any card of any version; pressing it raises the client's `press` event.

    As an event it fails where all events fail, in `PlainsightClient.on_error`.
    """

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[AnyClient], item: ui.Item[ui.LayoutView], _match: re.Match[str], /
    ) -> Self:
        """The control as it stands on the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[AnyClient]) -> None:
        """Hand the press to the client."""
        interaction.client.dispatch("press", interaction)


class ModeratorControl(ui.DynamicItem["ui.Item[ui.LayoutView]"], template=ANY_MOVE):
    """A button or menu on any moderator's card of any version; using it raises the client's `move` event."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[AnyClient], item: ui.Item[ui.LayoutView], _match: re.Match[str], /
    ) -> Self:
        """The control as it stands on the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[AnyClient]) -> None:
        """Hand the move to the client."""
        interaction.client.dispatch("move", interaction)


class PaperControl(ui.DynamicItem["ui.Item[ui.LayoutView]"], template=ANY_ERRAND):
    """A button or menu on any letter or request of any version; using it raises the client's `errand` event."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[AnyClient], item: ui.Item[ui.LayoutView], _match: re.Match[str], /
    ) -> Self:
        """The control as it stands on the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[AnyClient]) -> None:
        """Hand the errand to the client."""
        interaction.client.dispatch("errand", interaction)
