"""The rounds keep what was counted at the day's end, and go on when the database is away for a while."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.moderation.office import Office
from bot.moderation.rounds import Rounds
from bot.people import People
from bot.store import gaps
from bot.store.gaps import LEAST, Cell
from knowledge.questions import Intent, Language, Question
from tests.bot import publishers

FIRST = dt.date(2026, 11, 22)
BIRCH = Cell("Birch", "town_status")
LOOKS = 2000


class Calendar:
    """A day that a test turns."""

    day = FIRST

    def __call__(self) -> dt.date:
        return self.day


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """An office over a database, with a calendar of its own, before it goes its rounds."""
    async with publishers.room(tmp_path) as room:
        await room.publisher.start()
        yield Office(room.store, room.publisher, People(b"k" * 32), Desk(room.serving, today=Calendar()))


def ask(office: Office, times: int) -> None:
    for _ in range(times):
        office.gaps.note(Question("", Language.EN, Intent.TOWN_STATUS, ("Birch",)), office.desk.release.base)


def turn(office: Office) -> None:
    calendar = office.desk.today
    assert isinstance(calendar, Calendar)
    calendar.day += dt.timedelta(days=1)


async def kept(office: Office, enough: int) -> int:
    """How often Birch was asked for as the database has it, once it is enough."""
    for _ in range(LOOKS):
        found = (await gaps.since(office.store, FIRST)).get(BIRCH, 0)
        if found >= enough:
            return found
        await asyncio.sleep(0.001)
    return found


async def test_a_days_counts_are_kept_when_it_has_turned(office: Office) -> None:
    rounds = Rounds(office, pause=0.001)
    rounds.start()
    ask(office, LEAST)
    turn(office)
    assert await kept(office, LEAST) == LEAST
    await rounds.close()


async def test_leaving_keeps_what_is_enough(office: Office) -> None:
    rounds = Rounds(office, pause=60)
    rounds.start()
    ask(office, LEAST + 1)
    await rounds.close()
    assert await kept(office, 1) == LEAST + 1


async def test_closing_what_never_started_is_no_mistake(office: Office) -> None:
    await Rounds(office).close()


async def test_a_database_that_is_away_does_not_end_the_rounds(office: Office) -> None:
    file = office.store.file
    assert file is not None
    rounds = Rounds(office, pause=0.001)
    away = file.rename(file.with_suffix(".away"))
    rounds.start()
    ask(office, LEAST)
    turn(office)
    await asyncio.sleep(0.02)
    away.rename(file)
    assert await kept(office, LEAST) == LEAST
    await rounds.close()
