"""Deciding what was reported: look, accept, decline, ask for more; who asked to be told is told, and then forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.custom_ids import read as read_answer
from bot.enduring import endure
from bot.errors import DeclinedError
from bot.forms import Form, Text
from bot.moderation import reading
from bot.moderation.cards import corrections as cards
from bot.moderation.cards.corrections import Matter, Queue
from bot.moderation.informing import Reached, inform
from bot.moderation.moves import MAX_PAGE, Act, Move
from bot.moderation.sentences import answer_to, sentences
from bot.moderation.slips import Slip
from bot.moderation.visit import Handler, Visit
from bot.store import corrections, proposals
from bot.store.corrections import Correction, Decision, State
from bot.store.errors import ConflictError, StoreError
from bot.store.sole import sole
from knowledge.wording import Wording, wording

if TYPE_CHECKING:
    from bot.cards import Card
    from bot.moderation.office import Office

ON_A_PAGE = 4
AT_ONCE = 20
A_WHILE = dt.timedelta(minutes=1)
LONGEST_REASON = 500
WORDS = "words"
AS_A_QUESTION = {Reached.TOLD: Reached.ASKED, Reached.LATER: Reached.NOT_ASKED}
"""How reaching somebody went where it was to ask them: nobody but a moderator asks again."""
log = structlog.get_logger()


async def waiting(visit: Visit) -> None:
    """List what waits, the oldest first."""
    office, page = visit.office, visit.move.page if visit.move else 1
    count = await corrections.count_waiting(office.store)
    pages = min(MAX_PAGE, max(1, -(-count // ON_A_PAGE)))
    page = min(page, pages)
    found = await corrections.waiting(office.store, ON_A_PAGE, skip=(page - 1) * ON_A_PAGE)
    notes = [] if await office.moderators_channel() else ["correction.list.no_channel"]
    queue = Queue([matter(office, c, visit.words) for c in found], count, page, pages, notes)
    shown = cards.waiting(queue, visit.words)
    await (visit.replace(shown) if visit.move else visit.answer(shown))


async def look(visit: Visit) -> None:
    """Show one of them in full."""
    correction = await _found(visit)
    proposed = [p.n for p in await proposals.waiting(visit.office.store) if p.draft.correction == correction.n]
    found = replace(matter(visit.office, correction, visit.words), proposal=next(iter(proposed), None))
    await visit.answer(cards.render(found, visit.words))


async def accept(visit: Visit) -> None:
    """Offer the ways to mend the record; where it is about none, ask at once what is changed."""
    office, correction = visit.office, await _waits(visit)
    base, record = office.desk.release.base, correction.record or ""
    if record not in base.findings and record not in base.statements:
        await agree_form(visit)
        return
    acts = (Act.CHANGE, Act.RETRACT) if record in base.findings else (Act.RETRACT,)
    edits = [Slip(act, record, correction=correction.n).move for act in acts]
    await visit.answer(cards.accepting(matter(office, correction, visit.words), edits, visit.words))


async def agree_form(visit: Visit) -> None:
    """Ask what is changed."""
    correction = await _waits(visit)
    await visit.open(_form(visit, Act.AGREE, "correction.agree.title", "correction.agree.reason", correction))


async def agree(visit: Visit) -> None:
    """Accept what is mended in another way than by an edit of its record."""
    await _decide(visit, State.ACCEPTED)


async def decline_form(visit: Visit) -> None:
    """Ask why."""
    correction = await _waits(visit)
    await visit.open(_form(visit, Act.DECLINE_CORRECTION, "correction.decline.title", "correction.decline.reason", correction))


async def decline(visit: Visit) -> None:
    """Decline, for a reason."""
    await _decide(visit, State.DECLINED)


async def ask_form(visit: Visit) -> None:
    """Ask what to ask; raises DeclinedError where nobody can be asked."""
    correction = await _waits(visit)
    if correction.reporter is None:
        raise DeclinedError("correction.unreachable")
    await visit.open(_form(visit, Act.ASK_REPORTER, "correction.more.title", "correction.more.question", correction))


async def ask(visit: Visit) -> None:
    """Send the reporter a question; what they wrote is kept."""
    if (await _waits(visit)).reporter is None:
        raise DeclinedError("correction.unreachable")
    await _decide(visit, State.NEEDS_MORE)


async def accepted(office: Office, decided: Correction) -> None:
    """Tell the reporter that what they reported is mended, and show it on the card; raises StoreError.

    What is not told here is told on the rounds: it was decided together with the publication.
    """
    await _tell(office, decided)


async def settle(office: Office, n: int, decision: Decision) -> Matter:
    """Decide, tell the reporter who asked to be told, and show it on the card; raises ConflictError and StoreError."""
    decided = await corrections.decide(office.store, n, decision)
    return await _tell(office, decided)


async def tell_the_rest(office: Office) -> None:
    """Tell those who could not be told when it was decided; what was decided just now is being told already."""
    try:
        async with sole(office.store, "reporters") as mine:
            untold = await corrections.untold(office.store, office.now() - A_WHILE, AT_ONCE) if mine else ()
            for correction in untold:
                await endure(_tell(office, correction), "a reporter was not told")
    except StoreError as error:
        log.warning("reporters were not told", error=type(error).__name__)


async def announce(office: Office, n: int) -> None:
    """Put a new card of a correction into the moderators' channel; where that cannot be, `/kb corrections` has it."""
    try:
        correction = await corrections.find(office.store, n)
        if correction is None:
            return
        words = _words(office)
        posted = await office.tell(cards.render(matter(office, correction, words), words))
        if posted is None:
            return
        await corrections.note_card(office.store, n, posted.channel.id, posted.id)
        if correction.channel and correction.message:
            await office.redraw(correction.channel, correction.message, cards.newer(correction, words))
        now = await corrections.find(office.store, n)
        if now and correction.waits and not now.waits:  # decided while it was posted, by somebody who knew of no card to redraw
            await _redraw(office, now)
    except StoreError as error:
        log.warning("a report was not shown to moderators", error=type(error).__name__)


