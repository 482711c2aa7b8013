"""While releases change, each question is answered from exactly one of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from pathlib import Path

from bot.desk import Desk
from bot.languages import Speech
from bot.publishing import Staged
from knowledge.answers import compose
from tests.bot import desks, publishers, variations
from tests.bot.publishers import Room

QUESTIONS, SWAPS = 10_000, 20
DAY = dt.date(2026, 11, 22)
MARK = re.compile(r"edition (\d+)")
ASKED = "Does Alder share plate data with ICE?"
VERSIONS = {variations.version(number): str(number) for number in range(1, SWAPS + 2)}


async def _ask(room: Room, when: asyncio.Event) -> str:
    """The version that answered, told by every sentence that tells one."""
    await when.wait()
    release = room.serving.live
    question = release.base.reader.understand(ASKED)
    await asyncio.sleep(0)  # a swap may come here
    answer = compose(question, release.base, DAY)
    marks = {mark for block in answer.blocks for mark in MARK.findall(block.sentence)}
    assert marks == {VERSIONS[answer.pack.version]}
    assert answer.pack.version == release.base.version
    return answer.pack.version


async def test_every_answer_of_ten_thousand_comes_from_one_version_while_twenty_are_published(tmp_path: Path) -> None:
    async with publishers.room(tmp_path, variations.tree(1), wait=5) as room:
        await room.publisher.start()
        starts = [asyncio.Event() for _ in range(SWAPS)]
        asking = [asyncio.create_task(_ask(room, starts[number % SWAPS])) for number in range(QUESTIONS)]
        for number, start in enumerate(starts):
            room.shelf.lay(number + 2)
            staged = await room.publisher.stage("a1")
            assert staged
            start.set()
            await room.publisher.publish(staged, "a1", "news")
        answered = await asyncio.gather(*asking)
    assert len(answered) == QUESTIONS
    assert len(set(answered)) > SWAPS // 2
    assert len(room.serving.swaps) == SWAPS + 1


async def test_the_desk_makes_each_card_from_one_version(tmp_path: Path) -> None:
    async with publishers.room(tmp_path, variations.tree(1), wait=5) as room:
        await room.publisher.start()
        desk = Desk(room.serving, today=lambda: DAY)
        seen = set()

        async def ask() -> None:
            while len(room.serving.swaps) <= 3:
                text = desks.text(desk.card(desk.understand(ASKED, Speech())))
                marks = set(MARK.findall(text))
                assert marks == {VERSIONS[room.live]}
                seen.update(marks)
                await asyncio.sleep(0.001)  # a pause, for what is loaded aside needs its turns

        async def publish(staged: Staged | None) -> None:
            assert staged
            await room.publisher.publish(staged, "a1", "news")

        asking = [asyncio.create_task(ask()) for _ in range(4)]
        for number in range(2, 5):
            room.shelf.lay(number)
            await publish(await room.publisher.stage("a1"))
        await asyncio.gather(*asking)
    assert len(seen) > 1
