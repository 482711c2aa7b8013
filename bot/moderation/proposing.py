"""Entries on their way into the record: proposed, looked at, approved by another moderator or declined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.enduring import endure
from bot.errors import DeclinedError
from bot.forms import Form, Text
from bot.moderation import announcing, correcting, drawing
from bot.moderation.cards import editing as entry_cards
from bot.moderation.cards import preview
from bot.moderation.cards import proposals as cards
from bot.moderation.cards.proposals import LONGEST_REASON, Matter
from bot.moderation.moves import MAX_PAGE, Act, Move
from bot.moderation.visit import Handler, Visit
from bot.publishing import Staged
from bot.store import corrections, proposals
from bot.store.corrections import Correction
from bot.store.errors import ConflictError, UnknownReleaseError
from bot.store.proposals import Decision, Draft, Kind, Proposal, State
from bot.store.releases import Publication
from bot.updates import telling
from knowledge.errors import PackError
from knowledge.pack.edits_json import from_json, to_json
from knowledge.wording import REFERENCE, wording

REASON = "reason"
ON_A_PAGE = 5


async def propose(visit: Visit, staged: Staged, correction: int | None = None) -> Proposal:
    """Keep what was staged as a proposal, show it to the moderators, and say so to whoever proposes it; raises StoreError."""
    office = visit.office
    draft = Draft(
        at=office.now(),
        by=visit.who,
        kind=Kind.EDIT,
        edits=to_json(staged.edits),
        instead_of=staged.instead_of,
        correction=correction,
    )
    proposal = await proposals.add(office.store, draft)
    matter = await drawing.drawn(visit, proposal, staged)
    message = await office.tell(cards.render(matter, visit.words), *drawing.files(matter, visit.words))
    if message:
        await proposals.note_card(office.store, proposal.n, message.channel.id, message.id)
    await visit.answer(entry_cards.proposed(proposal.n, visit.words, channel=message.channel.id if message else None))
    return proposal


async def review(visit: Visit) -> None:
    """List what waits, the oldest first."""
    office, page = visit.office, visit.move.page if visit.move else 1
    waiting = await proposals.waiting(office.store)
    pages = min(MAX_PAGE, max(1, -(-len(waiting) // ON_A_PAGE)))
    page = min(page, pages)
    shown = [drawing.listed(visit, proposal) for proposal in waiting[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]]
    made = cards.queue(shown, len(waiting), page, pages, visit.words)
    await (visit.replace(made) if visit.move else visit.answer(made))


async def look(visit: Visit) -> None:
    """Show a proposal as it would change the record that is published now."""
    proposal = await _found(visit)
    await visit.think()
    matter = drawing.listed(visit, proposal)
    if proposal.open:
        try:
            matter = await drawing.drawn(visit, proposal, await _stage(visit, proposal))
        except PackError as error:
            matter = replace(matter, mistakes=error.mistakes)
    await visit.answer(cards.render(matter, visit.words), *drawing.files(matter, visit.words))


async def beside(visit: Visit) -> None:
    """Show what is answered about one of its towns now, and what would be.

    Raises DeclinedError where it does not fit any more.
    """
    proposal = await _waits(visit)
    await visit.think()
    try:
        staged = await _stage(visit, proposal)
    except PackError:
        raise DeclinedError("proposal.does_not_fit") from None
    towns = (await drawing.drawn(visit, proposal, staged)).headlines
    at = visit.move.page if visit.move else 1
    if at > len(towns):
        raise DeclinedError("error.stale")
    town = towns[at - 1].town
    before, after = (drawing.told(visit, town, release) for release in (staged.before, staged.release))
    await visit.answer(preview.render(town, before, after, visit.words))


async def approve(visit: Visit) -> None:
    """Publish the record with the entry in it; raises DeclinedError for whoever proposed it, or where it is decided already.

    Where the record about its towns has changed since the card was drawn, the card is drawn anew and nothing is published.
    """
    proposal = await _waits(visit)
    if proposal.draft.by == visit.who:
        raise DeclinedError("proposal.own")
    await visit.think(aside=False)
    try:
        staged = await _stage(visit, proposal)
    except PackError as error:
        await _redraw(visit, replace(drawing.listed(visit, proposal), mistakes=error.mistakes))
        raise DeclinedError("proposal.does_not_fit") from None
    if not await _is_as_shown(visit, staged):
        await _redraw(visit, await drawing.drawn(visit, proposal, staged))
        raise DeclinedError("proposal.changed")
    try:
        publication, answered = await _publish(visit, proposal, staged)
    except ConflictError:
        await _waits(visit)
        raise
    if answered:
        await endure(correcting.accepted(visit.office, answered), "a reporter was not told that the record is mended")
    told = announcing.published(visit.office, publication, but_in=visit.interaction.channel_id)
    await endure(told, "moderators were not told of a publication")
    await endure(_decided(visit, staged), "the card of what was published was not redrawn")


async def ask_why(visit: Visit) -> None:
    """Ask for the reason for which a proposal is declined."""
    proposal = await _waits(visit)
    own = proposal.draft.by == visit.who
    label = visit.say("proposal.why.withdraw" if own else "proposal.why")
    field = Text(REASON, label, long=True, longest=LONGEST_REASON)
    await visit.open(Form(visit.say("proposal.form.decline", n=proposal.n), Move(Act.DECLINE, visit.subject), (field,)))


async def decline(visit: Visit) -> None:
    """End a proposal without publishing it; whoever proposed it takes it back that way. Raises DeclinedError."""
    office, proposal = visit.office, await _waits(visit)
    state = State.WITHDRAWN if proposal.draft.by == visit.who else State.DECLINED
    decision = Decision(state, office.now(), visit.who, visit.filled.text(REASON))
    try:
        decided = await proposals.decide(office.store, proposal.n, decision)
    except ConflictError:
        await _waits(visit)
        raise DeclinedError("proposal.decided") from None
    await _redraw(visit, drawing.listed(visit, decided))


async def _stage(visit: Visit, proposal: Proposal) -> Staged:
    return await visit.office.publisher.stage_edits(from_json(proposal.draft.edits), f"proposal:{proposal.n}")


async def _publish(visit: Visit, proposal: Proposal, staged: Staged) -> tuple[Publication, Correction | None]:
    """Publish, decide, and close the correction that it answers, if that still waits, in one transaction."""
    answered: list[Correction] = []
    quietly = visit.move is not None and visit.move.act is Act.APPROVE_QUIETLY
    news = None if quietly else await telling.prepared(visit.office, staged.before, staged.release)

    async def decide(connection: AsyncConnection, publication: Publication) -> None:
        decision = Decision(State.PUBLISHED, publication.at, visit.who)
        await proposals.write(connection, proposal.n, decision, publication.version)
        await telling.write(connection, news, publication)
        if proposal.draft.correction:
            accepted = corrections.Decision(corrections.State.ACCEPTED, visit.who, publication.at, version=publication.version)
            closed = await corrections.write(connection, proposal.draft.correction, accepted)
            answered.extend([closed] if closed else [])

    told = drawing.title(staged.edits, staged.before.base.contents, wording(REFERENCE))
    publication = await visit.office.publisher.publish(staged, visit.who, f"proposal {proposal.n}: {told}", decide)
    return publication, next(iter(answered), None)


async def _decided(visit: Visit, staged: Staged) -> None:
    await _redraw(visit, await drawing.drawn(visit, await _found(visit), staged))


async def _is_as_shown(visit: Visit, staged: Staged) -> bool:
    """Whether the record about the towns concerned is what it was when the card was drawn."""
    shown = visit.subject.partition("/")[2]
    if shown == staged.instead_of:
        return True
    try:
        then = (await visit.office.publisher.kept(shown)).base.contents
    except (UnknownReleaseError, PackError):
        return False
    towns = drawing.concerned(staged.edits, staged.before.base.contents)
    before, now = (drawing.on_record(towns, staged.edits, contents) for contents in (then, staged.before.base.contents))
    return before == now


async def _redraw(visit: Visit, matter: Matter) -> None:
    """Put the card as it is now in the place of the one in the moderators' channel, and of the one pressed."""
    made, attached = cards.render(matter, visit.words), drawing.files(matter, visit.words)
    proposal, pressed = matter.proposal, visit.interaction.message
    if proposal.channel and proposal.message and (pressed is None or pressed.id != proposal.message):
        await visit.office.redraw(proposal.channel, proposal.message, made, *attached)
        attached = drawing.files(matter, visit.words)  # a file that was sent cannot be sent again
    await visit.replace(made, *attached)


async def _found(visit: Visit) -> Proposal:
    """The proposal that a press is about; raises DeclinedError where there is none."""
    found = await proposals.find(visit.office.store, visit.number)
    if found is None or found.draft.kind is not Kind.EDIT:
        raise DeclinedError("error.stale")
    return found


async def _waits(visit: Visit) -> Proposal:
    """The same; raises DeclinedError too where it is decided already, which its card then shows."""
    found = await _found(visit)
    if not found.open:
        drawn = cards.render(drawing.listed(visit, found), visit.words)
        await visit.office.overtake(visit.interaction, drawn, found.channel, found.message)
        raise DeclinedError("proposal.decided")
    return found


PRESSED: Mapping[Act, Handler] = {
    Act.REVIEW: review,
    Act.PROPOSAL: look,
    Act.BESIDE: beside,
    Act.APPROVE: approve,
    Act.APPROVE_QUIETLY: approve,
    Act.DECLINE: ask_why,
}
SUBMITTED: Mapping[Act, Handler] = {Act.DECLINE: decline}
