"""The worker of the outbox: claims what is due, sends it, keeps what came of it, and decides about each failure."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from bot.delivery import hours, policy
from bot.delivery.clock import Clock
from bot.delivery.composing import Cards, Composer
from bot.delivery.line import Line
from bot.delivery.policy import Action
from bot.delivery.storm import Storm, backoff
from bot.enduring import endure
from bot.people import People
from bot.store import claims, outbox, sealing
from bot.store.claims import Delivery, Ended, Later, Outcome, Sent
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.news import Topic
from bot.store.outbox import Reason, State

IN_HAND = 64
TICK = dt.timedelta(seconds=0.25)
LOOK = dt.timedelta(seconds=5)
NONCE_LASTS = dt.timedelta(seconds=60)
"""For how long we trust Discord to know a nonce again; it promises a few minutes."""
AROUND = dt.timedelta(minutes=2)
"""How far Discord's clock and ours may differ."""
STALE = dt.timedelta(days=3)
"""After so long a message that could not be delivered is no news any more."""
KEPT = dt.timedelta(days=90)
"""For how long a message can be edited or marked as retracted where it stands; then nobody knows any more who got it."""
A_DAY = dt.timedelta(days=1)
MOST_ATTEMPTS = 500
WRONG_KEY = "wrong_key"
SECONDS_TO_END = 3.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What moderators should hear of: STOP of everything, PARK of what will not arrive; `subject` is an update's number."""

    action: Action
    reason: str
    kind: outbox.Kind | None = None
    subject: int = 0


async def nobody(_trouble: Trouble) -> None:
    """Tell nobody."""


