"""One request a call: what Discord answers is told as it is, and nothing is sent again behind the outbox's back."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from types import SimpleNamespace

import aiohttp
import discord
import pytest
from discord import ui

from bot.cards import Card
from bot.cards.layout import Attachment
from bot.delivery.clock import Clock
from bot.delivery.line import DiscordLine
from bot.delivery.pace import Pace
from bot.delivery.policy import LateError, RefusedError
from bot.replies import Replies
from tests.bot.delivery.virtual import START, VirtualClock
from tests.discord_server.faults import Fault, rate_limited
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT_ID, CROWD, CROWD_DIRECT, DIRECT, ELSEWHERE, TOKEN, UPDATES

POST, OPEN = ("POST", "/channels/{channel_id}/messages"), ("POST", "/users/@me/channels")
MINUTES = dt.timedelta(minutes=5)
MARKER = "update.7"


def _card(text: str = "hello", marker: str = MARKER, *attachments: Attachment) -> Card:
    button = ui.Button[Card](label="more", custom_id=f"x:{marker}")
    gallery = [ui.MediaGallery[Card](*(_item(file) for file in attachments))] if attachments else []
    return Card(ui.Container(ui.TextDisplay(text), ui.ActionRow(button), *gallery), attachments=attachments)


def _item(file: Attachment) -> discord.MediaGalleryItem:
    return discord.MediaGalleryItem(file.address, description=file.description)


def _line(clock: Clock) -> DiscordLine:
    made = DiscordLine(Replies(), clock, Pace(clock, 1000))
    http = SimpleNamespace(token=TOKEN, user_agent="DiscordBot", proxy=None)
    made.attach(SimpleNamespace(http=http, user=SimpleNamespace(id=BOT_ID)))  # type: ignore[arg-type]
    return made


@pytest.fixture
async def line(server: Server) -> AsyncIterator[DiscordLine]:
    """A line to the loopback Discord."""
    made = _line(Clock())
    await made.ready()
    yield made
    await made.close()


async def test_a_card_is_posted_edited_and_found_again(server: Server, line: DiscordLine) -> None:
    channel = await line.open(ALICE.id)
    assert channel == DIRECT[ALICE.id].id
    message = await line.post(channel, _card(), "plainsight-1")
    await line.edit(channel, message, _card("goodbye"))
    assert "goodbye" in str(server.hub.messages.by_id[str(message)]["components"])
    now = Clock().now()
    assert await line.find(channel, MARKER, now - MINUTES) == message
    assert await line.find(channel, "update.71", now - MINUTES) is None
    assert await line.find(channel, MARKER, now + MINUTES) is None


async def test_one_of_many_messages_is_found(server: Server, line: DiscordLine) -> None:
    now = Clock().now()
    wanted = await line.post(UPDATES.id, _card(), "plainsight-0")
    for number in range(120):
        await line.post(UPDATES.id, _card(marker=f"update.{100 + number}"), f"plainsight-{100 + number}")
    last = await line.post(UPDATES.id, _card(marker="update.8"), "plainsight-8")
    assert await line.find(UPDATES.id, MARKER, now - MINUTES) == wanted
    assert await line.find(UPDATES.id, "update.8", now - MINUTES) == last


async def test_the_same_nonce_is_the_same_message(server: Server, line: DiscordLine) -> None:
    first = await line.post(UPDATES.id, _card(), "plainsight-1")
    assert await line.post(UPDATES.id, _card(), "plainsight-1") == first
    assert await line.post(UPDATES.id, _card(), "plainsight-2") != first
    server.hub.messages.nonces_last = -1
    assert await line.post(UPDATES.id, _card(), "plainsight-1") != first


async def test_a_picture_goes_along(server: Server, line: DiscordLine) -> None:
    picture = Attachment("map.png", "A map", lambda: b"\x89PNG")
    message = await line.post(UPDATES.id, _card("seen", MARKER, picture), "plainsight-1")
    [attachment] = server.hub.messages.by_id[str(message)]["attachments"]
    assert (attachment["filename"], attachment["description"]) == ("map.png", "A map")
    await line.edit(UPDATES.id, message, _card("seen", MARKER, picture))


@pytest.mark.parametrize(
    ("fault", "status", "code", "seconds", "everywhere"),
    [
        (rate_limited(3.0), 429, 0, 3.0, False),
        (rate_limited(0.7, everywhere=True), 429, 0, 0.7, True),
        (Fault(429, "<html>", {"Retry-After": "40"}), 429, None, 40.0, False),
        *((Fault(status, {"message": "x", "code": 0}), status, 0, 0.0, False) for status in (500, 501, 502, 503, 504, 524)),
        (Fault(401, {"message": "401: Unauthorized", "code": 0}), 401, 0, 0.0, False),
        (Fault(403, {"message": "no", "code": 50007}), 403, 50007, 0.0, False),
        (Fault(403, "<html>"), 403, None, 0.0, False),
        (Fault(404, {"message": "no", "code": 10013}), 404, 10013, 0.0, False),
        (Fault(200, "<html>"), 502, None, 0.0, False),
    ],
    ids=lambda value: f"{value.status}-{type(value.body).__name__}" if isinstance(value, Fault) else str(value),
)
async def test_an_answer_is_told_as_it_is_after_one_request(
    server: Server, line: DiscordLine, fault: Fault, status: int, code: int | None, seconds: float, everywhere: bool
) -> None:
    server.fail(*POST, fault)
    with pytest.raises(RefusedError) as caught:
        await line.post(UPDATES.id, _card(), "plainsight-1")
    told = caught.value
    assert (told.status, told.code, told.seconds, told.everywhere) == (status, code, seconds, everywhere)
    assert len(server.calls_to(*POST)) == 1


async def test_a_line_that_breaks_is_not_tried_again(server: Server, line: DiscordLine) -> None:
    server.fail(*POST, Fault(reset=True, after=True))
    with pytest.raises((aiohttp.ClientError, OSError)):
        await line.post(UPDATES.id, _card(), "plainsight-1")
    assert len(server.calls_to(*POST)) == 1


async def test_while_a_channel_is_limited_nothing_is_asked_there_and_elsewhere_all_is_well(
    server: Server, line: DiscordLine
) -> None:
    server.fail(*POST, rate_limited(30.0))
    for _ in range(2):
        with pytest.raises(RefusedError, match="429"):
            await line.post(UPDATES.id, _card(), "plainsight-1")
    assert len(server.calls_to(*POST)) == 1
    assert await line.post(CROWD_DIRECT, _card(), "plainsight-2")


async def test_a_channel_whose_bucket_is_empty_is_waited_for(server: Server) -> None:
    clock = VirtualClock()
    line = _line(clock)
    server.fail(*POST, rate_limited(7.0))
    with pytest.raises(RefusedError):
        await line.post(UPDATES.id, _card(), "plainsight-1")
    await line.post(UPDATES.id, _card(), "plainsight-1")
    await line.close()
    assert clock.now() - START >= dt.timedelta(seconds=7)


async def test_what_waited_for_its_turn_for_too_long_is_not_sent_any_more(server: Server) -> None:
    clock = VirtualClock()
    line = _line(clock)
    server.fail(*POST, rate_limited(120.0, everywhere=True))
    with pytest.raises(RefusedError):
        await line.post(UPDATES.id, _card(), "plainsight-1")
    with pytest.raises(LateError):
        await line.post(CROWD_DIRECT, _card(), "plainsight-2", before=START + dt.timedelta(seconds=90))
    assert len(server.calls_to(*POST)) == 1
    message = await line.post(CROWD_DIRECT, _card(), "plainsight-2", before=START + dt.timedelta(seconds=150))
    with pytest.raises(LateError):
        await line.edit(CROWD_DIRECT, message, _card("other"), before=START + dt.timedelta(seconds=90))
    assert "hello" in str(server.hub.messages.by_id[str(message)]["components"])
    await line.close()


async def test_channels_that_the_bot_is_not_in_and_people_who_are_not_there_are_refused(
    server: Server, line: DiscordLine
) -> None:
    with pytest.raises(RefusedError, match="50001"):
        await line.post(ELSEWHERE.id, _card(), "plainsight-1")
    with pytest.raises(RefusedError, match="50033"):
        await line.open(CROWD - 1)
