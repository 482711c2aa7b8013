"""Writing an update: the form, the preview with everything that can be done there, a second organizer where one is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.complaints import Complaint
from bot.errors import DeclinedError
from bot.forms import Filled
from bot.moderation.moves import Act, Move
from bot.moderation.visit import NOTHING, Handler, Visit
from bot.store import outbox, servers, updates
from bot.store.errors import ConflictError
from bot.store.updates import UNPUBLISHED, State, Update
from bot.updates import places, reading
from bot.updates.cards import preview as cards
from bot.updates.cards.preview import Preview
from bot.updates.cards.update import Reader, Where
from bot.updates.places import Area
from bot.updates.zones import zone, zone_of

TYPED = "%Y-%m-%d %H:%M"
LONGEST_NAME = 100


async def post(visit: Visit, towns: str) -> None:
    """Open the form for a new update about these towns, as they were typed, or say which of them are not clear."""
    area = places.read(towns, visit.office.desk.release)
    if isinstance(area, Complaint):
        await visit.answer(cards.refused([area], None, visit.words))
        return
    await _open(visit, Move(Act.UPDATE_NEW, area.token), NOTHING, await _zone(visit))


async def edit(visit: Visit, n: int) -> None:
    """Open the form for one of the server's updates; raises DeclinedError where it has none of this number."""
    update = await find(visit, n)
    if update.state not in (*UNPUBLISHED, State.PUBLISHED):
        raise DeclinedError("update.none", n=n)
    await _open(visit, Move(Act.UPDATE_EDIT, str(n)), _filled(update), zone(update.wording.time_zone))


async def again(visit: Visit) -> None:
    """Open the form of a new update once more, with what was typed in it."""
    await _open(visit, _move(visit), NOTHING, await _zone(visit))


async def edit_pressed(visit: Visit) -> None:
    """Open the form for the update that was pressed."""
    await edit(visit, visit.number)


async def take(visit: Visit) -> None:
    """Keep what was typed as a draft and show it as it will look, or say what is wrong with it; nothing typed is lost."""
    area = Area.of(visit.subject, visit.office.desk.release)
    if area is None:
        raise DeclinedError("error.stale")
    zone_here = await _zone(visit)
    typed = await _typed(visit, zone_here)
    if typed is not None:
        draft = await updates.add(visit.office.store, _draft(visit, _worded(visit, typed, area.towns, zone_here)))
        visit.office.drafts.forget(visit.who, _move(visit))
        await look_at(visit, draft)


async def take_edit(visit: Visit) -> None:
    """Keep other words: a draft's in their place; those of a published update as a draft of the change, to be looked at first."""
    update = await find(visit, visit.number)
    zone_there = zone(update.wording.time_zone)
    typed = await _typed(visit, zone_there)
    if typed is not None:
        draft = await _rewrite(visit, update, _worded(visit, typed, update.wording.towns, zone_there))
        visit.office.drafts.forget(visit.who, _move(visit))
        await look_at(visit, draft)


async def towns(visit: Visit) -> None:
    """Open the form for the towns."""
    update, move = await find(visit, visit.number), _move(visit)
    release = visit.office.desk.release
    kept = visit.office.drafts.find(visit.who, move).text(places.TOWNS)
    wrong = places.read(kept, release) if kept else None
    said = wrong.said(visit.words) if isinstance(wrong, Complaint) else ""
    typed = kept or places.typed(update.wording.towns, release, visit.words)
    await visit.open(cards.towns_form(move, typed, said, visit.words))


async def take_towns(visit: Visit) -> None:
    """Keep other towns, or say which of them are not clear."""
    office, move = visit.office, _move(visit)
    update = await find(visit, visit.number)
    office.drafts.keep(visit.who, move, visit.filled)
    area = places.read(visit.filled.text(places.TOWNS), office.desk.release)
    if isinstance(area, Complaint):
        await visit.answer(cards.refused([area], move, visit.words))
        return
    draft = await _rewrite(visit, update, replace(update.wording, towns=area.towns))
    office.drafts.forget(visit.who, move)
    await look_at(visit, draft)


async def look(visit: Visit) -> None:
    """Show a draft as it will look."""
    await look_at(visit, await draft_of(visit))


async def look_at(visit: Visit, draft: Update) -> None:
    """The same for the draft at hand."""
    office, words = visit.office, visit.words
    trusted = await is_trusted(visit, draft.server)
    audience = await outbox.audience(office.store, draft.wording.towns, draft.server, office.now(), trusted=trusted)
    sent = await outbox.progress(office.store, draft.replaces) if draft.replaces else None
    shown = Preview(
        draft=draft,
        audience=audience,
        trusted=trusted,
        mine=draft.by == visit.who,
        two=office.second_organizer,
        standing=sent.delivered + sent.waiting if sent else 0,
    )
    reader = Reader(words, office.desk.release, Where.DIRECT if trusted else Where.FEED, f"update.{draft.n}")
    await visit.answer(cards.render(shown, reader))


