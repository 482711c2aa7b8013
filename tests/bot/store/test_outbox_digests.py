"""Digests: one for each person and span, with what was published since the last, and told anew where that changes."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from bot.people import People
from bot.store import claims, follows, tables, updates
from bot.store.claims import Sent
from bot.store.engine import Store
from bot.store.follows import Pace
from bot.store.outbox import Kind
from tests.bot.delivery.virtual import START, states
from tests.bot.store.audiences import (
    DANBURY,
    NORWALK,
    ORGANIZER,
    OTHER_SERVER,
    SERVER,
    UNION,
    draft,
    following,
    published,
)

ALICE, BRUNO, CARMEN = 11, 12, 13
A_MINUTE, A_DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
ME, OTHER = "me", "other"


async def test_one_digest_a_day_tells_of_what_was_published_since_the_last(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    name = people.name(ALICE)
    await follows.set_pace(store, name, Pace.DAILY, START + A_DAY, START)
    await published(store, START + A_MINUTE)
    assert await follows.due_digests(store, START, 10) == ()
    [due] = await follows.due_digests(store, START + A_DAY, 10)
    for _ in range(2):  # another process was as quick
        await follows.digest(store, due, START + A_DAY, START + 2 * A_DAY)
    [delivery] = await claims.claim(store, ME, START + A_DAY, 10)
    assert (delivery.kind, delivery.since, delivery.at) == (Kind.DIGEST, START, START + A_DAY)
    assert delivery.subject == (START + A_DAY).toordinal()
    assert await follows.due_digests(store, START + A_DAY, 10) == ()


async def test_a_digest_with_nothing_to_tell_is_none_and_the_next_begins_there(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await follows.set_pace(store, people.name(ALICE), Pace.DAILY, START + A_DAY, START)
    [due] = await follows.due_digests(store, START + A_DAY, 10)
    await follows.digest(store, due, START + A_DAY, START + 2 * A_DAY, empty=True)
    assert await states(store) == {}
    [due] = await follows.due_digests(store, START + 2 * A_DAY, 10)
    assert due.told_at == START + A_DAY


async def _digested(store: Store, people: People, towns: tuple[int, ...], at: dt.datetime = START + A_DAY) -> int:
    """Have Alice told in a digest of what was published until then; its number, and her message is 71."""
    await following(store, people, ALICE, START, towns)
    await follows.set_pace(store, people.name(ALICE), Pace.DAILY, at, START)
    [due] = await follows.due_digests(store, at, 10)
    await follows.digest(store, due, at, at + A_DAY)
    [sent] = await claims.claim(store, ME, at, 10)
    await claims.settle(store, ME, [Sent(sent.n, 71, 1, at)])
    return sent.n


async def test_a_digest_that_told_of_a_retracted_update_is_written_anew(store: Store, people: People) -> None:
    update = await published(store, START + A_MINUTE)
    digest = await _digested(store, people, (NORWALK,))
    await updates.retract(store, update.n, ORGANIZER, START + A_DAY + A_MINUTE)
    [again] = await claims.claim(store, ME, START + A_DAY + A_MINUTE, 10)
    assert (again.n, again.destination, again.kind) == (digest, people.name(ALICE), Kind.DIGEST)
    assert (again.message, again.revision) == (71, 2)


async def test_a_digest_is_written_anew_for_who_follows_the_town_no_more(store: Store, people: People) -> None:
    update = await published(store, START + A_MINUTE)
    digest = await _digested(store, people, (NORWALK, UNION))
    await follows.unfollow(store, people.name(ALICE), NORWALK)
    await updates.change(store, update.n, draft(START, headline="Other words").wording, ORGANIZER, START + A_DAY + A_MINUTE)
    [edit] = await claims.claim(store, ME, START + A_DAY + A_MINUTE, 10)
    assert (edit.n, edit.message, edit.revision) == (digest, 71, 2)
    await claims.settle(store, ME, [Sent(edit.n, 71, 2, START + A_DAY + A_MINUTE)])
    await updates.retract(store, update.n, ORGANIZER, START + A_DAY + 2 * A_MINUTE)
    [again] = await claims.claim(store, ME, START + A_DAY + 2 * A_MINUTE, 10)
    assert (again.n, again.message, again.revision) == (digest, 71, 3)


@pytest.mark.parametrize(
    ("minutes", "trusted"), [(0, True), (2 * 24 * 60, True), (1, False)], ids=["before", "after", "distrusted"]
)
async def test_a_digest_that_cannot_have_told_of_an_update_stands(
    store: Store, people: People, minutes: int, trusted: bool
) -> None:
    update = await published(store, START + minutes * A_MINUTE, trusted=trusted)
    await _digested(store, people, (NORWALK,))
    await updates.retract(store, update.n, ORGANIZER, START + 3 * A_DAY)
    assert await claims.claim(store, ME, START + 3 * A_DAY, 10) == ()


async def test_a_digest_is_written_anew_when_its_update_goes_to_other_towns(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await follows.set_pace(store, people.name(ALICE), Pace.DAILY, START + A_DAY, START)
    update = await published(store, START + A_MINUTE)
    [due] = await follows.due_digests(store, START + A_DAY, 10)
    await follows.digest(store, due, START + A_DAY, START + 2 * A_DAY)
    [sent] = await claims.claim(store, ME, START + A_DAY, 10)
    await claims.settle(store, ME, [Sent(sent.n, 71, 1, START + A_DAY)])
    await updates.change(store, update.n, draft(START, (DANBURY,)).wording, ORGANIZER, START + A_DAY + A_MINUTE)
    [again] = await claims.claim(store, ME, START + A_DAY + A_MINUTE, 10)
    assert (again.n, again.message) == (sent.n, 71)


async def test_a_second_digest_of_a_day_is_left_to_the_next(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await follows.set_pace(store, people.name(ALICE), Pace.DAILY, START, START)
    for moment in (START + A_MINUTE, START + 2 * A_MINUTE):
        [due] = await follows.due_digests(store, moment, 10)
        await follows.digest(store, due, moment, moment + A_MINUTE)
    [due] = await follows.due_digests(store, START + A_DAY, 10)
    assert due.told_at == START + A_MINUTE


async def test_another_pace_loses_nothing_that_the_next_digest_would_have_told(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    name = people.name(ALICE)
    await follows.set_pace(store, name, Pace.DAILY, START + A_DAY, START)
    told = [await published(store, START + A_MINUTE), await published(store, START + A_MINUTE, ())]
    await published(store, START + A_MINUTE, (UNION,))
    await published(store, START + A_MINUTE, server=OTHER_SERVER)
    await published(store, START + A_MINUTE, trusted=False)
    await follows.set_pace(store, name, Pace.WEEKLY, START + 7 * A_DAY, START + 2 * A_MINUTE)
    [due] = await follows.due_digests(store, START + 7 * A_DAY, 10)
    assert due.told_at == START
    for _ in range(2):
        await follows.set_pace(store, name, Pace.AT_ONCE, None, START + 3 * A_MINUTE, trusted={SERVER})
    found = [(await claims.claim(store, ME, START + 3 * A_MINUTE, 10, ()))[0].subject]
    async with store.writing() as connection:
        found += await connection.scalars(select(tables.deliveries.c.subject).where(tables.deliveries.c.state == "waiting"))
    assert sorted(found) == [update.n for update in told]
