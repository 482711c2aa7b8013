"""An update is a draft until it is published, once; then it is changed and retracted. A discarded draft leaves no words."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from bot.store import audit, updates
from bot.store.engine import Store
from bot.store.errors import ConflictError
from bot.store.updates import State, Wording
from tests.bot.delivery.virtual import START
from tests.bot.store.audiences import DANBURY, NORWALK, ORGANIZER, OTHER_SERVER, SECOND, SERVER, draft, published

LATER = START + dt.timedelta(hours=1)
WORDS = Wording(
    headline="A hearing",
    text="The council meets.",
    towns=(DANBURY, NORWALK),
    link="https://example.org/a",
    starts_at=LATER,
    time_zone="America/New_York",
    place="City Hall",
    language="es",
)


async def test_a_draft_comes_back_as_it_was_written(store: Store) -> None:
    made = await updates.add(store, dataclasses.replace(draft(START), wording=WORDS))
    assert made.wording == WORDS
    assert (made.state, made.revision, made.published_at) == (State.DRAFT, 1, None)
    assert await updates.find(store, made.n) == made
    assert await updates.find(store, made.n + 1) is None


async def test_an_update_is_published_once_and_the_audit_tells_by_whom(store: Store) -> None:
    made = await updates.add(store, draft(START))
    waiting = await updates.ask(store, made.n)
    assert waiting.state is State.WAITING
    done = await updates.publish(store, made.n, SECOND, LATER, trusted=True)
    assert (done.state, done.published_at, done.approved_by, done.trusted) == (State.PUBLISHED, LATER, SECOND, True)
    with pytest.raises(ConflictError):
        await updates.publish(store, made.n, SECOND, LATER, trusted=True)
    assert [(e.actor, e.action, e.subject) for e in await audit.recent(store, 5)] == [
        (SECOND, "update_published", updates.subject(made.n))
    ]


async def test_whoever_publishes_their_own_words_has_approved_nothing(store: Store) -> None:
    assert (await published(store, START)).approved_by is None


async def test_a_change_counts_as_a_revision_only_once_it_is_published(store: Store) -> None:
    made = await updates.add(store, draft(START))
    changed = await updates.change(store, made.n, WORDS, SECOND, LATER)
    assert (changed.wording, changed.revision, changed.changed_at) == (WORDS, 1, None)
    await updates.publish(store, made.n, ORGANIZER, LATER, trusted=True)
    again = await updates.change(store, made.n, dataclasses.replace(WORDS, towns=()), SECOND, LATER)
    assert (again.wording.towns, again.revision, again.changed_at) == ((), 2, LATER)


@pytest.mark.parametrize("end", ["retract", "discard"])
async def test_what_is_over_can_neither_be_changed_nor_published(store: Store, end: str) -> None:
    made = await updates.add(store, draft(START))
    if end == "retract":
        await updates.publish(store, made.n, ORGANIZER, START, trusted=True)
        await updates.retract(store, made.n, ORGANIZER, LATER)
    else:
        await updates.discard(store, made.n)
    for act in (
        updates.change(store, made.n, WORDS, ORGANIZER, LATER),
        updates.publish(store, made.n, ORGANIZER, LATER, trusted=True),
        updates.retract(store, made.n, ORGANIZER, LATER),
        updates.discard(store, made.n),
        updates.ask(store, made.n),
    ):
        with pytest.raises(ConflictError):
            await act


async def test_a_discarded_draft_leaves_no_words(store: Store) -> None:
    made = await updates.add(store, dataclasses.replace(draft(START), wording=WORDS))
    gone = await updates.discard(store, made.n)
    assert (gone.wording.headline, gone.wording.text, gone.wording.link, gone.wording.place) == ("", "", None, "")
    assert await updates.of_server(store, SERVER, 5) == ()


async def test_a_servers_updates_are_listed_the_newest_first(store: Store) -> None:
    first, second = await published(store, START), await published(store, LATER, ())
    await published(store, LATER, server=OTHER_SERVER)
    assert [update.n for update in await updates.of_server(store, SERVER, 5)] == [second.n, first.n]
    assert [update.n for update in await updates.of_server(store, SERVER, 5, skip=1)] == [first.n]
    assert (await updates.of_server(store, SERVER, 1))[0].wording.towns == ()


async def test_what_was_published_since_is_what_still_holds(store: Store) -> None:
    early = await published(store, START)
    late, taken_back = await published(store, LATER), await published(store, LATER)
    await updates.retract(store, taken_back.n, ORGANIZER, LATER)
    assert [update.n for update in await updates.published_since(store, START)] == [late.n]
    assert {update.n for update in await updates.published_since(store, START - (LATER - START))} == {early.n, late.n}


async def test_the_stamp_differs_after_everything_that_readers_see_and_only_then(store: Store) -> None:
    seen = [await updates.stamp(store)]
    made = await updates.add(store, draft(START))
    assert await updates.stamp(store) == seen[-1]
    for act in (
        lambda: updates.publish(store, made.n, ORGANIZER, START, trusted=True),
        lambda: updates.change(store, made.n, WORDS, ORGANIZER, LATER),
        lambda: updates.retract(store, made.n, ORGANIZER, LATER),
    ):
        await act()
        seen.append(await updates.stamp(store))
    assert len(set(seen)) == len(seen)


async def test_what_went_to_followers_is_counted_retracted_or_not_and_by_server(store: Store) -> None:
    first = await published(store, START)
    await updates.retract(store, first.n, ORGANIZER, START)
    await published(store, START + dt.timedelta(hours=1))
    await published(store, START + dt.timedelta(hours=2), trusted=False)
    await published(store, START + dt.timedelta(hours=2), server=OTHER_SERVER)
    before = START - dt.timedelta(hours=1)
    assert await updates.moments(store, SERVER, before) == (START, START + dt.timedelta(hours=1))
    assert await updates.moments(store, SERVER, START) == (START + dt.timedelta(hours=1),)
