"""The last check of the links, kept whole and in place of the one before."""

from __future__ import annotations

import datetime as dt

from bot.links.outcomes import Checked, Outcome, Reason
from bot.store import link_checks
from bot.store.engine import Store

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
RESULTS = (
    Checked("https://a.example/", NOON, Outcome.ALIVE, 200),
    Checked("https://b.example/", NOON, Outcome.GONE, 404, None, Reason.STATUS),
    Checked("https://c.example/", NOON, Outcome.MOVED, 200, "https://c.example/new", Reason.NOT_READ),
    Checked("https://d.example/", NOON, Outcome.QUOTE_GONE, 200, None, None, ("s-1", "s-2")),
    Checked("https://e.example/", NOON - dt.timedelta(minutes=5), Outcome.BLOCKED, None, None, Reason.ROBOTS),
)


async def test_before_the_first_check_there_is_nothing(store: Store) -> None:
    assert await link_checks.everything(store) == ()
    assert await link_checks.last(store) is None


async def test_a_check_comes_back_as_it_was(store: Store) -> None:
    await link_checks.keep(store, reversed(RESULTS))
    assert await link_checks.everything(store) == RESULTS
    assert await link_checks.last(store) == NOON


async def test_a_check_takes_the_place_of_the_one_before(store: Store) -> None:
    await link_checks.keep(store, RESULTS)
    await link_checks.keep(store, RESULTS[:1])
    assert await link_checks.everything(store) == RESULTS[:1]
    await link_checks.keep(store, ())
    assert await link_checks.everything(store) == ()


async def test_an_address_longer_than_a_row_takes_is_left_out(store: Store) -> None:
    long = Checked("https://a.example/" + "a" * 2000, NOON, Outcome.ALIVE, 200)
    await link_checks.keep(store, (long, *RESULTS[:1]))
    assert await link_checks.everything(store) == RESULTS[:1]


async def test_every_reason_comes_back(store: Store) -> None:
    every = tuple(
        Checked(f"https://{reason}.example/".replace("_", "-"), NOON, Outcome.UNREACHABLE, None, None, reason)
        for reason in Reason
    )
    await link_checks.keep(store, every)
    assert set(await link_checks.everything(store)) == set(every)
