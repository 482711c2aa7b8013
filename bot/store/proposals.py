"""What somebody proposes for the record: a refresh, or edits. It waits for a decision, and is kept with it afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import audit, tables
from bot.store.engine import Store
from bot.store.errors import ConflictError

NO_EDITS = "[]"


class Kind(StrEnum):
    """What is proposed: a whole release, or edits on top of the published one."""

    REFRESH = "refresh"
    EDIT = "edit"


class State(StrEnum):
    """How it stands: OPEN until it is decided, once."""

    OPEN = "open"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal before it has a number: by whom (a keyed name), when, and what.

    `edits` are JSON, "[]" for a refresh; `version` is the release that a refresh would publish, `instead_of` the version that
    was published then, `correction` the number of the correction that it answers.
    """

    at: dt.datetime
    by: str
    kind: Kind
    edits: str = NO_EDITS
    version: str | None = None
    instead_of: str | None = None
    origin: str = ""
    correction: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """How a proposal ended: when, by whom, why, "" where nothing was said."""

    state: State
    at: dt.datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it is kept: `decision` is None while it is open; the card stands in `channel` as `message`."""

    n: int
    draft: Draft
    decision: Decision | None = None
    channel: int | None = None
    message: int | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.decision is None


async def add(store: Store, draft: Draft) -> Proposal:
    """Keep a proposal, with its line of the audit; raises StoreError."""
    row = {
        "at": draft.at,
        "by": draft.by,
        "kind": draft.kind.value,
        "edits": draft.edits,
        "version": draft.version,
        "instead_of": draft.instead_of,
        "origin": draft.origin,
        "correction": draft.correction,
        "state": State.OPEN.value,
        "reason": "",
    }
    async with store.writing() as connection:
        made = await connection.execute(insert(tables.proposals).returning(tables.proposals), row)
        proposal = _proposal(made.one())
        await audit.write(
            connection, audit.Entry(draft.at, draft.by, f"proposed_{draft.kind}", f"proposal:{proposal.n}", draft.version)
        )
    return proposal


async def find(store: Store, number: int) -> Proposal | None:
    """The proposal of this number; raises StoreError."""
    async with store.reading() as connection:
        row = (await connection.execute(select(tables.proposals).where(tables.proposals.c.n == number))).first()
    return _proposal(row) if row else None


async def waiting(store: Store, kind: Kind | None = None) -> tuple[Proposal, ...]:
    """The open proposals, of this kind alone where one is named, the oldest first; raises StoreError."""
    wanted = select(tables.proposals).where(tables.proposals.c.state == State.OPEN.value).order_by(tables.proposals.c.n)
    if kind:
        wanted = wanted.where(tables.proposals.c.kind == kind.value)
    async with store.reading() as connection:
        return tuple(map(_proposal, await connection.execute(wanted)))


async def decide(store: Store, number: int, decision: Decision, version: str | None = None) -> Proposal:
    """End a proposal, with its line of the audit; raises ConflictError where it is decided already, and StoreError."""
    async with store.writing() as connection:
        return await write(connection, number, decision, version)


async def write(connection: AsyncConnection, number: int, decision: Decision, version: str | None = None) -> Proposal:
    """The same in the transaction of what it decides, `version` being what came of it."""
    row = {
        "state": decision.state.value,
        "decided_at": decision.at,
        "decided_by": decision.by,
        "reason": decision.reason,
    }
    still_open = (tables.proposals.c.n == number, tables.proposals.c.state == State.OPEN.value)
    ended = await connection.execute(update(tables.proposals).where(*still_open).values(row).returning(tables.proposals))
    found = ended.first()
    if found is None:
        raise ConflictError
    line = audit.Entry(decision.at, decision.by, f"proposal_{decision.state}", f"proposal:{number}", version)
    await audit.write(connection, line)
    return _proposal(found)


async def note_card(store: Store, number: int, channel: int, message: int) -> None:
    """Keep where the card of a proposal stands, so that it can be redrawn; raises StoreError."""
    where = {"channel": channel, "message": message}
    async with store.writing() as connection:
        await connection.execute(update(tables.proposals).where(tables.proposals.c.n == number).values(where))


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    draft = Draft(row.at, row.by, Kind(row.kind), row.edits, row.version, row.instead_of, row.origin, row.correction)
    state = State(row.state)
    decision = None if state is State.OPEN else Decision(state, row.decided_at, row.decided_by, row.reason)
    return Proposal(row.n, draft, decision, row.channel, row.message)
