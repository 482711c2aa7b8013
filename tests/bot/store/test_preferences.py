"""Remembered languages: one a person, gone when they say so, and every change to be seen from outside."""

from __future__ import annotations

import datetime as dt

from bot.store import preferences
from bot.store.engine import Store
from tests.bot.store.orders import MOMENT

ALMA, BEN = "m-0123456789abcdef0123", "m-0123456789abcdef4567"


async def test_nothing_is_remembered_of_anybody_at_first(store: Store) -> None:
    assert await preferences.everything(store) == {}
    assert await preferences.find(store, ALMA) is None


async def test_a_language_is_remembered_and_another_takes_its_place(store: Store) -> None:
    await preferences.keep(store, ALMA, "es", MOMENT)
    await preferences.keep(store, BEN, "ht", MOMENT)
    await preferences.keep(store, ALMA, "pt", MOMENT)
    assert await preferences.everything(store) == {ALMA: "pt", BEN: "ht"}
    assert await preferences.find(store, ALMA) == "pt"


async def test_what_is_forgotten_is_gone(store: Store) -> None:
    await preferences.keep(store, ALMA, "es", MOMENT)
    assert await preferences.forget(store, ALMA)
    assert await preferences.everything(store) == {}
    assert not await preferences.forget(store, ALMA)


async def test_the_state_differs_after_every_change_whatever_the_clock_says(store: Store) -> None:
    seen = [await preferences.state(store)]
    for person, language, at in ((ALMA, "es", MOMENT), (ALMA, "pt", MOMENT - dt.timedelta(hours=1)), (BEN, "ht", MOMENT)):
        await preferences.keep(store, person, language, at)
        seen.append(await preferences.state(store))
    await preferences.forget(store, ALMA)
    seen.append(await preferences.state(store))
    assert len(set(seen)) == len(seen)
