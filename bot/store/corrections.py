"""What people have reported as a mistake: kept until it is decided, and then only that there was one and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import audit, tables
from bot.store.engine import Store
from bot.store.errors import ConflictError

TABLE = tables.corrections


class State(StrEnum):
    """How far a correction has come."""

    OPEN = "open"
    NEEDS_MORE = "needs_more"
    ACCEPTED = "accepted"
    DECLINED = "declined"


WAITING = (State.OPEN, State.NEEDS_MORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a person hands in.

    `answer` is the custom_id of what they read, `version` the release it came from, `record` the sentence that it is about (None:
    something else), `told` and `link` their words, `reporter` their sealed id where they asked to be told the outcome.
    """

    at: dt.datetime
    language: str
    answer: str
    version: str
    told: str
    record: str | None = None
    link: str | None = None
    reporter: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A report with its number and what has come of it; `told` and `link` are None once it is decided.

    `reason` is why it was declined, or what was asked of the reporter; `channel` and `message` are where its card stands.
    """

    n: int
    at: dt.datetime
    language: str
    answer: str
    version: str
    record: str | None
    told: str | None
    link: str | None
    reporter: bytes | None
    state: State
    decided_at: dt.datetime | None
    decided_by: str | None
    reason: str
    channel: int | None
    message: int | None

    @property
    def waits(self) -> bool:
        """Whether it is still to be decided."""
        return self.state in WAITING


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moderator (`by`: a keyed hash) decides, and why; `version` is the release that holds what was accepted."""

    state: State
    by: str
    at: dt.datetime
    reason: str = ""
    version: str | None = None


async def add(store: Store, report: Report) -> int:
    """Keep a report, and give it a number; raises StoreError."""
    row = {
        "at": report.at,
        "language": report.language,
        "answer": report.answer,
        "version": report.version,
        "record": report.record,
        "told": report.told,
        "link": report.link,
        "reporter": report.reporter,
        "state": State.OPEN.value,
        "reason": "",
    }
    async with store.writing() as connection:
        n: int = (await connection.execute(insert(TABLE).returning(TABLE.c.n), row)).scalar_one()
        return n


async def find(store: Store, n: int) -> Correction | None:
    """The correction with this number; raises StoreError."""
    found = await _all(store, select(TABLE).where(TABLE.c.n == n))
    return found[0] if found else None


async def waiting(store: Store, most: int, *, skip: int = 0) -> tuple[Correction, ...]:
    """What is to be decided, the oldest first, without the `skip` oldest; raises StoreError."""
    return await _all(store, select(TABLE).where(TABLE.c.state.in_(WAITING)).order_by(TABLE.c.n).limit(most).offset(skip))


async def count_waiting(store: Store) -> int:
    """How many are to be decided; raises StoreError."""
    async with store.reading() as connection:
        counted = select(func.count()).select_from(TABLE).where(TABLE.c.state.in_(WAITING))
        return (await connection.execute(counted)).scalar_one()


async def untold(store: Store, before: dt.datetime, most: int) -> tuple[Correction, ...]:
    """What was decided before that moment, while the reporter, who asked to be, is not told yet; raises StoreError."""
    due = (TABLE.c.state.not_in(WAITING), TABLE.c.reporter.is_not(None), TABLE.c.decided_at < before)
    return await _all(store, select(TABLE).where(*due).order_by(TABLE.c.n).limit(most))


async def decide(store: Store, n: int, decision: Decision) -> Correction:
    """Decide, with its line in the audit; what the person wrote goes with the decision, unless more is asked of them.

    Raises ConflictError where it is decided already, or was never there, and StoreError.
    """
    async with store.writing() as connection:
        decided = await write(connection, n, decision)
        if decided is None:
            raise ConflictError
        return decided


async def write(connection: AsyncConnection, n: int, decision: Decision) -> Correction | None:
    """The same in the transaction of what mends the record; None, and nothing is changed, where it is decided already."""
    changes: dict[str, object] = {
        "state": decision.state.value,
        "decided_at": decision.at,
        "decided_by": decision.by,
        "reason": decision.reason,
    }
    if decision.state not in WAITING:
        changes |= {"told": None, "link": None}
    chosen = update(TABLE).where(TABLE.c.n == n, TABLE.c.state.in_(WAITING)).values(changes).returning(TABLE)
    row = (await connection.execute(chosen)).first()
    if row is None:
        return None
    line = audit.Entry(decision.at, decision.by, f"correction_{decision.state.value}", subject(n), decision.version)
    await audit.write(connection, line)
    return _correction(row)


async def add_to(store: Store, n: int, told: str) -> Correction:
    """What the reporter wrote when more was asked of them, in place of what they had written; it waits again.

    Raises ConflictError where nothing is asked of them any more, and StoreError.
    """
    asked = (TABLE.c.n == n, TABLE.c.state == State.NEEDS_MORE.value)
    async with store.writing() as connection:
        changed = update(TABLE).where(*asked).values(told=told, state=State.OPEN.value).returning(TABLE)
        row = (await connection.execute(changed)).first()
        if row is None:
            raise ConflictError
        return _correction(row)


async def forget_reporter(store: Store, n: int) -> None:
    """Keep nothing of who reported it: they were told, or cannot be; raises StoreError."""
    async with store.writing() as connection:
        await connection.execute(update(TABLE).where(TABLE.c.n == n).values(reporter=None))


async def claim_reporter(store: Store, n: int) -> bytes | None:
    """Take the sealed id of who is to be told out of the database; None where another process took it. Raises StoreError.

    Whoever takes it tells them, or puts it back with `return_reporter`.
    """
    async with store.writing() as connection:
        found: bytes | None = await connection.scalar(select(TABLE.c.reporter).where(TABLE.c.n == n))
        if found is None:
            return None
        taken = update(TABLE).where(TABLE.c.n == n, TABLE.c.reporter == found).values(reporter=None).returning(TABLE.c.n)
        return found if (await connection.execute(taken)).first() else None


async def return_reporter(store: Store, n: int, reporter: bytes) -> None:
    """Keep who is to be told later, after all; raises StoreError."""
    async with store.writing() as connection:
        back = update(TABLE).where(TABLE.c.n == n, TABLE.c.reporter.is_(None)).values(reporter=reporter)
        await connection.execute(back)


async def note_card(store: Store, n: int, channel: int, message: int) -> None:
    """Keep where its card stands; raises StoreError."""
    async with store.writing() as connection:
        await connection.execute(update(TABLE).where(TABLE.c.n == n).values(channel=channel, message=message))


def subject(n: int) -> str:
    """What the audit calls a correction."""
    return f"correction:{n}"


async def _all(store: Store, wanted: Select[tuple[object, ...]]) -> tuple[Correction, ...]:
    async with store.reading() as connection:
        return tuple(map(_correction, await connection.execute(wanted)))


def _correction(row: Row[tuple[object, ...]]) -> Correction:
    return Correction(
        n=row.n,
        at=row.at,
        language=row.language,
        answer=row.answer,
        version=row.version,
        record=row.record,
        told=row.told,
        link=row.link,
        reporter=row.reporter,
        state=State(row.state),
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
        channel=row.channel,
        message=row.message,
    )
