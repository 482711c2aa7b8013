"""What a message looks like is for others to say: once for all whose message looks the same."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Protocol

from bot.cards import Card
from bot.store.claims import Delivery

MOST_KEPT = 64


class Composer(Protocol):
    """Makes the card of a delivery, or tells that there is nothing to say any more."""

    def look(self, delivery: Delivery) -> Hashable:
        """All that the card depends on: deliveries whose looks are equal share one card."""

    async def compose(self, delivery: Delivery) -> Card | None:
        """The card, which carries `delivery.marker` in a custom_id; None where there is nothing to send. Raises StoreError.

        Where `delivery.message` stands there already, it is edited: then a card tells what became of it, such as a retraction.
        """


class Cards:
    """The cards made last, by look: ten thousand followers of a town share a few."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._made: OrderedDict[Hashable, Card | None] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def card(self, delivery: Delivery) -> Card | None:
        """The card of a delivery; raises StoreError."""
        async with self._one_at_a_time:  # many ask at once for what none has made yet
            look = self._composer.look(delivery)
            if look not in self._made:
                card = await self._composer.compose(delivery)
                if card and delivery.marker not in _parts(card):
                    raise ValueError(f"a card of {delivery.kind} does not carry its marker")
                self._made[look] = card
                if len(self._made) > MOST_KEPT:
                    self._made.popitem(last=False)
            return self._made[look]


def _parts(card: Card) -> Iterator[str]:
    """What the custom_ids of a card are made of."""
    for item in card.walk_children():
        custom_id = getattr(item, "custom_id", None)
        if isinstance(custom_id, str):
            yield from custom_id.split(":")
