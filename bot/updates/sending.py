"""Sending an update out, taking it back, and watching it on its way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import DeclinedError
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.store import updates
from bot.store.errors import ConflictError
from bot.store.updates import State
from bot.updates import drafting, progressing
from bot.updates.cards import lists, preview, progress
from bot.updates.cards.update import moment

ON_A_PAGE = 5
YES = "yes"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many updates, within so long."""

    count: int
    within: dt.timedelta


MOST = (Limit(6, dt.timedelta(hours=1)), Limit(20, dt.timedelta(days=1)))
"""What one server may publish to followers: nobody reads more direct messages, and an account that was taken over floods no one.

Corrections and retractions are never held back.
"""


async def publish(visit: Visit) -> None:
    """Publish a draft to everybody whom it is for; raises DeclinedError for its author where another organizer is asked for."""
    office, draft = visit.office, await drafting.draft_of(visit)
    if visit.subject.partition("/")[2] != preview.mark(draft):  # it was changed after this preview was shown
        await drafting.look_at(visit, draft)
        return
    if office.second_organizer and draft.by == visit.who:
        raise DeclinedError("update.own")
    trusted = await drafting.is_trusted(visit, draft.server)
    before = await updates.find(office.store, draft.replaces) if draft.replaces else None
    if before and before.trusted and not trusted:
        raise DeclinedError("update.distrusted")
    if trusted and before is None:
        await _spare(visit, draft.server)
    await visit.think(aside=False)
    try:
        published = await updates.publish(office.store, draft.n, visit.who, office.now(), trusted=trusted)
    except ConflictError:
        raise DeclinedError("update.decided", n=draft.n) from None
    await office.bulletin.look()
    await progressing.show(visit, published)


async def _spare(visit: Visit, server: int) -> None:
    """Raise DeclinedError where a server has sent followers as much as they are to bear."""
    now = visit.office.now()
    moments = await updates.moments(visit.office.store, server, now - MOST[-1].within)
    for limit in MOST:
        if len(moments) >= limit.count and now - moments[-limit.count] < limit.within:
            again = moments[-limit.count] + limit.within
            raise DeclinedError("update.many", most=limit.count, when=moment(again, "R"))


async def status(visit: Visit, n: int) -> None:
    """Show how far an update has come, and go on showing it while it is under way."""
    update = await drafting.find(visit, n)
    if update.published_at is None:
        await drafting.look_at(visit, update)
        return
    await visit.think()
    await progressing.show(visit, update)


async def status_pressed(visit: Visit) -> None:
    """The same in the place of the card that was pressed, or aside for another's."""
    update = await drafting.find(visit, visit.number)
    await visit.think(aside=False)
    await progressing.show(visit, update)


async def ask_to_retract(visit: Visit, n: int) -> None:
    """Ask before an update is taken back; raises DeclinedError where there is nothing to take back."""
    update = await drafting.find(visit, n)
    if update.state is not State.PUBLISHED:
        raise DeclinedError("update.none", n=n)
    await visit.answer(progress.retract(update, visit.words))


async def retract(visit: Visit) -> None:
    """Take an update back once that is confirmed: what was delivered is marked, what was not will not be."""
    office = visit.office
    if visit.subject.partition("/")[2] != YES:
        await ask_to_retract(visit, visit.number)
        return
    update = await drafting.find(visit, visit.number)
    await visit.think(aside=False)
    try:
        retracted = await updates.retract(office.store, update.n, visit.who, office.now())
    except ConflictError:
        raise DeclinedError("update.none", n=update.n) from None
    await office.bulletin.look()
    await progressing.show(visit, retracted)


async def listed(visit: Visit) -> None:
    """List the server's updates, the newest first."""
    office, page = visit.office, visit.move.page if visit.move else 1
    skip = (page - 1) * ON_A_PAGE
    found = await updates.of_server(office.store, visit.standing.server or 0, ON_A_PAGE + 1, skip=skip)
    more = len(found) > ON_A_PAGE
    card = lists.updates(found[:ON_A_PAGE], page, more=more, release=office.desk.release, words=visit.words)
    await (visit.replace(card) if visit.move else visit.answer(card))


PRESSED: Mapping[Act, Handler] = {
    Act.UPDATE_PUBLISH: publish,
    Act.UPDATE_STATUS: status_pressed,
    Act.UPDATE_RETRACT: retract,
    Act.UPDATES: listed,
}
