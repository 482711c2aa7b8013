"""What is delivered becomes a card, in the reader's language: made once for everybody who reads the same."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from bot.cards import Card
from bot.following.cards import digest as digests
from bot.following.cards import renewal
from bot.following.digesting import concerning, trusted_since
from bot.store import feeds, follows, updates
from bot.store.outbox import Kind
from bot.store.updates import State
from bot.updates.cards import changed
from bot.updates.cards import update as update_cards
from bot.updates.cards.update import Reader, Where
from bot.updates.changes import Changed
from knowledge.wording import wording

if TYPE_CHECKING:
    from bot.moderation.office import Office
    from bot.store.claims import Delivery


MOST_KNOWN = 100


class Composer:
    """Composes for the office that it is made with; raises StoreError."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._for_all: set[int] = set()

    def look(self, delivery: Delivery) -> Hashable:
        """What the card depends on: deliveries that look alike share one.

        An update reads the same for everybody, which is known once it was composed; what changed depends on the reader's towns.
        """
        reader = delivery.reader
        what = (delivery.kind, delivery.subject, delivery.revision, delivery.message is None)
        whose: Hashable = (reader.person, reader.towns) if reader else delivery.channel
        if delivery.kind is Kind.UPDATE:
            whose = None if delivery.subject in self._for_all else reader.towns if reader else delivery.channel
        return what, self._language(delivery), reader is None, whose

    async def compose(self, delivery: Delivery) -> Card | None:
        """The card; None where there is nothing to say any more."""
        match delivery.kind:
            case Kind.UPDATE:
                return await self._update(delivery)
            case Kind.DIGEST:
                return await self._digest(delivery)
            case Kind.RENEWAL:
                return await self._renewal(delivery)
            case Kind.LAPSE:
                return None

    async def _update(self, delivery: Delivery) -> Card | None:
        update = await updates.find(self._office.store, delivery.subject)
        if update is None or (update.state is not State.PUBLISHED and delivery.message is None):
            return None
        if update.kind is updates.Kind.UPDATE:
            self._for_all = {*sorted(self._for_all)[-MOST_KNOWN:], update.n}
            return update_cards.render(update, self._reader(delivery))
        about = Changed.from_json(update.content).about(self._language(delivery), await self._towns(delivery))
        return changed.render(about, self._reader(delivery)) if about else None

    async def _digest(self, delivery: Delivery) -> Card | None:
        if delivery.reader is None or delivery.since is None:
            return None
        since = await trusted_since(self._office, delivery.since)
        found = concerning(since, delivery.reader.towns, until=delivery.at)
        if not found and delivery.message is None:
            return None
        return digests.render(found, delivery.reader.towns, self._reader(delivery))

    async def _renewal(self, delivery: Delivery) -> Card | None:
        follower = await follows.of(self._office.store, delivery.reader.person) if delivery.reader else None
        return renewal.render(follower, self._reader(delivery)) if follower else None

    async def _towns(self, delivery: Delivery) -> tuple[int, ...]:
        """The towns that the reader follows or the feed is about, () for all."""
        if delivery.reader:
            return delivery.reader.towns
        feed = await feeds.find(self._office.store, delivery.channel) if delivery.channel else None
        return feed.towns if feed else ()

    def _reader(self, delivery: Delivery) -> Reader:
        where = Where.DIRECT if delivery.reader else Where.FEED
        words = wording(self._language(delivery))
        return Reader(words, self._office.desk.release, where, delivery.marker)

    def _language(self, delivery: Delivery) -> str:
        return delivery.language or str(self._office.desk.default)
