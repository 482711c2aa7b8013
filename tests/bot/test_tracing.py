"""Every line about a question carries its id, which is made of chance, and which the asker sees when the answer fails."""

from __future__ import annotations

import asyncio
import io
import json
import re

import structlog

from bot import logs, tracing
from bot.cards import Card
from bot.custom_ids import Target
from bot.desk import Desk
from bot.settings import LogFormat, LogLevel
from tests.bot import desks
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, CARMEN, Person

REFERENCE = {"en": r"reference ([0-9a-f]{8})\.", "es": r"referencia ([0-9a-f]{8})\."}


class BrokenDesk(Desk):
    """A desk that fails."""

    def follow(self, target: Target, *, showable: bool = False) -> Card:
        raise ZeroDivisionError


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def _log() -> io.StringIO:
    stream = io.StringIO()
    logs.configure(LogFormat.JSON, LogLevel.DEBUG, stream)
    return stream


async def test_two_questions_at_once_have_their_own_ids() -> None:
    stream = _log()

    async def ask() -> str:
        request = tracing.begin()
        await asyncio.sleep(0)
        structlog.get_logger("bot.client").info("answered")
        return request.id

    ids = await asyncio.gather(ask(), ask())
    assert len(set(ids)) == 2
    assert [line["request"] for line in _lines(stream) if line["event"] == "answered"] == ids


def test_what_is_about_no_question_carries_no_id() -> None:
    stream = _log()
    structlog.get_logger("bot.client").info("ready")
    assert "request" not in _lines(stream)[0]


async def _failed(server: Server, person: Person, *, by_message: bool) -> tuple[str, list[dict[str, object]]]:
    """What somebody reads whose answer fails, and the log."""
    client = desks.client()
    client.desk = BrokenDesk(desks.desk().releases)
    async with server.connect(client):
        stream = _log()
        if by_message:
            reply = await server.say(person, f"{BOT.mention} Fairfield")
        else:
            reply = await server.slash(person, "town", name="Fairfield")
    return reply.text, _lines(stream)


async def test_whoever_reads_that_something_went_wrong_can_name_the_line_of_the_log(server: Server) -> None:
    for by_message in (False, True):
        text, logged = await _failed(server, ALICE, by_message=by_message)
        [found] = re.findall(REFERENCE["en"], text)
        [line] = [line for line in logged if line["event"] == "answer failed"]
        assert line["request"] == found
        assert line["error"] == "ZeroDivisionError"


async def test_it_is_said_in_their_language(server: Server) -> None:
    text, _ = await _failed(server, CARMEN, by_message=False)
    assert re.search(REFERENCE["es"], text)


async def test_lines_of_other_libraries_about_it_carry_it_too(server: Server) -> None:
    async with server.connect(desks.client()):
        stream = _log()
        await server.slash(ALICE, "town", name="Fairfield")
    sent = [line for line in _lines(stream) if str(line["logger"]).startswith("discord.") and "request" in line]
    assert len({line["request"] for line in sent}) == 1


def test_an_id_is_made_of_chance_alone() -> None:
    ids = {tracing.begin().id for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch("[0-9a-f]{8}", request) for request in ids)