async def ask(visit: Visit) -> None:
    """Have it wait for another organizer."""
    draft = await draft_of(visit)
    try:
        await updates.ask(visit.office.store, draft.n)
    except ConflictError:
        raise DeclinedError("update.decided", n=draft.n) from None
    await visit.replace(cards.asked(draft.n, visit.words))


async def discard(visit: Visit) -> None:
    """Let go of a draft."""
    draft = await draft_of(visit)
    try:
        await updates.discard(visit.office.store, draft.n)
    except ConflictError:
        raise DeclinedError("update.decided", n=draft.n) from None
    await visit.replace(cards.discarded(visit.words))


async def find(visit: Visit, n: int) -> Update:
    """The update of this server with a number; raises DeclinedError where there is none, and StoreError."""
    found = await updates.find(visit.office.store, n)
    if found is None or found.server != visit.standing.server or found.state is State.DISCARDED:
        raise DeclinedError("update.none", n=n)
    return found


async def draft_of(visit: Visit) -> Update:
    """The draft that a press is about; raises DeclinedError where it was decided, and StoreError."""
    found = await find(visit, visit.number)
    if found.state not in UNPUBLISHED:
        raise DeclinedError("update.decided", n=found.n)
    return found


async def is_trusted(visit: Visit, server: int) -> bool:
    """Whether a server's updates reach people and other servers: the home's do, and those that its moderators trust."""
    return server == visit.office.home or (await servers.find(visit.office.store, server)).trusted


async def _typed(visit: Visit, zone_here: ZoneInfo) -> reading.Typed | None:
    """What the form holds, or None after saying what is wrong with it."""
    office, move = visit.office, _move(visit)
    office.drafts.keep(visit.who, move, visit.filled)
    typed = reading.read(visit.filled, zone_here, office.now(), visit.words)
    if isinstance(typed, reading.Typed):
        return typed
    await visit.answer(cards.refused(typed, move, visit.words))
    return None


async def _rewrite(visit: Visit, update: Update, wording: updates.Wording) -> Update:
    """A draft in other words: the draft itself, or for a published update a new one that replaces it."""
    if update.state in UNPUBLISHED:
        return await updates.change(visit.office.store, update.n, wording, visit.who, visit.office.now())
    if update.state is not State.PUBLISHED:
        raise DeclinedError("update.none", n=update.n)
    return await updates.add(visit.office.store, _draft(visit, wording, update.n))


async def _open(visit: Visit, move: Move, kept: Filled, zone_here: ZoneInfo) -> None:
    """Open the form with what was typed into it before, and what was wrong with that beside each field; else with `kept`."""
    now = visit.office.now()
    typed = visit.office.drafts.find(visit.who, move)
    wrong = reading.read(typed, zone_here, now, visit.words) if typed.values else ()
    complaints = wrong if isinstance(wrong, tuple) else ()
    title = visit.say("update.form.edit" if move.act is Act.UPDATE_EDIT else "update.form.new")
    example = f"{now.astimezone(zone_here) + dt.timedelta(days=7):%Y-%m-%d} 18:30"
    form = cards.form(title, move, complaints, visit.words, example)
    await visit.open(form.prefilled(typed if typed.values else kept))


def _filled(update: Update) -> Filled:
    told = update.wording
    starts = told.starts_at.astimezone(zone(told.time_zone)).strftime(TYPED) if told.starts_at else ""
    values = {reading.HEADLINE: told.headline, reading.TEXT: told.text, reading.WHEN: starts, reading.WHERE: told.place}
    return Filled({name: (value,) for name, value in {**values, reading.LINK: told.link or ""}.items()})


def _worded(visit: Visit, typed: reading.Typed, numbers: tuple[int, ...], zone_here: ZoneInfo) -> updates.Wording:
    return updates.Wording(
        headline=typed.headline,
        text=typed.text,
        towns=numbers,
        link=typed.link,
        starts_at=typed.starts_at,
        time_zone=zone_here.key,
        place=typed.place,
        language=visit.words.language,
    )


def _draft(visit: Visit, wording: updates.Wording, replaces: int | None = None) -> updates.Draft:
    guild = visit.interaction.guild
    if guild is None:
        raise DeclinedError("moderation.refused.here")
    name = reading.plain(guild.name)[:LONGEST_NAME]
    return updates.Draft(
        server=guild.id, server_name=name, by=visit.who, at=visit.office.now(), wording=wording, replaces=replaces
    )


async def _zone(visit: Visit) -> ZoneInfo:
    server = visit.standing.server
    return zone_of(await servers.find(visit.office.store, server)) if server else zone(None)


def _move(visit: Visit) -> Move:
    if visit.move is None:
        raise DeclinedError("error.stale")
    return visit.move


PRESSED: Mapping[Act, Handler] = {
    Act.UPDATE_NEW: again,
    Act.UPDATE: look,
    Act.UPDATE_EDIT: edit_pressed,
    Act.UPDATE_TOWNS: towns,
    Act.UPDATE_ASK: ask,
    Act.UPDATE_DISCARD: discard,
}
SUBMITTED: Mapping[Act, Handler] = {
    Act.UPDATE_NEW: take,
    Act.UPDATE_EDIT: take_edit,
    Act.UPDATE_TOWNS: take_towns,
}