class Courier:
    """Delivers from one process; a duty of its keeper."""

    def __init__(
        self,
        store: Store,
        people: People,
        line: Line,
        composer: Composer,
        *,
        clock: Clock | None = None,
        tell: Callable[[Trouble], Awaitable[None]] = nobody,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`tell` hears of each trouble once; `chance` gives numbers from 0 to 1."""
        self._store = store
        self._people = people
        self._line = line
        self._cards = Cards(composer)
        self._clock = clock or Clock()
        self._tell = tell
        self._chance = chance
        self._storm = Storm(chance)
        self._me = f"courier-{secrets.token_hex(8)}"
        self._hands: dict[str, asyncio.Task[None]] = {}
        self._outcomes: list[Outcome] = []
        self._troubles: dict[Trouble, bool] = {}
        self._called = asyncio.Event()
        self._tidied: dt.datetime | None = None
        self.stopped: str | None = None
        """Why nothing is delivered any more, such as a token that Discord does not take."""

    async def run(self) -> None:
        """Deliver until cancelled."""
        for topic in Topic:
            self._store.news.when(topic, self._called.set)
        await self._line.ready()
        if self._store.file:  # one process alone uses it: whoever held something is dead
            await endure(claims.give_back_all(self._store), "claims were not returned")
        await endure(self._check_the_key(), "the key was not checked")
        while not self.stopped:
            await endure(self.round(), "a round of deliveries failed")
            await self._tidy()
            await self._rest()

    async def round(self) -> int:
        """Keep what came of the deliveries that are over, and begin others that are due; how many. Raises StoreError."""
        self._called.clear()
        await self._keep()
        now = self._clock.now()
        room = 1 if self._storm.raging else IN_HAND
        room -= len(self._hands)
        if self.stopped or room <= 0 or self._storm.until(now):
            return 0
        due = await claims.claim(self._store, self._me, now, room, tuple(self._hands))
        for delivery in due:
            self._hands[delivery.destination] = asyncio.create_task(self._deliver(delivery))
        return len(due)

    async def finished(self) -> None:
        """Return once nothing is under way and what came of it is kept; raises StoreError."""
        await asyncio.gather(*self._hands.values())
        await self._keep()

    async def next(self) -> dt.datetime | None:
        """When there may be something to do, None where nothing waits; raises StoreError."""
        due = await claims.next_due(self._store)
        held = self._storm.until(self._clock.now())
        return max(due, held) if due and held else due

    async def close(self) -> None:
        """Let what is under way come to its end, for a few seconds at most, keep what came of it, and let go of the line."""
        try:
            if self._hands:
                _, late = await asyncio.wait(self._hands.values(), timeout=SECONDS_TO_END)
                for task in late:
                    task.cancel()
            await self.finished()
        finally:
            await self._line.close()

    async def _check_the_key(self) -> None:
        if not await sealing.fits(self._store, self._people, self._clock.now()):
            self._stop(WRONG_KEY)
            await self._keep()

    async def _tidy(self) -> None:
        """Once a day, keep no longer what was delivered long ago."""
        now = self._clock.now()
        if self._tidied is None or now - self._tidied >= A_DAY:
            self._tidied = now
            await endure(outbox.prune(self._store, now - KEPT), "old deliveries were not forgotten")

    async def _rest(self) -> None:
        """Until it is worth looking again: what is under way is gathered for a moment, so that it is kept at once."""
        now = self._clock.now()
        if self._hands or self._outcomes:
            await self._clock.until(now + TICK)
            return
        looked = asyncio.ensure_future(self._next_look(now))
        called = asyncio.ensure_future(self._called.wait())
        await asyncio.wait((looked, called), return_when=asyncio.FIRST_COMPLETED)
        looked.cancel()
        called.cancel()

    async def _next_look(self, now: dt.datetime) -> None:
        due: dt.datetime | None = None
        try:
            due = await self.next()
        except StoreError as error:
            log.warning("the outbox could not be looked at", reason=type(error).__name__)
        await self._clock.until(min(now + LOOK, max(due or now + LOOK, now + TICK)))

    async def _keep(self) -> None:
        outcomes, self._outcomes = self._outcomes, []
        try:
            if outcomes:
                await claims.settle(self._store, self._me, outcomes)
        except StoreError:
            self._outcomes = outcomes + self._outcomes
            raise
        for trouble in [trouble for trouble, told in self._troubles.items() if not told]:
            self._troubles[trouble] = True
            await endure(self._tell(trouble), "a trouble was not told")

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            [outcome] = await asyncio.gather(self._attempt(delivery), return_exceptions=True)
        finally:
            del self._hands[delivery.destination]
        if isinstance(outcome, asyncio.CancelledError):
            return  # it stays claimed, and is looked for by whoever claims it next
        if isinstance(outcome, BaseException):
            outcome = self._failed(delivery, outcome)
        elif isinstance(outcome, Sent):
            self._storm.calmed()
        self._outcomes.append(outcome)

    async def _attempt(self, delivery: Delivery) -> Outcome:
        now = self._clock.now()
        early = self._unsent(delivery, now)
        if early:
            return early
        channel, opened = await self._channel(delivery)
        message = delivery.message
        if message is None and delivery.tried_at and now - delivery.tried_at > NONCE_LASTS:
            message = await self._line.find(channel, delivery.marker, delivery.tried_at - AROUND)
        found = message is not None and delivery.message is None
        card = await self._cards.card(replace(delivery, message=message))
        if message is None:
            if card is None:
                return Ended(delivery.n, State.DROPPED, Reason.NOTHING_LEFT, now)
            message = await self._line.post(channel, card, delivery.nonce, before=delivery.send_before)
        elif card and (delivery.revision > 1 or not found):
            await self._line.edit(channel, message, card, before=delivery.send_before)
        return Sent(delivery.n, message, delivery.revision, self._clock.now(), opened)

    def _unsent(self, delivery: Delivery, now: dt.datetime) -> Outcome | None:
        """What becomes of a delivery that needs no request."""
        reader, new = delivery.reader, delivery.message is None
        if reader is None and delivery.channel is None:
            return Ended(delivery.n, State.DROPPED, Reason.UNFOLLOWED, now)
        if new and reader and reader.paused and delivery.tried_at is None:
            return Ended(delivery.n, State.DROPPED, Reason.PAUSED, now)
        if (new and now - delivery.at > STALE) or delivery.attempts >= MOST_ATTEMPTS:
            self._note(Trouble(Action.PARK, Reason.TOO_LATE, delivery.kind, delivery.subject))
            return Ended(delivery.n, State.PARKED, Reason.TOO_LATE, now)
        wakes = hours.wakes(reader.quiet, reader.time_zone, now) if reader and new else None
        return Later(delivery.n, wakes, delivery.attempts, delivery.tried_at) if wakes else None

    async def _channel(self, delivery: Delivery) -> tuple[int, bytes | None]:
        """Where to send it, and, where it had to be opened first, the same sealed."""
        reader = delivery.reader
        if delivery.channel is not None or reader is None:
            return delivery.channel or 0, None
        try:
            if reader.direct:
                return self._people.unseal(reader.direct), None
            user_id = self._people.unseal(reader.sealed)
        except ValueError:
            raise policy.UnreadableError from None
        channel = await self._line.open(user_id)
        return channel, self._people.seal(channel)

    def _failed(self, delivery: Delivery, error: BaseException) -> Outcome:
        now = self._clock.now()
        verdict = policy.judge(error)
        if verdict.reason == policy.MISTAKE:
            log.error("a delivery could not be made", delivery=delivery.n, exc_info=error)
        tried = delivery.tried_at if verdict.arrived is False else delivery.tried_at or now
        if verdict.action is Action.PARK:
            self._storm.calmed()
            if delivery.channel or not verdict.stops:
                self._note(Trouble(Action.PARK, verdict.reason, delivery.kind, delivery.subject))
            return Ended(delivery.n, State.PARKED, verdict.reason, now, verdict.stops)
        if verdict.action is Action.AGAIN:
            if verdict.reason != policy.MISTAKE:
                self._storm.worsened(now)
            attempts = delivery.attempts + 1
            return Later(delivery.n, now + backoff(attempts, self._chance), attempts, tried)
        if verdict.action is Action.STOP:
            self._stop(verdict.reason)
            return Later(delivery.n, now, delivery.attempts, delivery.tried_at)
        until = now + dt.timedelta(seconds=verdict.seconds)
        if verdict.everywhere:
            log.warning("discord asks to be left alone", reason=verdict.reason, seconds=verdict.seconds)
            self._storm.hold(until)
        return Later(delivery.n, until, delivery.attempts, delivery.tried_at)

    def _stop(self, reason: str) -> None:
        if not self.stopped:
            log.error("nothing is delivered any more", reason=reason)
            self.stopped = reason
            self._note(Trouble(Action.STOP, reason))

    def _note(self, trouble: Trouble) -> None:
        self._troubles.setdefault(trouble, False)
