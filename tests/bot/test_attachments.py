"""A card brings its pictures and documents along; they are made beside the loop, at each send."""

from __future__ import annotations

import threading

from bot.cards.layout import DESCRIPTION, Attachment, Card, card, to_payload
from bot.cards.pieces import Piece
from bot.replies import along


def _card(*pictures: Attachment, documents: tuple[Attachment, ...] = ()) -> Card:
    return card(0x000000, ["## Title"], [Piece("first line")], [], ["-# small print"], pictures=pictures, documents=documents)


def _attachment(name: str = "map.png", description: str = "a map") -> Attachment:
    return Attachment(name, description, lambda: b"content")


def _kinds(made: Card) -> list[int]:
    return [item["type"] for item in to_payload(made)["components"][0]["components"]]


def test_a_picture_stands_below_the_title_and_a_document_below_the_small_print() -> None:
    text, gallery, file = 10, 12, 13
    assert _kinds(_card(_attachment(), documents=(_attachment("letter.txt", ""),))) == [text, gallery, text, text, file]


def test_a_card_without_pictures_has_no_gallery() -> None:
    assert 12 not in _kinds(_card())


def test_a_picture_is_described_on_the_card_and_on_its_file() -> None:
    made = _card(_attachment(description="the towns of the state"))
    gallery = to_payload(made)["components"][0]["components"][1]
    assert gallery["items"][0]["description"] == "the towns of the state"
    assert gallery["items"][0]["media"]["url"] == "attachment://map.png"


async def test_the_file_carries_the_description_and_the_content() -> None:
    (file,) = await along(_card(_attachment()))
    assert (file.filename, file.description, file.fp.read()) == ("map.png", "a map", b"content")


async def test_a_description_too_long_for_discord_is_cut() -> None:
    (file,) = await along(_card(_attachment(description="x" * (DESCRIPTION + 1))))
    assert file.description == "x" * DESCRIPTION


async def test_a_document_has_no_description() -> None:
    (file,) = await along(_card(documents=(_attachment("letter.txt", ""),)))
    assert file.description is None


async def test_the_content_is_made_outside_of_the_loop() -> None:
    threads: list[threading.Thread] = []

    def draw() -> bytes:
        threads.append(threading.current_thread())
        return b""

    await along(_card(Attachment("map.png", "a map", draw)))
    assert threads
    assert threads[0] is not threading.main_thread()


async def test_a_card_can_be_sent_twice() -> None:
    made = _card(_attachment())
    assert [(await along(made))[0].fp.read() for _ in range(2)] == [b"content", b"content"]
