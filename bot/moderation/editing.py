"""Entries of moderators: what they choose and type becomes a proposal, or an answer that names each mistake with its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import DeclinedError
from bot.forms import Filled
from bot.moderation import entry_forms, filling, proposing
from bot.moderation.cards import editing as cards
from bot.moderation.clerk import Book, Clerk, Field, NewSource, NewSourceError
from bot.moderation.entries import edits_of
from bot.moderation.moves import Act
from bot.moderation.slips import ACTS, Slip
from bot.moderation.visit import NOTHING, Handler, Visit
from knowledge.errors import PackError
from knowledge.records import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is chosen with a command, "" for nothing.

    An agency's or a finding's id, a town's name, a date, how sure we are, and who received what was shared, by its code.
    """

    record: str = ""
    town: str = ""
    date: str = ""
    confidence: str = Confidence.MEDIUM
    recipient: str = ""


async def add_finding(visit: Visit, options: Options) -> None:
    """Open the form for a finding about an agency, or name what is wrong with what was chosen."""
    clerk = _clerk(visit)
    clerk.known(Field.AGENCY, options.record, clerk.book.contents.agencies)
    clerk.date(Field.REPORTED, options.date)
    await _open(visit, clerk, _chosen(Act.FINDING, options, clerk))


async def add_statement(visit: Visit, options: Options, who: str) -> None:
    """Open the form for a statement, its speaker filled in, or name what is wrong with what was chosen."""
    clerk = _clerk(visit)
    if options.record:
        clerk.known(Field.FINDING, options.record, clerk.book.contents.findings)
    clerk.date(Field.DATE, options.date)
    await _open(visit, clerk, _chosen(Act.STATEMENT, options, clerk), Filled({Field.WHO: (who,)}))


async def change_status(visit: Visit, finding: str) -> None:
    """Open the form for another status of a finding, or say that there is none of that name."""
    clerk = _clerk(visit)
    clerk.known(Field.FINDING, finding, clerk.book.contents.findings)
    await _open(visit, clerk, Slip(Act.CHANGE, finding))


async def retract(visit: Visit, record: str) -> None:
    """Open the form for taking a finding or statement back, or say that there is none of that name."""
    clerk = _clerk(visit)
    clerk.known(Field.RECORD, record, (*clerk.book.contents.findings, *clerk.book.contents.statements))
    await _open(visit, clerk, Slip(Act.RETRACT, record))


async def again(visit: Visit) -> None:
    """Open a form once more, with what was typed in it."""
    await filling.open_form(visit, _slip(visit))


async def source_again(visit: Visit) -> None:
    """Open the form for the source."""
    await filling.open_source_form(visit, _slip(visit))


async def take(visit: Visit) -> None:
    """Take a form that was filled in."""
    slip = _slip(visit)
    visit.office.drafts.keep(visit.who, slip.move, visit.filled)
    described = visit.office.drafts.find(visit.who, slip.source)
    is_its_source = described.values and described.text(Field.URL) == visit.filled.text(Field.URL)
    await _take(visit, slip, visit.filled, entry_forms.source(described) if is_its_source else None)


async def take_source(visit: Visit) -> None:
    """Take the form for the source, and with it the entry that was typed before; raises DeclinedError where that is gone."""
    slip = _slip(visit)
    filled = visit.office.drafts.find(visit.who, slip.move)
    if not filled.values:
        raise DeclinedError("editing.gone")
    described = Filled({**visit.filled.values, Field.URL: (filled.text(Field.URL),)})
    visit.office.drafts.keep(visit.who, slip.source, described)
    await _take(visit, slip, filled, entry_forms.source(described))


async def _take(visit: Visit, slip: Slip, filled: Filled, source: NewSource | None) -> None:
    office = visit.office
    await visit.think()
    try:
        book = await filling.book(office)
        edits = edits_of(entry_forms.entry(slip, filled, book), book, source)
        staged = await office.publisher.stage_edits(edits, "")
    except NewSourceError:
        await visit.answer(cards.new_source(slip, filled.text(Field.URL), visit.words))
    except PackError as error:
        await visit.answer(cards.mistakes(error.mistakes, slip, visit.words, described=source is not None))
    else:
        await proposing.propose(visit, staged, slip.correction or None)
        for move in (slip.move, slip.source):
            office.drafts.forget(visit.who, move)


async def _open(visit: Visit, clerk: Clerk, slip: Slip, filled: Filled = NOTHING) -> None:
    """Open the form with what was typed into it before, else with `filled`; or name what is wrong with what was chosen."""
    try:
        clerk.check()
    except PackError as error:
        await visit.answer(cards.mistakes(error.mistakes, None, visit.words))
        return
    await filling.open_form(visit, slip, filled)


def _chosen(act: Act, options: Options, clerk: Clerk) -> Slip:
    towns = clerk.towns(options.town)
    number = next((town.town_no for town in clerk.book.contents.towns if town.name in towns), 0)
    return Slip(act, options.record, number, options.date, options.confidence, options.recipient)


def _clerk(visit: Visit) -> Clerk:
    return Clerk(Book(visit.office.desk.release.base.contents, visit.office.desk.today()))


def _slip(visit: Visit) -> Slip:
    slip = Slip.read(visit.move)
    if slip is None:
        raise DeclinedError("error.stale")
    return slip


PRESSED: Mapping[Act, Handler] = {**dict.fromkeys(ACTS, again), Act.SOURCE: source_again}
SUBMITTED: Mapping[Act, Handler] = {**dict.fromkeys(ACTS, take), Act.SOURCE: take_source}
