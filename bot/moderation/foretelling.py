"""What followers would read, shown to moderators before anything is published."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import note
from bot.errors import DeclinedError
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.releases import Release
from bot.store import proposals
from bot.store.proposals import Kind
from bot.updates import telling
from bot.updates.cards import changed
from bot.updates.cards.update import Reader, Where
from knowledge.pack.edits_json import from_json

MARKER = "preview"


async def show(visit: Visit) -> None:
    """Show it for a refresh, a proposal, or a step back (`version/instead_of`).

    Raises DeclinedError where there is no such thing, PackError where it does not fit any more, and StoreError.
    """
    await visit.think()
    before, after = await _releases(visit)
    news = await telling.prepared(visit.office, before, after)
    if news is None:
        await visit.answer(note(visit.say("changed.nobody")))
        return
    reader = Reader(visit.words, visit.office.desk.release, Where.DIRECT, MARKER)
    await visit.answer(changed.render(news.changed.about(visit.words.language), reader))


async def _releases(visit: Visit) -> tuple[Release, Release]:
    publisher = visit.office.publisher
    version, _, instead_of = visit.subject.partition("/")
    if instead_of:
        return await publisher.kept(instead_of), await publisher.kept(version)
    proposal = await proposals.find(visit.office.store, visit.number)
    if proposal is None or not proposal.open:
        raise DeclinedError("error.stale")
    draft = proposal.draft
    if draft.kind is Kind.REFRESH:
        staged = await publisher.restage(draft.version or "", draft.instead_of, draft.origin)
    else:
        staged = await publisher.stage_edits(from_json(draft.edits), f"proposal:{proposal.n}")
    return staged.before, staged.release


PRESSED: Mapping[Act, Handler] = {Act.WHAT_CHANGED: show}
