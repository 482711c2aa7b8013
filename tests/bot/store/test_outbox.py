"""Deliveries are written with what they deliver: one for each place, none twice, and what changes is said where it stands."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import delete

from bot.people import People
from bot.store import claims, feeds, follows, outbox, servers, tables, updates
from bot.store.audit import Entry
from bot.store.claims import Ended, Later, Sent
from bot.store.engine import Store
from bot.store.errors import ConflictError
from bot.store.feeds import Feed
from bot.store.follows import Pace
from bot.store.outbox import Audience, Kind, Progress, Reason, State
from bot.store.updates import Wording
from tests.bot.delivery.virtual import START, states
from tests.bot.store.audiences import (
    CHANNEL,
    DANBURY,
    NORWALK,
    ORGANIZER,
    OTHER_CHANNEL,
    OTHER_SERVER,
    SERVER,
    UNION,
    crowd,
    draft,
    fed,
    following,
    published,
)

ALICE, BRUNO, CARMEN = 11, 12, 13
A_MINUTE, A_DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
ME, OTHER = "me", "other"


async def _destinations(store: Store, now: dt.datetime = START) -> set[str]:
    return {delivery.destination for delivery in await claims.claim(store, ME, now, 100)}


async def test_an_update_goes_to_who_follows_one_of_its_towns_and_to_no_one_else(store: Store, people: People) -> None:
    await following(store, people, ALICE, START, (NORWALK, DANBURY))
    await following(store, people, BRUNO, START, (UNION,))
    await fed(store, START, CHANNEL, (DANBURY,))
    await fed(store, START, OTHER_CHANNEL, (UNION,))
    await published(store, START, (NORWALK, DANBURY))
    assert await _destinations(store) == {people.name(ALICE), str(CHANNEL)}


async def test_a_statewide_update_goes_to_everybody_and_a_feed_of_everything_gets_all(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await fed(store, START, CHANNEL, (UNION,))
    await fed(store, START, OTHER_CHANNEL)
    await published(store, START, ())
    assert await _destinations(store) == {people.name(ALICE), str(CHANNEL), str(OTHER_CHANNEL)}


async def test_an_update_of_a_server_that_is_not_trusted_stays_in_its_own_feeds(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await fed(store, START, CHANNEL, server=SERVER)
    await fed(store, START, OTHER_CHANNEL, server=OTHER_SERVER)
    await published(store, START, trusted=False, server=SERVER)
    assert await _destinations(store) == {str(CHANNEL)}


async def test_who_wants_a_digest_is_paused_or_has_lapsed_is_not_written_to_at_once(store: Store, people: People) -> None:
    for person in (ALICE, BRUNO, CARMEN):
        await following(store, people, person, START)
    await follows.set_pace(store, people.name(ALICE), Pace.DAILY, START + A_DAY, START)
    async with store.writing() as connection:
        await follows.pause(connection, people.name(BRUNO), "50007", START)
    later = START + follows.LIFE - A_MINUTE
    await follows.renew(store, people.name(ALICE), later)
    update = await published(store, START + follows.LIFE)
    assert await outbox.progress(store, update.n) == Progress(0, 0, 0, {})


async def test_the_audience_is_who_would_get_it(store: Store, people: People) -> None:
    for person in (ALICE, BRUNO, CARMEN):
        await following(store, people, person, START, (NORWALK, UNION))
    await follows.set_pace(store, people.name(ALICE), Pace.WEEKLY, START + A_DAY, START)
    await fed(store, START, CHANNEL)
    await fed(store, START, OTHER_CHANNEL, server=OTHER_SERVER)
    assert await outbox.audience(store, (NORWALK,), SERVER, START, trusted=True) == Audience(2, 1, 2)
    assert await outbox.audience(store, (NORWALK, UNION), SERVER, START, trusted=True) == Audience(2, 1, 2)
    assert await outbox.audience(store, (DANBURY,), SERVER, START, trusted=True) == Audience(0, 0, 2)
    assert await outbox.audience(store, (), SERVER, START, trusted=False) == Audience(0, 0, 1)


async def test_a_publication_that_fails_leaves_no_delivery(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    made = await updates.add(store, draft(START))
    await updates.discard(store, made.n)
    with pytest.raises(ConflictError):
        await updates.publish(store, made.n, ORGANIZER, START, trusted=True)
    assert await states(store) == {}


async def test_what_changed_in_the_record_is_published_with_its_deliveries_or_not_at_all(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    wording = Wording(headline="", text="", towns=(NORWALK,))

    async def fail() -> None:
        async with store.writing() as connection:
            await updates.write_change(connection, wording, "{}", ORGANIZER, START)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await states(store) == {}
    async with store.writing() as connection:
        made = await updates.write_change(connection, wording, "{}", ORGANIZER, START)
    assert (made.state, made.kind, made.content) == (updates.State.PUBLISHED, updates.Kind.CHANGE, "{}")
    assert await _destinations(store) == {people.name(ALICE)}


async def test_a_claim_is_one_persons_until_its_lease_ends(store: Store, people: People) -> None:
    await crowd(store, people, 3, START)
    await published(store, START)
    mine = await claims.claim(store, ME, START, 2)
    theirs = await claims.claim(store, OTHER, START, 5)
    assert len(mine) == 2
    assert len(theirs) == 1
    assert await claims.claim(store, OTHER, START + claims.LEASE, 5) == ()
    returned = await claims.claim(store, OTHER, START + claims.LEASE + A_MINUTE, 5)
    assert len(returned) == 3
    assert {delivery.tried_at for delivery in returned} == {START}


async def test_what_came_of_a_claim_that_is_anothers_by_now_is_not_kept(store: Store, people: People) -> None:
    await crowd(store, people, 1, START)
    await published(store, START)
    [mine] = await claims.claim(store, ME, START, 1)
    await claims.claim(store, OTHER, START + 2 * claims.LEASE, 1)
    await claims.settle(store, ME, [Ended(mine.n, State.PARKED, "x", START)])
    assert await states(store) == {"claimed": 1}


async def test_claims_take_turns_between_updates_and_one_for_each_place(store: Store, people: People) -> None:
    await crowd(store, people, 20, START)
    await crowd(store, people, 20, START, DANBURY, first=100)
    first = await published(store, START)
    second = await published(store, START, (DANBURY,))
    await published(store, START)
    taken = await claims.claim(store, ME, START, 9)
    assert len({delivery.destination for delivery in taken}) == 9
    assert len([delivery for delivery in taken if delivery.subject == first.n]) <= 6
    assert len([delivery for delivery in taken if delivery.subject == second.n]) >= 3
    busy = [delivery.destination for delivery in taken]
    more = await claims.claim(store, ME, START, 100, busy)
    assert not {delivery.destination for delivery in more} & set(busy)


async def test_a_claim_tells_the_reader_the_language_and_the_towns(store: Store, people: People) -> None:
    await following(store, people, ALICE, START, (NORWALK, UNION), "ht")
    await feeds.add(store, Feed(CHANNEL, SERVER, (), ORGANIZER, START, "pt"))
    await published(store, START)
    by_place = {delivery.destination: delivery for delivery in await claims.claim(store, ME, START, 5)}
    feed, direct = by_place[str(CHANNEL)], by_place[people.name(ALICE)]
    assert (feed.channel, feed.reader, feed.language) == (CHANNEL, None, "pt")
    assert direct.reader
    assert (direct.channel, direct.language, direct.reader.towns) == (None, "ht", (NORWALK, UNION))
    assert people.unseal(direct.reader.sealed) == ALICE
    assert (direct.marker, len(direct.nonce) <= 25) == (f"update.{direct.subject}", True)


async def test_nothing_is_due_before_its_time(store: Store, people: People) -> None:
    await crowd(store, people, 1, START)
    await published(store, START)
    [mine] = await claims.claim(store, ME, START, 1)
    later = START + A_DAY
    await claims.settle(store, ME, [Later(mine.n, later, 4, None)])
    assert await claims.claim(store, ME, later - A_MINUTE, 1) == ()
    assert await claims.next_due(store) == later
    [again] = await claims.claim(store, ME, later, 1)
    assert (again.attempts, again.tried_at) == (4, None)


async def test_progress_counts_what_waits_stands_and_failed_by_reason(store: Store, people: People) -> None:
    await crowd(store, people, 4, START)
    update = await published(store, START)
    first, second, third = await claims.claim(store, ME, START, 3)
    ended = [Ended(second.n, State.PARKED, "50007", START, True), Ended(third.n, State.DROPPED, Reason.NOTHING_LEFT, START)]
    await claims.settle(store, ME, [Sent(first.n, 77, 1, START), *ended])
    assert await outbox.progress(store, update.n) == Progress(1, 1, 1, {"50007": 1})


async def test_a_removed_feed_and_an_unfollowed_town_drop_what_waits(store: Store, people: People) -> None:
    await fed(store, START)
    await following(store, people, ALICE, START)
    await published(store, START)
    assert await feeds.remove(store, CHANNEL)
    assert not await feeds.remove(store, CHANNEL)
    assert await follows.unfollow(store, people.name(ALICE), NORWALK)
    assert await states(store) == {"dropped: unfollowed": 1}
    assert await follows.of(store, people.name(ALICE)) is None


async def test_a_message_whose_edit_was_refused_is_tried_again_with_the_retraction(store: Store, people: People) -> None:
    await fed(store, START)
    update = await published(store, START)
    [sent] = await claims.claim(store, ME, START, 10)
    await claims.settle(store, ME, [Sent(sent.n, 71, 1, START)])
    await updates.change(store, update.n, draft(START, headline="Other words").wording, ORGANIZER, START)
    [edit] = await claims.claim(store, ME, START, 10)
    await claims.settle(store, ME, [Ended(edit.n, State.PARKED, "50013", START, stops=True)])
    await updates.retract(store, update.n, ORGANIZER, START)
    [again] = await claims.claim(store, ME, START, 10)
    assert (again.message, again.revision) == (71, 3)


async def test_who_is_forgotten_meanwhile_is_not_asked_to_renew(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await follows.forget(store, people.name(ALICE))
    assert not await follows.remind(store, people.name(ALICE), START)
    assert await states(store) == {}


async def test_deliveries_to_nobody_are_forgotten_once_they_are_over(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await published(store, START)
    async with store.writing() as connection:  # as where somebody is forgotten while they are written
        await connection.execute(delete(tables.followers))
    [gone] = await claims.claim(store, ME, START, 10)
    await outbox.prune(store, START - A_DAY)
    assert await states(store) != {}
    await claims.settle(store, ME, [Ended(gone.n, State.DROPPED, Reason.UNFOLLOWED, START)])
    await outbox.prune(store, START - A_DAY)
    assert await states(store) == {}


async def test_old_deliveries_are_forgotten_but_for_those_under_way(store: Store, people: People) -> None:
    await crowd(store, people, 2, START)
    await published(store, START)
    [first] = await claims.claim(store, ME, START, 1)
    await claims.settle(store, ME, [Sent(first.n, 77, 1, START)])
    assert await outbox.prune(store, START) == 0
    assert await outbox.prune(store, START + A_MINUTE) == 1
    assert await states(store) == {"waiting": 1}


async def test_deliveries_of_a_database_of_yesterday_are_looked_for_before_they_are_sent(store: Store, people: People) -> None:
    await crowd(store, people, 1, START)
    await published(store, START)
    await outbox.doubt(store)
    [delivery] = await claims.claim(store, ME, START + A_DAY, 1)
    assert delivery.tried_at == START


async def test_a_server_that_is_trusted_no_more_reaches_its_own_feeds_alone(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    await fed(store, START, CHANNEL, server=SERVER)
    await fed(store, START, OTHER_CHANNEL, server=OTHER_SERVER)
    told = await published(store, START, server=SERVER)
    [sent, *_] = await claims.claim(store, ME, START, 1)
    await claims.settle(store, ME, [Sent(sent.n, 77, 1, START)])
    await published(store, START + A_MINUTE, server=OTHER_SERVER)
    entry = Entry(START, ORGANIZER, "server_distrusted", f"server:{SERVER}")
    await servers.trust(store, SERVER, entry, trusted=False)
    assert (await outbox.progress(store, told.n)).delivered == 1, "what stands is not forgotten"
    waiting = {(delivery.subject, delivery.destination) for delivery in await claims.claim(store, ME, START + A_MINUTE, 100)}
    outside = {(told.n, people.name(ALICE)), (told.n, str(OTHER_CHANNEL))}
    assert waiting & outside == set()
    assert {destination for subject, destination in waiting if subject != told.n} == {
        people.name(ALICE),
        str(CHANNEL),
        str(OTHER_CHANNEL),
    }


async def test_what_was_dropped_for_want_of_trust_is_still_edited_where_it_stands(store: Store, people: People) -> None:
    await following(store, people, ALICE, START)
    told = await published(store, START, server=OTHER_SERVER)
    [sent] = await claims.claim(store, ME, START, 10)
    await claims.settle(store, ME, [Sent(sent.n, 77, 1, START)])
    await servers.forget(store, OTHER_SERVER)
    await updates.retract(store, told.n, ORGANIZER, START + A_MINUTE)
    [again] = await claims.claim(store, ME, START + A_MINUTE, 10)
    assert (again.message, again.revision) == (77, 2)


async def test_what_failed_is_counted_by_reason_and_found_again_after_a_start(store: Store, people: People) -> None:
    await fed(store, START, CHANNEL)
    await fed(store, START, OTHER_CHANNEL)
    await following(store, people, ALICE, START)
    told = await published(store, START)
    found = {delivery.destination: delivery.n for delivery in await claims.claim(store, ME, START, 10)}
    no_access = [Ended(found[str(channel)], State.PARKED, "50001", START) for channel in (CHANNEL, OTHER_CHANNEL)]
    await claims.settle(store, ME, no_access)
    assert await outbox.parked(store, Kind.UPDATE, told.n, "50001") == (2, True)
    await claims.settle(store, ME, [Ended(found[people.name(ALICE)], State.PARKED, "50007", START, True)])
    assert await outbox.parked(store, Kind.UPDATE, told.n, "50001") == (2, False)
    assert await outbox.failures(store, START) == ((Kind.UPDATE, told.n, "50001"),), "who takes no messages is told themselves"
    assert await outbox.failures(store, START + A_DAY) == ()
