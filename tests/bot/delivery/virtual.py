"""A Discord in memory and a clock that needs no waiting, for deliveries over hours and days."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from discord import ui

from bot.cards import Card
from bot.delivery.clock import Clock
from bot.delivery.courier import Courier, Trouble
from bot.delivery.policy import LateError, RefusedError
from bot.people import People
from bot.store import claims
from bot.store.claims import Delivery
from bot.store.engine import Store

START = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
KEY = b"k" * 32
A_SECOND = dt.timedelta(seconds=1)
T = TypeVar("T")
DIRECT = 2_000
"""The channel of the direct messages with somebody is their id and this."""


class VirtualClock(Clock):
    """A clock that jumps to whatever moment is waited for."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> dt.datetime:
        """The moment that it has come to."""
        return self.moment

    async def until(self, moment: dt.datetime) -> None:
        """Jump there."""
        self.moment = max(self.moment, moment)
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Accident:
    """What happens to a request: `error` is raised, after the request was carried out where it `arrived`."""

    error: BaseException
    arrived: bool = False


@dataclass
class Message:
    """A message that stands in a channel."""

    id: int
    channel: int
    at: dt.datetime
    marker: str
    text: str
    edits: int = 0


async def at_once() -> None:
    """Wait for nothing."""


@dataclass
class FakeDiscord:
    """A line to a Discord that keeps every message; `accident` decides about each request by its verb and channel.

    `turn` is what a card waits for before it is sent.
    """

    clock: VirtualClock
    accident: Callable[[str, int], Accident | None] = lambda _verb, _channel: None
    turn: Callable[[], Awaitable[None]] = at_once
    nonces_last: dt.timedelta = dt.timedelta(minutes=2)
    messages: dict[int, Message] = field(default_factory=dict)
    requests: list[tuple[dt.datetime, str, int]] = field(default_factory=list)
    _nonces: dict[tuple[int, str], tuple[dt.datetime, int]] = field(default_factory=dict)

    async def ready(self) -> None:
        """There is always a line."""

    async def open(self, user_id: int) -> int:
        """The channel of the direct messages with somebody."""
        return self._carried_out("open", user_id, lambda: user_id + DIRECT)

    async def post(self, channel: int, card: Card, nonce: str, *, before: dt.datetime | None = None) -> int:
        """Post a card."""
        await self._turn(before)
        return self._carried_out("post", channel, lambda: self._written(channel, card, nonce))

    async def edit(self, channel: int, message: int, card: Card, *, before: dt.datetime | None = None) -> None:
        """Put a card in the place of another."""
        await self._turn(before)

        def change() -> None:
            if message not in self.messages:
                raise RefusedError(404, 10008)
            self.messages[message].text = text_of(card)
            self.messages[message].edits += 1

        self._carried_out("edit", channel, change)

    async def find(self, channel: int, marker: str, since: dt.datetime) -> int | None:
        """A message since then with the marker."""

        def look() -> int | None:
            there = [m for m in self.messages.values() if m.channel == channel and m.marker == marker]
            return next((m.id for m in there if since <= m.at), None)

        return self._carried_out("find", channel, look)

    async def close(self) -> None:
        """Nothing to let go of."""

    def counted(self) -> Counter[tuple[int, str]]:
        """How many messages of each marker stand in each channel."""
        return Counter((message.channel, message.marker) for message in self.messages.values())

    async def _turn(self, before: dt.datetime | None) -> None:
        await self.turn()
        if before and self.clock.now() >= before:
            raise LateError

    def _carried_out(self, verb: str, channel: int, act: Callable[[], T]) -> T:
        self.requests.append((self.clock.now(), verb, channel))
        accident = self.accident(verb, channel)
        if accident is None:
            return act()
        if accident.arrived:
            act()
        raise accident.error

    def _written(self, channel: int, card: Card, nonce: str) -> int:
        now = self.clock.now()
        at, known = self._nonces.get((channel, nonce), (None, 0))
        if at and now - at <= self.nonces_last:
            return known
        number = len(self.messages) + 1
        self.messages[number] = Message(number, channel, now, marker_of(card), text_of(card))
        self._nonces[channel, nonce] = now, number
        return number


class PlainComposer:
    """Cards that say which delivery they are of; `gone` holds the updates of which nothing is to be said any more."""

    def __init__(self) -> None:
        self.gone: set[int] = set()
        self.made = 0

    def look(self, delivery: Delivery) -> Hashable:
        """A look for each language and revision."""
        return delivery.marker, delivery.revision, delivery.language, delivery.message is None

    async def compose(self, delivery: Delivery) -> Card | None:
        """A line of text and a button."""
        if delivery.subject in self.gone and delivery.message is None:
            return None
        self.made += 1
        text = f"{delivery.marker} r{delivery.revision} {delivery.language}"
        button = ui.Button[Card](label="more", custom_id=f"x:{delivery.marker}")
        return Card(ui.TextDisplay(text), ui.ActionRow(button))


@dataclass
class Post:
    """A courier with all that it works with."""

    store: Store
    clock: VirtualClock
    discord: FakeDiscord
    composer: PlainComposer
    troubles: list[Trouble]
    courier: Courier
    people: People

    async def work(self, most: int = 10_000) -> None:
        """Deliver until nothing waits any more, letting the time pass that it takes."""
        for _ in range(most):
            due = await self.courier.next()
            if due is None or self.courier.stopped:
                return
            await self.clock.until(due + A_SECOND / 1000)
            await self.turn()
        raise AssertionError("it never came to an end")

    async def turn(self) -> int:
        """One round, to its end; how many deliveries it had."""
        begun = await self.courier.round()
        await self.courier.finished()
        return begun

    def restarted(self) -> Post:
        """The same with another process at work, as after a crash."""
        return post(self.store, self.clock, self.discord, self.composer)


def post(
    store: Store, clock: VirtualClock | None = None, discord: FakeDiscord | None = None, composer: PlainComposer | None = None
) -> Post:
    """A courier over a store."""
    clock = clock or VirtualClock()
    discord, composer = discord or FakeDiscord(clock), composer or PlainComposer()
    troubles: list[Trouble] = []

    async def tell(trouble: Trouble) -> None:
        troubles.append(trouble)

    people = People(KEY)
    courier = Courier(store, people, discord, composer, clock=clock, tell=tell, chance=lambda: 0.5)
    return Post(store, clock, discord, composer, troubles, courier, people)


def text_of(card: Card) -> str:
    """What a card says."""
    return next(item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay))


def marker_of(card: Card) -> str:
    """The marker that a card carries."""
    return next(
        item.custom_id.partition(":")[2] for item in card.walk_children() if isinstance(item, ui.Button) and item.custom_id
    )


async def states(store: Store) -> Counter[str]:
    """How many deliveries are in which state."""
    async with store.reading() as connection:
        rows = await connection.execute(claims.TABLE.select())
        return Counter(row.state if not row.reason else f"{row.state}: {row.reason}" for row in rows)