def matter(office: Office, correction: Correction, words: Wording, note: str = "") -> Matter:
    """What a card about it needs, from the live release, in the language of `words`."""
    desk, asked = office.desk, read_answer(correction.answer)
    answer = answer_to(asked.target, desk.release, desk.today(), words.language) if asked else None
    claim = sentences(answer).get(correction.record) if answer and correction.record else None
    who = office.called(correction.decided_by) if correction.decided_by else ""
    return Matter(correction=correction, title=answer.title if answer else "", claim=claim, who=who, note=note)


async def _decide(visit: Visit, state: State) -> None:
    correction, reason = await _waits(visit), reading.clean(visit.filled.text(WORDS))
    await visit.think()
    decision = Decision(state, visit.who, visit.office.now(), reason[:LONGEST_REASON])
    try:
        settled = await settle(visit.office, correction.n, decision)
    except ConflictError:
        await _overtake(visit, await _found(visit))
        raise DeclinedError("correction.decided") from None
    unasked = state is State.NEEDS_MORE and settled.note != f"correction.reporter.{Reached.ASKED}"
    done = "correction.done.not_asked" if unasked else f"correction.done.{state}"
    await visit.answer(cards.told([done, *([settled.note] if settled.note else [])], visit.words))


async def _tell(office: Office, correction: Correction) -> Matter:
    """Tell the reporter, if there is one to be told, and draw the card anew with how that went."""
    reached = await (_ask(office, correction) if correction.waits else _tell_reporter(office, correction))
    if correction.reporter and reached is None:
        return matter(office, correction, _words(office))  # another process tells them, and draws the card
    settled = await _redraw(office, correction, f"correction.reporter.{reached}" if reached else "")
    await office.store.shed()
    return settled


async def _ask(office: Office, correction: Correction) -> Reached | None:
    if correction.reporter is None:
        return None
    reached = await inform(office, correction.reporter, _outcome(office, correction))
    if reached is Reached.REFUSED:
        await corrections.forget_reporter(office.store, correction.n)
    return AS_A_QUESTION.get(reached, reached)


async def _tell_reporter(office: Office, correction: Correction) -> Reached | None:
    """Tell them, unless another process does; their id is taken out of the database first, so that they are told once."""
    shown = _outcome(office, correction)
    try:
        reporter = await corrections.claim_reporter(office.store, correction.n) if correction.reporter else None
    except StoreError as error:
        log.warning("reporters were not told", error=type(error).__name__)
        return Reached.LATER
    if reporter is None:
        return None
    reached = Reached.LATER
    try:
        reached = await inform(office, reporter, shown)
    finally:
        if reached is Reached.LATER:
            await corrections.return_reporter(office.store, correction.n, reporter)
    return reached


def _outcome(office: Office, correction: Correction) -> Card:
    """What the reporter reads, in their language."""
    words = wording(correction.language)
    return cards.outcome(matter(office, correction, words), question=correction.waits, words=words)


async def _redraw(office: Office, correction: Correction, note: str = "") -> Matter:
    """Show on its card in the moderators' channel how it stands, with how telling the reporter went."""
    words = _words(office)
    drawn = matter(office, correction, words, note)
    if correction.channel and correction.message:
        await office.redraw(correction.channel, correction.message, cards.render(drawn, words))
    return drawn


async def _found(visit: Visit) -> Correction:
    found = await corrections.find(visit.office.store, visit.number)
    if found is None:
        raise DeclinedError("correction.unknown")
    return found


async def _waits(visit: Visit) -> Correction:
    found = await _found(visit)
    if not found.waits:  # a card that still offers what cannot be done any more, perhaps with what the reporter wrote
        await _overtake(visit, found)
        raise DeclinedError("correction.decided")
    return found


async def _overtake(visit: Visit, decided: Correction) -> None:
    words = _words(visit.office)
    drawn = cards.render(matter(visit.office, decided, words), words)
    await visit.office.overtake(visit.interaction, drawn, decided.channel, decided.message)


def _form(visit: Visit, act: Act, title: str, label: str, correction: Correction) -> Form:
    told = "correction.decline.told" if correction.reporter else "correction.decline.untold"
    help_ = " ".join(filter(None, [visit.say(told), cards.reads(correction, visit.words)]))
    field = Text(WORDS, visit.say(label), long=True, longest=LONGEST_REASON, help=help_)
    return Form(visit.say(title), Move(act, str(correction.n)), (field,))


def _words(office: Office) -> Wording:
    """The language of what is posted to all moderators at once."""
    return wording(office.desk.default)


PRESSED: Mapping[Act, Handler] = {
    Act.CORRECTIONS: waiting,
    Act.CORRECTION: look,
    Act.ACCEPT_CORRECTION: accept,
    Act.AGREE: agree_form,
    Act.DECLINE_CORRECTION: decline_form,
    Act.ASK_REPORTER: ask_form,
}
SUBMITTED: Mapping[Act, Handler] = {Act.AGREE: agree, Act.DECLINE_CORRECTION: decline, Act.ASK_REPORTER: ask}
