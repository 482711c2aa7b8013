"""What holds for every command: registered, translated, private, quick, and silent about what was typed."""

from __future__ import annotations

import pathlib
import re

import discord
import pytest
from discord import app_commands

from bot.client import EXTENSIONS, FOR_MODERATORS
from bot.translator import LANGUAGE_OF, CatalogueTranslator
from knowledge.wording import wording
from tests.bot import desks
from tests.bot.simulated import Scene

LOOK_UP = "Look up towns in this message"
SLASH = [
    "about",
    "ask",
    "explain",
    "help-now",
    "language",
    "law",
    "legislators",
    "letter",
    "map",
    "records-request",
    "sources",
    "timeline",
    "town",
    "who-shares",
]
PERSONAL = {"language", "letter", "records-request"}
"""What concerns the person alone: there is nothing in it to show everyone."""
ANSWERING = [name for name in SLASH if name not in PERSONAL]
NEEDED = {
    "ask": {"question": "Fairfield"},
    "town": {"name": "Fairfield"},
    "legislators": {"town": "Fairfield"},
    "letter": {"town": "Fairfield"},
    "records-request": {"town": "Fairfield"},
    "explain": {"term": "alpr"},
}
SHOW = [("es", "Mostrar a todos"), ("pt", "Mostrar a todos"), ("ht", "Montre tout moun")]
COMMANDS = pathlib.Path(__file__).parents[2] / "commands"


def registered(scene: Scene) -> list[dict[str, object]]:
    """The commands as Discord was told of them."""
    (body,) = [entry.json for entry in scene.env.http_requests if entry.method == "PUT" and entry.path.endswith("/commands")]
    return body


def strings(scene: Scene) -> list[tuple[str, dict[str, str], str]]:
    """Every name and description in the menus: (English, its translations, where)."""
    found = []
    for command in registered(scene):
        for item in (command, *command.get("options", ())):
            found.append((item["name"], item.get("name_localizations") or {}, f"{command['name']}.name"))
            if item.get("description"):
                found.append((item["description"], item.get("description_localizations") or {}, f"{command['name']}.description"))
    return found


def test_every_file_in_commands_is_an_extension() -> None:
    names = {path.stem for path in COMMANDS.glob("*.py")} | {path.parent.name for path in COMMANDS.glob("*/__init__.py")}
    assert names == {"__init__", *EXTENSIONS, *FOR_MODERATORS}


async def test_every_command_is_registered_once(scene: Scene) -> None:
    assert sorted(command["name"] for command in registered(scene)) == sorted([LOOK_UP, *SLASH])


async def test_every_name_and_description_is_translated_where_discord_has_the_language(scene: Scene) -> None:
    for english, translations, where in strings(scene):
        assert translations.keys() == {str(locale) for locale in LANGUAGE_OF}, f"{where}: {english}"


async def test_names_and_descriptions_are_as_short_as_discord_wants_in_every_language(scene: Scene) -> None:
    for english, translations, where in strings(scene):
        longest = 32 if where.endswith("name") else 100
        assert all(1 <= len(text) <= longest for text in (english, *translations.values())), where


async def test_slash_names_are_lower_case_words(scene: Scene) -> None:
    for command in registered(scene):
        if command.get("type", 1) == 1:
            for item in (command, *command.get("options", ())):
                names = (item["name"], *(item.get("name_localizations") or {}).values())
                assert all(re.fullmatch(r"[\w-]{1,32}", name) and name == name.lower() for name in names)


async def test_the_english_in_the_commands_is_the_english_of_the_catalogue(scene: Scene) -> None:
    words = wording("en")
    for command in scene.env.bot.tree.walk_commands():
        pairs = [command._locale_name, getattr(command, "_locale_description", None)]
        for parameter in getattr(command, "parameters", ()):
            pairs += [parameter.locale_name, parameter.locale_description]
        for said in pairs:
            if isinstance(said, app_commands.locale_str):
                assert said.message == words.say(said.extras["key"])


async def test_a_locale_without_wording_gets_the_english_names() -> None:
    said = app_commands.locale_str("ask", key="command.ask.name")
    context = app_commands.TranslationContext(app_commands.TranslationContextLocation.command_name, None)
    translate = CatalogueTranslator().translate
    assert await translate(said, discord.Locale.german, context) is None
    assert await translate(said, discord.Locale.latin_american_spanish, context) == "preguntar"


@pytest.mark.parametrize("name", ANSWERING)
async def test_every_answer_is_seen_by_the_asker_alone_and_can_be_shown(scene: Scene, name: str) -> None:
    result = await scene.alma.slash(scene.channel, name, **NEEDED.get(name, {}))
    assert result.ephemeral
    assert not result.deferred
    assert scene.posts == []
    assert "Show everyone" in desks.labels(result.response.components)


@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize(("language", "label"), SHOW)
async def test_every_command_answers_in_the_language_chosen(scene: Scene, name: str, language: str, label: str) -> None:
    result = await scene.alma.slash(scene.channel, name, **NEEDED.get(name, {}), language=language)
    assert label in desks.labels(result.response.components)


@pytest.mark.parametrize("name", SLASH)
async def test_every_command_works_in_a_direct_message(scene: Scene, name: str) -> None:
    person = scene.env.create_user("carla")
    result = await person.slash(name, **NEEDED.get(name, {}))
    assert result.ephemeral
    assert "Show everyone" not in desks.labels(result.response.components)
