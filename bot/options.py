"""What several commands share: translated names, the language choice, and suggestions while a town is typed."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.client import Interaction
from bot.desk import Speech
from knowledge.places import PlaceMatch

LONGEST = 100
OFFERED = 25
NAMED_TOWNS = 3
SHORT_FORM = "abbreviation"
ENDONYMS = {"en": "English", "es": "Español", "pt": "Português", "ht": "Kreyòl ayisyen"}
languages = app_commands.choices(language=[Choice(name=name, value=code) for code, name in ENDONYMS.items()])


def said(text: str, key: str) -> locale_str:
    """English text of a menu, with the catalogue's key for its other languages."""
    return locale_str(text, key=key)


TOWN = said("town", "option.town.name")
TOWN_HELP = said("A town, village or nickname; spelling does not have to be right", "option.town.description")
LANGUAGE = said("language", "option.language.name")
LANGUAGE_HELP = said("The language of the answer", "option.language.description")


def speech(interaction: Interaction, language: str | None = None) -> Speech:
    """The language of whoever uses a command."""
    return Speech(str(interaction.locale), language)


async def suggest_towns(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The towns, villages and nicknames that the typed letters may be the start of, misspellings included."""
    matches = interaction.client.desk.release.base.finder.suggest(typed, OFFERED)
    labels = dict(map(_offered, matches))
    return [Choice(name=label[:LONGEST], value=name) for name, label in labels.items() if len(name) <= LONGEST]


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
