"""Remembered languages: at hand in memory, forgotten on request, and learnt of when another process remembers them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from structlog.testing import capture_logs

from bot.languages import Languages
from bot.people import People
from bot.preferences import Preferences
from bot.store import preferences as table
from bot.store import servers, upgrading
from bot.store.engine import Store
from bot.store.servers import Server
from tests.bot.store.orders import MOMENT

ALMA, BEN, HERE = 7, 8, 70
PEOPLE = People(b"0123456789abcdef" * 2)


def process(store: Store, pause: float = 3600.0) -> tuple[Preferences, Languages]:
    """A process over this database."""
    languages = Languages()
    return Preferences(store, PEOPLE, languages, lambda: MOMENT, pause), languages


async def until(done: Callable[[], bool]) -> None:
    """Wait, however long it takes."""
    turn = asyncio.Event()
    while not done():
        asyncio.get_running_loop().call_soon(turn.set)
        await turn.wait()
        turn.clear()


async def test_what_is_remembered_counts_at_once_and_is_held(store: Store) -> None:
    preferences, languages = process(store)
    await preferences.remember(ALMA, "ht")
    assert languages.own(ALMA) == "ht"
    assert await preferences.held(ALMA) == "ht"
    assert await preferences.held(BEN) is None


async def test_the_database_names_nobody(store: Store) -> None:
    preferences, _ = process(store)
    await preferences.remember(ALMA, "ht")
    assert await table.everything(store) == {PEOPLE.name(ALMA): "ht"}
    assert str(ALMA) != PEOPLE.name(ALMA)


async def test_what_is_forgotten_is_neither_held_nor_known(store: Store) -> None:
    preferences, languages = process(store)
    await preferences.remember(ALMA, "ht")
    assert await preferences.forget(ALMA)
    assert languages.own(ALMA) is None
    assert await preferences.held(ALMA) is None
    assert not await preferences.forget(ALMA)


async def test_a_choice_that_was_never_remembered_is_forgotten_too(store: Store) -> None:
    preferences, languages = process(store)
    languages.choose(ALMA, "es")
    assert await preferences.forget(ALMA)
    assert languages.own(ALMA) is None


async def test_another_process_learns_what_was_remembered_changed_and_forgotten(store: Store) -> None:
    here, _ = process(store)
    there, languages = process(store)
    await here.remember(ALMA, "ht")
    await there.look()
    assert languages.own(ALMA) == "ht"
    await here.remember(ALMA, "es")
    await there.look()
    assert languages.own(ALMA) == "es"
    await here.forget(ALMA)
    await there.look()
    assert languages.own(ALMA) is None


async def test_another_process_learns_the_language_of_a_server(store: Store) -> None:
    preferences, languages = process(store)
    await servers.keep(store, Server(HERE, language="pt"), MOMENT)
    await preferences.look()
    languages.keep_server(HERE, None)
    await preferences.look()
    await servers.keep(store, Server(HERE), MOMENT)
    assert languages._of(HERE, None) == "pt"
    await preferences.look()
    assert languages._of(HERE, None) is None


async def test_a_choice_for_now_outlives_a_look(store: Store) -> None:
    preferences, languages = process(store)
    languages.choose(ALMA, "es")
    await preferences.look()
    assert languages.own(ALMA) == "es"


async def test_the_duty_looks_again_and_again_through_an_outage(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path / "data", wait=0.1) as absent:
        preferences, languages = process(absent, pause=0.0)
        with capture_logs() as logs:
            running = asyncio.create_task(preferences.run())
            await until(lambda: bool(logs))
            await upgrading.upgrade(absent)
            await table.keep(absent, PEOPLE.name(ALMA), "ht", MOMENT)
            await until(lambda: languages.own(ALMA) is not None)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await preferences.close()
    assert {line["event"] for line in logs} == {"the chosen languages could not be read"}
