"""What the record lacks is counted in memory by the day; a small number never leaves it, and no words ever enter."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gaps import DAYS_HELD, Gaps
from bot.store import gaps as kept
from bot.store import upgrading
from bot.store.engine import Store
from bot.store.gaps import LEAST, Cell
from bot.store.sqlite import FILE
from knowledge.places import Clarify, ClarifyReason
from knowledge.questions import Intent, Language, Question
from knowledge.standing import TownRecord
from tests.bot import variations
from tests.bot.store.databases import on_sqlite

BASE = variations.release().base
NOTHING = [name for name, standing in BASE.standings.items() if standing.record is TownRecord.NOTHING_ON_RECORD]
SOMETHING = [name for name in BASE.standings if name not in NOTHING]
FIRST = dt.date(2026, 11, 22)
COUNTED = [Cell(town, intent.value) for town in NOTHING for intent in (Intent.TOWN_STATUS, Intent.TAKE_ACTION)]


class Calendar:
    """A day that a test turns."""

    def __init__(self) -> None:
        self.day = FIRST

    def __call__(self) -> dt.date:
        return self.day

    def turn(self, days: int = 1) -> None:
        self.day += dt.timedelta(days=days)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


def question(*towns: str, intent: Intent = Intent.TOWN_STATUS, words: str = "zqxjkv", clarify: Clarify | None = None) -> Question:
    return Question(words, Language.EN, intent, towns, clarify=clarify)


def ask(gaps: Gaps, cell: Cell, times: int) -> None:
    for _ in range(times):
        gaps.note(question(cell.town, intent=Intent(cell.intent)), BASE)


def test_the_small_pack_has_towns_of_both_kinds() -> None:
    assert NOTHING
    assert SOMETHING


async def test_what_is_asked_often_enough_is_kept_at_the_days_end_and_the_rest_dropped(store: Store, calendar: Calendar) -> None:
    gaps = Gaps(store, calendar)
    ask(gaps, COUNTED[0], LEAST)
    ask(gaps, COUNTED[1], LEAST - 1)
    await gaps.write()
    assert await kept.since(store, FIRST) == {}
    calendar.turn()
    await gaps.write()
    assert await kept.since(store, FIRST) == {COUNTED[0]: LEAST}
    ask(gaps, COUNTED[1], LEAST - 1)
    calendar.turn()
    await gaps.write()
    assert await kept.since(store, FIRST) == {COUNTED[0]: LEAST}


async def test_a_town_with_something_on_record_is_not_counted(store: Store, calendar: Calendar) -> None:
    gaps = Gaps(store, calendar)
    for town in (*SOMETHING, "Nowhere"):
        ask(gaps, Cell(town, "town_status"), LEAST)
    assert not gaps.shown


async def test_a_question_that_is_asked_back_is_not_counted(store: Store, calendar: Calendar) -> None:
    gaps = Gaps(store, calendar)
    for _ in range(LEAST):
        gaps.note(question(NOTHING[0], clarify=Clarify(ClarifyReason.UNSURE)), BASE)
    assert not gaps.shown


async def test_the_end_of_the_process_keeps_what_is_enough_and_a_restart_adds_to_it(store: Store, calendar: Calendar) -> None:
    for times in (LEAST, LEAST + 1, LEAST - 1):
        gaps = Gaps(store, calendar)
        ask(gaps, COUNTED[0], times)
        await gaps.close()
    assert await kept.since(store, FIRST) == {COUNTED[0]: 2 * LEAST + 1}


@on_sqlite
async def test_with_the_database_gone_a_day_is_kept_when_it_is_back(store: Store, calendar: Calendar) -> None:
    gaps = Gaps(store, calendar)
    ask(gaps, COUNTED[0], LEAST)
    calendar.turn()
    assert store.file is not None
    away = store.file.rename(store.file.with_suffix(".away"))
    await gaps.write()
    assert gaps.shown == {COUNTED[0]: LEAST}
    away.rename(store.file)
    await gaps.write()
    assert await kept.since(store, FIRST) == {COUNTED[0]: LEAST}
    assert not gaps.shown


async def test_a_database_that_stays_away_does_not_fill_the_memory(tmp_path: Path, calendar: Calendar) -> None:
    async with Store.in_folder(tmp_path) as nowhere:
        gaps = Gaps(nowhere, calendar)
        for _ in range(DAYS_HELD + 5):
            ask(gaps, COUNTED[0], LEAST)
            calendar.turn()
        assert gaps.shown == {COUNTED[0]: DAYS_HELD * LEAST}


async def test_no_word_of_a_question_is_held(store: Store, calendar: Calendar) -> None:
    gaps = Gaps(store, calendar)
    for _ in range(LEAST):
        gaps.note(question(NOTHING[0], words="zqxjkv"), BASE)
    assert "zqxjkv" not in repr(vars(gaps))


DAYS = st.lists(st.lists(st.sampled_from(COUNTED), max_size=40), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of our shape, to be copied."""

    async def make(folder: Path) -> None:
        async with Store.in_folder(folder) as made:
            await upgrading.upgrade(made)

    folder = tmp_path_factory.mktemp("gaps")
    asyncio.run(make(folder))
    return folder / FILE


@given(DAYS)
def test_no_count_under_five_of_a_day_is_ever_shown_or_kept(empty: Path, days: Sequence[Sequence[Cell]]) -> None:
    async def check(file: Path) -> None:
        calendar = Calendar()
        async with Store.in_file(file) as store:
            gaps = Gaps(store, calendar)
            for asked in days:
                for cell in asked:
                    ask(gaps, cell, 1)
                assert all(count >= LEAST for count in gaps.shown.values())
                assert gaps.shown == {cell: n for cell, n in Counter(asked).items() if n >= LEAST}
                calendar.turn()
                await gaps.write()
            expected = Counter[Cell]()
            for asked in days:
                expected.update({cell: n for cell, n in Counter(asked).items() if n >= LEAST})
            assert await kept.since(store, FIRST) == expected

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(check(Path(shutil.copy(empty, folder))))
