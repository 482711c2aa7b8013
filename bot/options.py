"""What several commands share: translated names, the language choice, and suggestions while a town is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.cards.language import ENDONYMS
from bot.client import Interaction, in_company
from bot.custom_ids import Part
from bot.languages import Speech
from bot.targets import target_of
from knowledge.maps.legend import Style
from knowledge.places import PlaceMatch
from knowledge.questions import Question
from knowledge.wording import wording

LONGEST = 100
OFFERED = 25
NAMED_TOWNS = 3
SHORT_FORM = "abbreviation"
Declared = TypeVar("Declared")
Job: TypeAlias = app_commands.Command[Any, ..., None]


def languages(command: Declared) -> Declared:
    """Have an option `language` offer every language; made anew each time, for discord.py adds to what a command was given."""
    return app_commands.choices(language=[Choice(name=name, value=code) for code, name in ENDONYMS.items()])(command)


def said(text: str, key: str) -> locale_str:
    """English text of a menu, with the catalogue's key for its other languages."""
    return locale_str(text, key=key)


TOWN = said("town", "option.town.name")
TOWN_HELP = said("A town, village or nickname; spelling does not have to be right", "option.town.description")
LANGUAGE = said("language", "option.language.name")
LANGUAGE_HELP = said("The language of the answer", "option.language.description")


STYLE = said("style", "option.style.name")
STYLE_HELP = said("Light or dark colors", "option.style.description")
styles = app_commands.choices(style=[Choice(name=said(style, f"option.style.{style}"), value=style) for style in Style])


def speech(interaction: Interaction, language: str | None = None) -> Speech:
    """The language of whoever uses a command; `language` is what they ask for this once."""
    return interaction.client.desk.languages.asks(interaction, language)


async def show_part(interaction: Interaction, question: Question, part: Part, *subjects: str) -> None:
    """Show a part of the answer to whoever uses a command, about these subjects by token, or the question back."""
    bot = interaction.client
    if question.clarify:
        await bot.answer(interaction, question)
        return
    target = replace(target_of(question, bot.desk.release), part=part, subjects=subjects)
    await bot.replies.answer(interaction, bot.desk.follow(target, showable=in_company(interaction)))


async def suggest_towns(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The towns, villages and nicknames that the typed letters may be the start of, misspellings included."""
    matches = interaction.client.desk.release.base.finder.suggest(typed, OFFERED)
    labels = dict(map(_offered, matches))
    return [Choice(name=label[:LONGEST], value=name) for name, label in labels.items() if len(name) <= LONGEST]


async def suggest_several_towns(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The towns typed so far, each time with one more that the letters after the last comma may be the start of."""
    if not await interaction.client.allows(interaction):
        return []
    before, comma, begun = typed.rpartition(",")
    kept, begun, desk = f"{before.strip()}{comma} " if comma else "", begun.strip(), interaction.client.desk
    statewide = wording(desk.language(speech(interaction))).say("update.statewide")
    whole = [statewide] if not comma and statewide.casefold().startswith(begun.casefold()) else []
    found = [match.name for match in desk.release.base.finder.suggest(begun, OFFERED)] if begun else []
    offered = dict.fromkeys([*whole, *(f"{kept}{name}" for name in found)])
    return [Choice(name=text, value=text) for text in offered if len(text) <= LONGEST][:OFFERED]


def _offered(match: PlaceMatch) -> tuple[str, str]:
    """The name to offer and its label: a short form as the town it stands for, another name with the towns that it lies in."""
    if match.kind == SHORT_FORM and len(match.towns) == 1:
        return match.towns[0], match.towns[0]
    if match.towns == (match.name,) or len(match.towns) > NAMED_TOWNS:
        return match.name, match.name
    return match.name, f"{match.name} ({', '.join(match.towns)})"


def suggestions(names: dict[str, str], typed: str) -> list[Choice[str]]:
    """Of `names` (value: label), those that hold the typed letters, those that start with them first."""
    wanted = typed.casefold().strip()
    fitting = {value: label for value, label in names.items() if wanted in label.casefold()}
    ordered = sorted(fitting.items(), key=lambda item: not item[1].casefold().startswith(wanted))
    return [Choice(name=label[:LONGEST], value=value) for value, label in ordered if len(value) <= LONGEST][:OFFERED]


def group_of(
    name: locale_str, description: locale_str, jobs: Iterable[Job], permissions: discord.Permissions | None = None
) -> app_commands.Group:
    """A group of a server's commands; Discord offers it to who has these permissions, and the bot itself checks who may."""
    made = app_commands.Group(
        name=name,
        description=description,
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        default_permissions=permissions,
    )
    for job in jobs:
        made.add_command(job)
    return made
