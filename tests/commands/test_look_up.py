"""The message menu: look up the towns that somebody else's message names."""

from __future__ import annotations

from tests.bot import desks
from tests.bot.simulated import Scene

NAME = "Look up towns in this message"


async def look_up(scene: Scene, words: str) -> str:
    message = await scene.ben.send(scene.channel, words)
    result = await scene.alma.context_menu(scene.channel, NAME, message)
    assert result.ephemeral
    return desks.text(result.response.components)


async def test_one_town_shows_its_card(scene: Scene) -> None:
    assert (await look_up(scene, "they say Norwalk police work with ICE")).startswith("## Norwalk")


async def test_several_towns_are_shown_together(scene: Scene) -> None:
    first = (await look_up(scene, "bristol, southington and plainville - any of them?")).splitlines()[0]
    assert all(town in first for town in ("Bristol", "Southington", "Plainville"))


async def test_an_unclear_town_is_asked_back(scene: Scene) -> None:
    assert "Which town do you mean?" in await look_up(scene, "what about Mystic?")


async def test_a_message_without_a_town_is_said_to_have_none_and_not_repeated(scene: Scene) -> None:
    assert await look_up(scene, "@everyone good morning https://evil.example") == "I found no Connecticut town in that message."


async def test_a_message_without_text_is_said_to_have_none(scene: Scene) -> None:
    message = await scene.ben.send(scene.channel, "", attachments=[("cat.png", b"x")])
    result = await scene.alma.context_menu(scene.channel, NAME, message)
    assert "I found no Connecticut town" in desks.text(result.response.components)
