"""Every command, option and choice in Discord's menus: named and described in Spanish and Portuguese, as Discord allows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest
from discord import Locale

from bot.client import EXTENSIONS, FOR_MODERATORS
from bot.translator import CatalogueTranslator
from tests.bot import desks

LOCALES = {Locale.spain_spanish.value, Locale.latin_american_spanish.value, Locale.brazil_portuguese.value}
NAME = re.compile(r"[-_'\w]{1,32}")
SAME_EVERYWHERE = {"English", "Español", "Português", "Kreyòl ayisyen", "ICE"}
"""Choices that are names: languages by their own, agencies by the letters that everybody uses."""
MENU = 3
"""The type of a command in a message's menu, whose name may hold spaces and capitals and which has no description."""


@pytest.fixture(scope="module")
def registered() -> list[dict[str, Any]]:
    """Every command, those of moderators too, as Discord is told of them."""
    return asyncio.run(_payloads())


async def _payloads() -> list[dict[str, Any]]:
    client = desks.client()
    for name in (*EXTENSIONS, *FOR_MODERATORS):
        await client.load_extension(f"commands.{name}")
    commands = client.tree.get_commands()
    return [await command.get_translated_payload(client.tree, CatalogueTranslator()) for command in commands]


def items(commands: list[dict[str, Any]], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each command, group, subcommand and option with its path."""
    for item in commands:
        path = f"{above}/{item['name']}"
        yield path, item
        yield from items(item.get("options", []), path)


def choices(commands: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in items(commands):
        for choice in item.get("choices", []):
            yield f"{path}={choice['value']}", choice


def in_menu(path: str, item: dict[str, Any]) -> bool:
    """Whether it is a command of a message's menu."""
    return item.get("type") == MENU and path.count("/") == 1


def test_every_name_is_given_in_every_locale(registered: list[dict[str, Any]]) -> None:
    found = {path: set(item.get("name_localizations") or {}) for path, item in items(registered)}
    assert {path: LOCALES - there for path, there in found.items() if LOCALES - there} == {}


def test_every_description_is_given_in_every_locale(registered: list[dict[str, Any]]) -> None:
    found = {
        path: set(item.get("description_localizations") or {}) for path, item in items(registered) if not in_menu(path, item)
    }
    assert {path: LOCALES - there for path, there in found.items() if LOCALES - there} == {}


def test_names_are_lower_case_words_of_at_most_32_letters(registered: list[dict[str, Any]]) -> None:
    for path, item in items(registered):
        if not in_menu(path, item):
            for name in (item["name"], *(item.get("name_localizations") or {}).values()):
                assert NAME.fullmatch(name), f"{path}: {name}"
                assert name == name.lower(), f"{path}: {name}"


def test_descriptions_have_1_to_100_letters(registered: list[dict[str, Any]]) -> None:
    for path, item in items(registered):
        for text in (item.get("description"), *(item.get("description_localizations") or {}).values()):
            assert text is None or text == "" or 1 <= len(text) <= 100, f"{path}: {text}"


def test_no_two_options_of_a_command_have_the_same_name_in_a_locale(registered: list[dict[str, Any]]) -> None:
    for path, item in items(registered):
        for locale in LOCALES:
            names = [(option.get("name_localizations") or {}).get(locale, option["name"]) for option in item.get("options", [])]
            assert len(names) == len(set(names)), f"{path} in {locale}: {names}"


def test_no_two_commands_have_the_same_name_in_a_locale(registered: list[dict[str, Any]]) -> None:
    for locale in LOCALES:
        names = [(command.get("name_localizations") or {}).get(locale, command["name"]) for command in registered]
        assert len(names) == len(set(names)), f"{locale}: {names}"


def test_every_choice_is_given_in_every_locale(registered: list[dict[str, Any]]) -> None:
    for path, choice in choices(registered):
        there = set(choice.get("name_localizations") or {})
        assert choice["name"] in SAME_EVERYWHERE or there >= LOCALES, path
        assert all(1 <= len(name) <= 100 for name in (choice["name"], *(choice.get("name_localizations") or {}).values()))
