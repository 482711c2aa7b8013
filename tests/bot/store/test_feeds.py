"""A channel is a feed of some towns, or of all, until it is removed."""

from __future__ import annotations

import dataclasses

from bot.store import audit, feeds
from bot.store.audit import Entry
from bot.store.engine import Store
from bot.store.feeds import Feed
from tests.bot.delivery.virtual import START
from tests.bot.store.audiences import CHANNEL, DANBURY, NORWALK, ORGANIZER, OTHER_CHANNEL, OTHER_SERVER, SERVER, fed

FEED = Feed(CHANNEL, SERVER, (DANBURY, NORWALK), ORGANIZER, START, "es")
ENTRY = Entry(START, ORGANIZER, "feed_added", str(CHANNEL))


async def test_a_feed_comes_back_as_it_was_kept(store: Store) -> None:
    await feeds.add(store, FEED, ENTRY)
    assert await feeds.find(store, CHANNEL) == FEED
    assert await feeds.find(store, OTHER_CHANNEL) is None
    assert await audit.recent(store, 5) == (ENTRY,)


async def test_a_channel_has_one_feed_and_the_newest_holds(store: Store) -> None:
    await feeds.add(store, FEED)
    everything = dataclasses.replace(FEED, towns=())
    await feeds.add(store, everything)
    assert await feeds.of_server(store, SERVER) == (everything,)


async def test_a_servers_feeds_are_its_own(store: Store) -> None:
    await feeds.add(store, FEED)
    other = await fed(store, START, OTHER_CHANNEL, server=OTHER_SERVER)
    assert await feeds.of_server(store, SERVER) == (FEED,)
    await feeds.forget_server(store, SERVER)
    assert await feeds.of_server(store, SERVER) == ()
    assert await feeds.of_server(store, OTHER_SERVER) == (other,)


async def test_nothing_is_noted_of_a_removal_of_nothing(store: Store) -> None:
    assert not await feeds.remove(store, CHANNEL, ENTRY)
    assert await audit.recent(store, 5) == ()
