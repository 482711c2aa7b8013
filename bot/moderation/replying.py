"""The reporter answers what a moderator asked them: only they can, and only while it is asked."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import note
from bot.errors import DeclinedError
from bot.moderation import correcting, reading
from bot.moderation.cards import reporting as cards
from bot.moderation.moves import Act, Move
from bot.moderation.visit import Handler, Visit
from bot.store import corrections
from bot.store.corrections import Correction, State
from bot.store.errors import ConflictError, StoreError
from knowledge.wording import wording

BEFORE = "\n\n———\n"


async def reply_form(visit: Visit) -> None:
    """Open the form to answer in, with what was written before if it was not accepted."""
    correction, move = await _asked(visit)
    form = cards.reply_form(move, correction.reason, wording(correction.language))
    await visit.open(form.prefilled(visit.office.drafts.find(visit.who, move)))


async def reply(visit: Visit) -> None:
    """Keep the answer above what was written before, and bring it before the moderators; nothing written is lost."""
    await visit.think()
    office = visit.office
    if visit.move:
        office.drafts.keep(visit.who, visit.move, visit.filled)
    correction, move = await _asked(visit)
    words, told = wording(correction.language), reading.clean(visit.filled.text(reading.TOLD))
    complaints = reading.of_the_words(told)
    if complaints:
        await visit.answer(cards.refused(complaints, move, words))
        return
    try:
        await corrections.add_to(office.store, correction.n, f"{told}{BEFORE}{correction.told}")
    except ConflictError:
        raise DeclinedError("correction.reply.late") from None
    except StoreError:
        await visit.answer(cards.failed(move, words))
        return
    office.drafts.forget(visit.who, move)
    await visit.answer(note(words.say("correction.reply.thanks")))
    await correcting.announce(office, correction.n)


async def _asked(visit: Visit) -> tuple[Correction, Move]:
    """The correction that the reporter, and nobody else, is asked about; raises DeclinedError and StoreError."""
    move, found = visit.move, await corrections.find(visit.office.store, visit.number)
    if move is None or found is None or found.state is not State.NEEDS_MORE or not _is_reporter(visit, found):
        raise DeclinedError("correction.reply.late")
    return found, move


def _is_reporter(visit: Visit, correction: Correction) -> bool:
    try:
        return correction.reporter is not None and visit.office.people.unseal(correction.reporter) == visit.interaction.user.id
    except ValueError:
        return False


PRESSED: Mapping[Act, Handler] = {Act.REPLY: reply_form}
SUBMITTED: Mapping[Act, Handler] = {Act.REPLY: reply}
