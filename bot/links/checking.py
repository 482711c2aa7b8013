"""Checks pages: visits each, looks for the words that statements quote from it, and says what came of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Protocol

from bot.links.asking import Asker, Reply, session
from bot.links.outcomes import Checked, Outcome, Reason, StoppedError
from bot.links.pace import Pace
from bot.links.pages import Page
from bot.links.visiting import Arrival, Visitor
from bot.links.words import decode, holds

NOT_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
HTML = frozenset({"text/html", "application/xhtml+xml"})
REFUSALS = {
    Reason.NO_NAME: Outcome.GONE,
    Reason.ROBOTS: Outcome.BLOCKED,
}
Progress = Callable[[int], None]


class Visits(Protocol):
    """Who goes to the pages."""

    async def visit(self, url: str, *, read: bool) -> Arrival:
        """Follow an address to its end, and `read` the page there; raises StoppedError."""


async def check(pages: Sequence[Page], told: Progress = lambda _: None) -> tuple[Checked, ...]:
    """Check every page over the public web, in their order; `told` hears how many are done."""
    async with session() as made:
        return await Checker(Visitor(Asker(made, Pace()))).check(pages, told)


class Checker:
    """Checks pages through a visitor."""

    def __init__(self, visitor: Visits, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> None:
        self._visitor = visitor
        self._now = now

    async def check(self, pages: Sequence[Page], told: Progress = lambda _: None) -> tuple[Checked, ...]:
        """Check every page, several at once, and give what came of each in their order; `told` hears how many are done."""
        done = 0

        async def one(page: Page) -> Checked:
            nonlocal done
            checked = await self._one(page)
            done += 1
            told(done)
            return checked

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(page)) for page in pages]
        return settle(pages, [task.result() for task in tasks])

    async def _one(self, page: Page) -> Checked:
        try:
            arrival = await self._visitor.visit(page.url, read=bool(page.quotes))
        except StoppedError as stopped:
            outcome = REFUSALS.get(stopped.reason, Outcome.UNREACHABLE)
            if stopped.reason is Reason.NO_HTTPS and stopped.moved_to:
                outcome = Outcome.MOVED
            return Checked(page.url, self._now(), outcome, None, stopped.moved_to, stopped.reason)
        reply = arrival.reply
        outcome = _outcome(reply.status)
        checked = Checked(page.url, self._now(), outcome, reply.status, arrival.moved_to)
        if outcome is not Outcome.ALIVE:
            return replace(checked, reason=Reason.STATUS)
        checked = replace(checked, outcome=Outcome.MOVED if arrival.moved_to else Outcome.ALIVE)
        return await _looked_into(page, reply, checked) if page.quotes else checked


def settle(pages: Iterable[Page], results: Sequence[Checked]) -> tuple[Checked, ...]:
    """What the pages come to taken together.

    A quote that one of its statement's other sources may still hold is not gone; and where nothing at all answered, it is this
    machine that is cut off, and no page that is gone.
    """
    if all(result.status is None for result in results):
        return tuple(
            replace(result, outcome=Outcome.UNREACHABLE, reason=Reason.OFFLINE) if result.reason is Reason.NO_NAME else result
            for result in results
        )
    wanted = list(zip(pages, results, strict=True))
    elsewhere = {use.record for page, result in wanted for use in page.quotes if use.record not in result.missing}
    return tuple(_settled(result, tuple(record for record in result.missing if record not in elsewhere)) for result in results)


def _settled(result: Checked, missing: tuple[str, ...]) -> Checked:
    return replace(result, outcome=Outcome.QUOTE_GONE if missing else result.outcome, missing=missing)


def _outcome(status: int) -> Outcome:
    if status < HTTPStatus.BAD_REQUEST:
        return Outcome.ALIVE
    if status in NOT_THERE:
        return Outcome.GONE
    return Outcome.UNREACHABLE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Outcome.BLOCKED


async def _looked_into(page: Page, reply: Reply, checked: Checked) -> Checked:
    if reply.kind not in HTML or reply.body is None or not reply.whole:
        return replace(checked, reason=Reason.NOT_READ)
    missing = await asyncio.to_thread(_missing, page, reply.body, reply.charset)  # so that nothing else waits for it
    return replace(checked, missing=missing)


def _missing(page: Page, body: bytes, charset: str | None) -> tuple[str, ...]:
    text = decode(body, charset)
    return tuple(use.record for use in page.quotes if not holds(text, use.quote))
