"""When an answer fails: the person is told in a sentence, and the log tells what failed but not who asked or what."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator

import discord
import pytest
import structlog

from bot import logs
from bot.cards import Card
from bot.custom_ids import Target
from bot.desk import Desk
from bot.settings import LogFormat, LogLevel
from tests.bot import desks
from tests.bot.simulated import Scene

SORRY = "something went wrong on my side"
CANARY = "zqxjkv-canary"


class BrokenDesk(Desk):
    """A desk that fails, naming in its error what it was asked."""

    def follow(self, target: Target, *, showable: bool = False) -> Card:
        raise ZeroDivisionError(CANARY)


def broken() -> Desk:
    return BrokenDesk(desks.desk().releases)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged, at the most talkative level."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    logs.configure(LogFormat.JSON, LogLevel.DEBUG, stream)
    yield stream
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


async def test_a_failed_command_is_told(scene: Scene) -> None:
    scene.env.bot.desk = broken()
    result = await scene.alma.slash(scene.channel, "town", name="Fairfield")
    assert result.ephemeral
    assert SORRY in desks.text(result.response.components)
    assert [type(error.original) for error in scene.env.errors] == [ZeroDivisionError]


async def test_a_failed_press_is_told(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "town", name="Fairfield")
    scene.env.bot.desk = broken()
    result = await scene.alma.click(card.response, label="The law")
    assert SORRY in desks.text(result.response.components)
    assert [type(error) for error in scene.env.errors] == [ZeroDivisionError]


async def test_a_failed_mention_is_told(scene: Scene) -> None:
    scene.env.bot.desk = broken()
    await scene.alma.send(scene.channel, f"{scene.mention} Fairfield")
    assert SORRY in desks.text([component.to_dict() for component in scene.posts[-1].components])
    assert [type(error) for error in scene.env.errors] == [ZeroDivisionError]


async def test_an_interaction_that_discord_has_forgotten_is_left_alone(scene: Scene) -> None:
    scene.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    result = await scene.alma.slash(scene.channel, "town", name="Fairfield")
    assert not result.acknowledged
    assert [type(error.original) for error in scene.env.errors] == [discord.NotFound]


async def test_no_log_line_holds_what_was_asked_or_who_asked(scene: Scene, written: io.StringIO) -> None:
    question = f"{CANARY} does Fairfield share? @everyone"
    card = await scene.alma.slash(scene.channel, "ask", question=question)
    await scene.alma.click(card.response, label="What was reported")
    await scene.alma.autocomplete(scene.channel, "town", "name", f"fairf {CANARY}")
    await scene.alma.send(scene.channel, f"{scene.mention} {question}")
    await scene.alma.context_menu(scene.channel, "Look up towns in this message", await scene.ben.send(scene.channel, question))
    scene.env.bot.desk = broken()
    await scene.alma.slash(scene.channel, "ask", question=question)
    await scene.alma.send(scene.channel, f"{scene.mention} {question}")
    await scene.alma.click(card.response, label="To the answer")
    assert len(scene.env.errors) == 3
    log = written.getvalue()
    assert "answer failed" in log
    assert "ZeroDivisionError" in log
    for secret in (CANARY, "Fairfield", "everyone", str(scene.alma.id), str(scene.ben.id), str(scene.channel.id), "alma"):
        assert secret not in log


async def test_closing_waits_for_the_answer_under_way() -> None:
    order: list[str] = []
    async with desks.client() as bot, asyncio.TaskGroup() as group:

        async def send() -> None:
            with bot.replies._sending():
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                order.append("answered")

        group.create_task(send())
        await asyncio.sleep(0)
        await bot.close()
        order.append("closed")
    assert order == ["answered", "closed"]
