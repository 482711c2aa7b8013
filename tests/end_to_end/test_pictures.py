"""Maps and timelines arrive in Discord as pictures with their words, and are drawn beside the event loop."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from PIL import Image

from knowledge.maps import picture, timeline_picture
from tests.bot import desks
from tests.discord_server.replies import Kind, Reply
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, CARMEN, GENERAL, JSON

REGION = "Greater Bridgeport Planning Region"


def pictures(server: Server) -> list[Image.Image]:
    """The pictures that the last call which brought any uploaded."""
    call = next(call for call in reversed(server.calls) if call.uploads)
    return [Image.open(BytesIO(upload.data)) for upload in call.uploads]


def attached(reply: Reply) -> JSON:
    """The one file on a card."""
    (file,) = reply.body["attachments"]
    return file


async def test_a_map_arrives_as_a_picture_with_its_description(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "map", town="farfield")
    (image,) = pictures(server)
    assert (image.format, image.width) == ("PNG", 1000)
    assert card.ephemeral
    assert card.text.startswith("## Fairfield and its neighbors")
    assert attached(card)["filename"] == "map.png"
    assert "Fairfield borders Bridgeport, Easton, Trumbull, Weston, and Westport." in attached(card)["description"]


async def test_every_picture_is_drawn_beside_the_event_loop(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    for module in (picture, timeline_picture):
        real = module.draw

        def watched(*given: object, real: object = real) -> bytes:
            threads.append(threading.current_thread())
            return real(*given)  # type: ignore[operator]

        monkeypatch.setattr(module, "draw", watched)
    async with server.connect(desks.client()):
        loop = threading.current_thread()
        await server.slash(ALICE, "map")
        await server.slash(ALICE, "timeline", town="Norwalk")
        await server.slash(ALICE, "who-shares", language="pt")
    assert len(threads) == 3
    assert loop not in threads


async def test_a_picture_that_was_drawn_is_not_drawn_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    real = picture.draw
    monkeypatch.setattr(picture, "draw", lambda *given: (drawn.append(given), real(*given))[1])
    async with server.connect(desks.client()):
        for person in (ALICE, ALICE, ALICE):
            await server.slash(person, "map")
        await server.slash(ALICE, "who-shares")
    assert len(drawn) == 1


async def test_the_buttons_lead_from_picture_to_picture_in_place(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "map", town="Fairfield")
        region = await server.click(ALICE, card, REGION)
        dark = await server.click(ALICE, card, "Dark colors")
        (night,) = pictures(server)
        words = await server.click(ALICE, card, "Text list")
        back = await server.click(ALICE, card, "Map")
    assert [answer.kind for answer in (region, dark, words, back)] == [Kind.EDIT] * 4
    assert region.text.startswith(f"## {REGION}: what is on record")
    assert sum(night.convert("RGB").getpixel((2, 2))) < 150
    assert words.body["attachments"] == []
    assert "Bridgeport" in words.text
    assert attached(back)["filename"] == "map.png"


async def test_a_region_is_suggested_and_picked_and_the_map_speaks_the_persons_language(server: Server) -> None:
    async with server.connect(desks.client()):
        choices = await server.autocomplete(CARMEN, "map", "region", "bridge")
        card = await server.slash(CARMEN, "map", region=choices[0].value, style="dark")
        state = await server.slash(CARMEN, "map", region="no such region")
    assert [choice.value for choice in choices] == [REGION]
    assert card.text.startswith(f"## {REGION}: lo que hay en el archivo")
    assert state.text.startswith("## Connecticut: lo que hay en el archivo")


async def test_a_town_that_may_be_several_is_asked_back(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "map", town="Springfield")
    assert card.body["attachments"] == []
    assert card.text


async def test_a_map_can_be_shown_to_everyone_with_its_picture(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "map")
        await server.click(ALICE, card, "Show everyone")
        everyones = [message.id for message in server.sent(GENERAL)]
    assert len(everyones) == 1
    assert [image.width for image in pictures(server)] == [1000]


async def test_a_timeline_opens_from_what_was_reported(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "town", name="Norwalk")
        await server.click(ALICE, card, "What was reported")
        timeline = await server.click(ALICE, card, "Timeline")
    assert timeline.text.startswith("## What happened when: Norwalk")
    assert attached(timeline)["filename"] == "timeline.png"
    assert [image.width for image in pictures(server)] == [1000]
