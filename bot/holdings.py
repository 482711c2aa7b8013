"""Everything that is held about one person: shown to them, handed to them, forgotten when they say so."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.people import People
from bot.store import follows, outbox, tables, updates
from bot.store.engine import Store
from bot.store.follows import Follower, Quiet
from bot.store.updates import UNPUBLISHED, State

CORRECTIONS, DELIVERIES, PREFERENCES = tables.corrections, tables.deliveries, tables.preferences
UPDATES = tables.updates
DRAFTS = frozenset(state.value for state in UNPUBLISHED)


@dataclass(frozen=True, slots=True)
class HeldFollowing:
    """How somebody follows: the towns by number, each with the moment they began, and how they want to be told."""

    towns: Mapping[int, dt.datetime]
    language: str
    pace: str
    quiet: Quiet | None
    time_zone: str
    paused: str | None
    agreed_at: dt.datetime
    renewed_at: dt.datetime
    lapses_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HeldDelivery:
    """One message that was or is to be delivered; `subject` is the update's number."""

    kind: str
    subject: int
    state: str
    at: dt.datetime
    sent_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A reported mistake of which they asked to be told the outcome."""

    n: int
    at: dt.datetime
    language: str
    state: str


@dataclass(frozen=True, slots=True)
class HeldUpdate:
    """An update that they wrote as an organizer: a draft goes with them, what was published stays under their keyed name."""

    n: int
    state: str
    at: dt.datetime
    headline: str

    @property
    def draft(self) -> bool:
        """Whether nobody else has seen it yet."""
        return self.state in DRAFTS


@dataclass(frozen=True, slots=True)
class HeldAct:
    """What they did as a moderator or organizer; it stays in the history under their keyed name."""

    at: dt.datetime
    action: str
    subject: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """All of it; `name` is the keyed hash that it is found by."""

    name: str
    language: str | None
    following: HeldFollowing | None
    deliveries: tuple[HeldDelivery, ...]
    reports: tuple[HeldReport, ...]
    acts: tuple[HeldAct, ...]
    updates: tuple[HeldUpdate, ...] = ()

    @property
    def drafts(self) -> int:
        """How many of their updates are still drafts."""
        return sum(update.draft for update in self.updates)

    @property
    def empty(self) -> bool:
        """Whether nothing is held that could be forgotten."""
        return not (self.language or self.following or self.deliveries or self.reports or self.drafts)

    def as_json(self) -> dict[str, Any]:
        """The same in what JSON can hold; moments as ISO 8601 in UTC."""
        told: dict[str, Any] = _plain(dataclasses.asdict(self))
        return told


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was forgotten of each kind; `reports` are those that no longer know who made them."""

    towns: int
    deliveries: int
    languages: int
    reports: int
    drafts: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing was held."""
        return not (self.towns or self.deliveries or self.languages or self.reports or self.drafts)


async def held(store: Store, people: People, user_id: int) -> Held:
    """What is held about somebody; raises StoreError."""
    name = people.name(user_id)
    follower = await follows.of(store, name)
    async with store.reading() as connection:
        language: str | None = await connection.scalar(select(PREFERENCES.c.language).where(PREFERENCES.c.person == name))
        begun = select(tables.follows.c.town, tables.follows.c.at).where(tables.follows.c.person == name)
        towns = {row.town: row.at for row in await connection.execute(begun.order_by(tables.follows.c.town))}
        sent = select(DELIVERIES).where(DELIVERIES.c.destination == name).order_by(DELIVERIES.c.n)
        deliveries = [HeldDelivery(d.kind, d.subject, d.state, d.at, d.sent_at) for d in await connection.execute(sent)]
        numbers = await _reported(connection, people, user_id)
        told = select(CORRECTIONS).where(CORRECTIONS.c.n.in_(numbers)).order_by(CORRECTIONS.c.n)
        reports = [HeldReport(row.n, row.at, row.language, row.state) for row in await connection.execute(told)]
        done = select(tables.audit).where(tables.audit.c.actor == name).order_by(tables.audit.c.n)
        wrote = select(UPDATES).where(UPDATES.c.by == name, UPDATES.c.state != State.DISCARDED.value).order_by(UPDATES.c.n)
        written = [HeldUpdate(row.n, row.state, row.made_at, row.headline) for row in await connection.execute(wrote)]
        acts = [HeldAct(row.at, row.action, row.subject) for row in await connection.execute(done)]
    following = _following(follower, towns) if follower else None
    return Held(name, language, following, tuple(deliveries), tuple(reports), tuple(acts), tuple(written))


async def forget(store: Store, people: People, user_id: int) -> Forgotten:
    """Keep nothing about somebody but what they did for the record; how much it was. Raises StoreError."""
    name = people.name(user_id)
    async with store.writing(beside=outbox.TURN) as connection:  # what is published meanwhile must leave no delivery behind
        towns = (await connection.execute(delete(tables.follows).where(tables.follows.c.person == name))).rowcount
        deliveries = (await connection.execute(delete(DELIVERIES).where(DELIVERIES.c.destination == name))).rowcount
        await follows.erase(connection, name)
        languages = (await connection.execute(delete(PREFERENCES).where(PREFERENCES.c.person == name))).rowcount
        numbers = await _reported(connection, people, user_id)
        await connection.execute(update(CORRECTIONS).where(CORRECTIONS.c.n.in_(numbers)).values(reporter=None))
        drafts = await updates.discard_all(connection, name)
        return Forgotten(towns, deliveries, languages, len(numbers), drafts)


def _following(follower: Follower, towns: Mapping[int, dt.datetime]) -> HeldFollowing:
    return HeldFollowing(
        towns=towns,
        language=follower.language,
        pace=follower.pace.value,
        quiet=follower.quiet,
        time_zone=follower.time_zone,
        paused=follower.paused,
        agreed_at=follower.agreed_at,
        renewed_at=follower.renewed_at,
        lapses_at=follower.lapses_at,
    )


async def _reported(connection: AsyncConnection, people: People, user_id: int) -> list[int]:
    """The corrections that they asked to be told about; of the few that are open each seal has to be tried."""
    sealed = select(CORRECTIONS.c.n, CORRECTIONS.c.reporter).where(CORRECTIONS.c.reporter.is_not(None))
    return [n for n, reporter in await connection.execute(sealed) if _opens(people, reporter, user_id)]


def _opens(people: People, sealed: bytes, user_id: int) -> bool:
    try:
        return people.unseal(sealed) == user_id
    except ValueError:
        return False


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value
