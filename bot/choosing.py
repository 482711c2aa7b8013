"""Choosing the language of the answers: for now, remembered, or forgotten again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from bot.cards.language import Choice, Chosen, render
from bot.custom_ids import Press, Verb
from knowledge.questions import Language

if TYPE_CHECKING:
    import discord

    from bot.client import PlainsightClient

Interaction: TypeAlias = "discord.Interaction[PlainsightClient]"
Doing: TypeAlias = Callable[[Interaction, Language], Awaitable[Choice]]


async def ask(interaction: Interaction, language: str | None) -> None:
    """Take the language that a command names, or show how the choice stands; raises StoreError."""
    languages = interaction.client.desk.languages
    if language:
        chosen = Language(language)
        choice = await _choose(interaction, chosen)
    else:
        chosen = interaction.client.desk.language(languages.asks(interaction))
        choice = _standing(interaction)
    await interaction.client.replies.answer(interaction, render(Chosen(chosen, choice, _lasting(interaction))))


async def press(interaction: Interaction, pressed: Press, values: Sequence[str]) -> None:
    """Do what the card's menu or buttons say, and show how the choice stands then; raises StoreError."""
    picked = values[0] if values else pressed.target.language
    language = Language(picked if picked in list(Language) else pressed.target.language)
    choice = await DOING[pressed.verb](interaction, language)
    await interaction.client.replies.replace(interaction, render(Chosen(language, choice, _lasting(interaction))))


async def _choose(interaction: Interaction, language: Language) -> Choice:
    """Take the choice; where one is remembered already, this one is remembered in its place."""
    languages = interaction.client.desk.languages
    if languages.remembers(interaction.user.id):
        return await _remember(interaction, language)
    languages.choose(interaction.user.id, language)
    return Choice.FOR_NOW


async def _remember(interaction: Interaction, language: Language) -> Choice:
    office = interaction.client.moderation
    if office is None:
        interaction.client.desk.languages.choose(interaction.user.id, language)
        return Choice.FOR_NOW
    await office.preferences.remember(interaction.user.id, language)
    return Choice.REMEMBERED


async def _forget(interaction: Interaction, _language: Language) -> Choice:
    office = interaction.client.moderation
    if office:
        await office.preferences.forget(interaction.user.id)
    else:
        interaction.client.desk.languages.drop(interaction.user.id)
    return Choice.FORGOTTEN


DOING: dict[Verb, Doing] = {Verb.CHOOSE: _choose, Verb.REMEMBER: _remember, Verb.FORGET: _forget}


def _standing(interaction: Interaction) -> Choice:
    languages = interaction.client.desk.languages
    if languages.remembers(interaction.user.id):
        return Choice.REMEMBERED
    return Choice.FOR_NOW if languages.own(interaction.user.id) else Choice.NONE


def _lasting(interaction: Interaction) -> bool:
    return interaction.client.moderation is not None
