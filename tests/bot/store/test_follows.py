"""Somebody follows towns until they do not, or their time is over; and then nothing of them is left."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.people import People
from bot.store import claims, follows, sealing
from bot.store.engine import Store
from bot.store.follows import LIFE, Pace, Quiet
from bot.store.outbox import Kind
from tests.bot.delivery.virtual import KEY, START, states
from tests.bot.store.audiences import DANBURY, NORWALK, UNION, crowd, following, published

ALICE, BRUNO = 11, 12
A_DAY = dt.timedelta(days=1)
PEOPLE = People(KEY)
NAME = PEOPLE.name(ALICE)


async def test_who_follows_nothing_is_not_kept(store: Store) -> None:
    assert await follows.of(store, NAME) is None
    assert not await follows.unfollow(store, NAME, NORWALK)
    assert not await follows.forget(store, NAME)


async def test_following_twice_is_following_once(store: Store) -> None:
    for _ in range(2):
        kept = await following(store, PEOPLE, ALICE, START, (NORWALK, DANBURY))
    assert kept.towns == (DANBURY, NORWALK)
    assert (kept.pace, kept.quiet, kept.paused, kept.lapses_at) == (Pace.AT_ONCE, None, None, START + LIFE)
    assert PEOPLE.unseal(kept.sealed) == ALICE


async def test_the_last_town_takes_everything_along(store: Store) -> None:
    await following(store, PEOPLE, ALICE, START, (NORWALK, DANBURY))
    await published(store, START)
    assert await follows.unfollow(store, NAME, NORWALK)
    assert await follows.of(store, NAME)
    assert await follows.unfollow(store, NAME, DANBURY)
    assert await follows.of(store, NAME) is None
    assert await states(store) == {}


async def test_how_somebody_wants_to_be_told_is_kept(store: Store) -> None:
    await following(store, PEOPLE, ALICE, START)
    await follows.set_pace(store, NAME, Pace.WEEKLY, START + A_DAY, START + A_DAY / 2)
    await follows.set_quiet(store, NAME, Quiet(22, 7), "America/Chicago")
    await follows.set_language(store, NAME, "ht")
    kept = await follows.of(store, NAME)
    assert kept
    assert (kept.pace, kept.digest_at, kept.told_at) == (Pace.WEEKLY, START + A_DAY, START + A_DAY / 2)
    assert (kept.quiet, kept.time_zone, kept.language) == (Quiet(22, 7), "America/Chicago", "ht")
    await follows.set_quiet(store, NAME, None, "America/Chicago")
    kept = await follows.of(store, NAME)
    assert kept
    assert kept.quiet is None


async def test_one_reminder_before_the_time_is_over_and_a_renewal_begins_it_anew(store: Store) -> None:
    await following(store, PEOPLE, ALICE, START)
    soon = START + LIFE - 7 * A_DAY
    assert await follows.due_reminders(store, soon, 10) == ()
    [due] = await follows.due_reminders(store, START + LIFE, 10)
    assert await follows.remind(store, due.person, soon)
    assert not await follows.remind(store, due.person, soon)
    assert await follows.due_reminders(store, START + LIFE, 10) == ()
    [delivery] = await claims.claim(store, "me", soon, 10)
    assert (delivery.kind, delivery.subject) == (Kind.RENEWAL, soon.toordinal())
    await follows.renew(store, NAME, soon)
    kept = await follows.of(store, NAME)
    assert kept
    assert (kept.lapses_at, kept.reminded_at) == (soon + LIFE, None)


async def test_whose_time_is_over_is_forgotten(store: Store) -> None:
    await following(store, PEOPLE, ALICE, START)
    await following(store, PEOPLE, BRUNO, START + A_DAY)
    assert await follows.lapse(store, START + LIFE - A_DAY) == 0
    assert await follows.lapse(store, START + LIFE) == 1
    assert await follows.of(store, NAME) is None
    assert await follows.of(store, PEOPLE.name(BRUNO))


async def test_a_renewal_writes_to_them_again(store: Store) -> None:
    await following(store, PEOPLE, ALICE, START)
    async with store.writing() as connection:
        await follows.pause(connection, NAME, "50007", START)
    assert await follows.due_reminders(store, START + 2 * LIFE, 10) == ()
    await follows.renew(store, NAME, START)
    kept = await follows.of(store, NAME)
    assert kept
    assert (kept.paused, kept.paused_at) == (None, None)


async def test_followers_are_counted_once_however_many_towns_they_follow(store: Store) -> None:
    await following(store, PEOPLE, ALICE, START, (NORWALK, DANBURY))
    await following(store, PEOPLE, BRUNO, START, (UNION,))
    assert await follows.count(store, (NORWALK, DANBURY)) == 1
    assert await follows.count(store, ()) == 2
    assert await follows.who(store, NORWALK) == {NAME}


@pytest.mark.parametrize("most", [1, 2])
async def test_no_more_digests_are_due_at_once_than_asked_for(store: Store, most: int) -> None:
    await crowd(store, PEOPLE, 3, START)
    for person in range(1, 4):
        await follows.set_pace(store, PEOPLE.name(person), Pace.DAILY, START, START)
    assert len(await follows.due_digests(store, START, most)) == most


async def test_the_first_key_is_the_one_in_use_and_another_does_not_fit(store: Store) -> None:
    assert await sealing.fits(store, PEOPLE, START)
    assert await sealing.fits(store, PEOPLE, START)
    assert not await sealing.fits(store, People(b"x" * 32), START)
