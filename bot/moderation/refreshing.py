"""A refresh from Discord: fetched, checked and compared; then published or discarded, by whoever may, whenever they decide."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards import note
from bot.enduring import endure
from bot.errors import DeclinedError
from bot.moderation import announcing, attaching
from bot.moderation.cards import refresh as cards
from bot.moderation.cards.refresh import Refreshed
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.publishing import Staged
from bot.store import proposals
from bot.store.errors import AlreadyPublishedError, ConflictError
from bot.store.proposals import Decision, Draft, Kind, Proposal, State
from bot.store.releases import Publication
from bot.updates import telling
from knowledge import changes
from knowledge.changes import Changes
from knowledge.errors import PackError
from knowledge.wording import Wording

MOST_TOWNS = 25
WHY = "a refresh"


async def refresh(visit: Visit) -> None:
    """Fetch and check what the source holds, and show what it would change; a pack with mistakes is refused, each named.

    Raises SourceError and StoreError.
    """
    office = visit.office
    await visit.think()
    try:
        staged = await office.publisher.stage(visit.who)
    except PackError as error:
        lines = "".join(f"{mistake}\n" for mistake in error.mistakes)
        refused = cards.refused(error.mistakes, office.publisher.origin or "", visit.words)
        await visit.answer(refused, attaching.text(attaching.MISTAKES, lines))
        return
    if staged is None:
        await visit.answer(note(visit.say("moderation.refresh.nothing_new")))
        return
    await office.publisher.keep(staged)
    proposal = await _proposed(visit, staged)
    refreshed = await _refreshed(visit, proposal, staged)
    message = await office.tell(cards.render(refreshed, visit.words), _file(refreshed.found, visit.words))
    if message is None:
        await visit.answer(cards.render(refreshed, visit.words), _file(refreshed.found, visit.words))
        return
    await proposals.note_card(office.store, proposal.n, message.channel.id, message.id)
    address = office.address(message.channel.id, message.id)
    await visit.answer(note(visit.say("moderation.refresh.posted", card=address)))


async def show(visit: Visit) -> None:
    """Another page of what a refresh would change, or how it was decided meanwhile."""
    proposal = await found(visit)
    await visit.think(aside=False)
    await _redraw(visit, proposal, await staged(visit, proposal))


async def publish(visit: Visit) -> None:
    """Make it the published release, and tell followers unless it is to be done quietly.

    Raises DeclinedError where the settings ask for another moderator to do so. Where another was published since, it is withdrawn
    and nothing is published; raises StoreError.
    """
    proposal = await found(visit)
    if proposal.open and visit.office.two and proposal.draft.by == visit.who:
        raise DeclinedError("moderation.refresh.own")
    await visit.think(aside=False)
    ready = await staged(visit, proposal)
    publication = await _publish(visit, proposal, ready) if proposal.open else None
    if publication is None:
        await _redraw(visit, await found(visit), ready)
        return
    await endure(_decided(visit, ready), "the card of what was published was not redrawn")
    told = announcing.published(visit.office, publication, but_in=visit.interaction.channel_id)
    await endure(told, "moderators were not told of a publication")


async def discard(visit: Visit) -> None:
    """Note that it is not wanted; raises StoreError."""
    proposal = await found(visit)
    await visit.think(aside=False)
    ready = await staged(visit, proposal)
    if proposal.open:
        await _end(visit, proposal, State.DECLINED)
        await visit.office.publisher.discard(ready, visit.who)
    await _redraw(visit, await found(visit), ready)


async def found(visit: Visit) -> Proposal:
    """The refresh that the move is about; raises DeclinedError where there is none, and StoreError."""
    proposal = await proposals.find(visit.office.store, visit.number)
    if proposal is None or proposal.draft.kind is not Kind.REFRESH or proposal.draft.version is None:
        raise DeclinedError("error.stale")
    return proposal


async def staged(visit: Visit, proposal: Proposal) -> Staged:
    """What would be published, ready to serve, beside what was live then; raises PackError and StoreError."""
    draft = proposal.draft
    return await visit.office.publisher.restage(draft.version or "", draft.instead_of, draft.origin)


async def _proposed(visit: Visit, staged: Staged) -> Proposal:
    """The proposal of what was staged: the one that waits already, or a new one in the place of those that wait."""
    office, wanted = visit.office, (staged.version, staged.instead_of)
    for waiting in await proposals.waiting(office.store, Kind.REFRESH):
        if (waiting.draft.version, waiting.draft.instead_of) == wanted:
            return waiting
        await _end(visit, waiting, State.WITHDRAWN)
    draft = Draft(
        office.now(), visit.who, Kind.REFRESH, version=staged.version, instead_of=staged.instead_of, origin=staged.origin
    )
    return await proposals.add(office.store, draft)


async def _publish(visit: Visit, proposal: Proposal, staged: Staged) -> Publication | None:
    quietly = visit.move is not None and visit.move.act is Act.PUBLISH_QUIETLY
    news = None if quietly else await telling.prepared(visit.office, staged.before, staged.release)

    async def decide(connection: AsyncConnection, publication: Publication) -> None:
        decision = Decision(State.PUBLISHED, publication.at, visit.who)
        await proposals.write(connection, proposal.n, decision, publication.version)
        await telling.write(connection, news, publication)

    try:
        return await visit.office.publisher.publish(staged, visit.who, WHY, decide)
    except (AlreadyPublishedError, ConflictError):
        await _end(visit, proposal, State.WITHDRAWN)
        return None


async def _end(visit: Visit, proposal: Proposal, state: State) -> None:
    """Decide it, unless somebody was quicker."""
    try:
        await proposals.decide(visit.office.store, proposal.n, Decision(state, visit.office.now(), visit.who))
    except ConflictError:
        return


async def _redraw(visit: Visit, proposal: Proposal, staged: Staged) -> None:
    """The card as it is now in the place of the one pressed and, once it is decided, of the one in the moderators' channel."""
    refreshed = await _refreshed(visit, proposal, staged)
    card = cards.render(refreshed, visit.words)
    await visit.replace(card, _file(refreshed.found, visit.words))
    pressed = visit.interaction.message
    elsewhere = proposal.message if pressed is None or pressed.id != proposal.message else None
    if elsewhere and proposal.channel and not proposal.open:
        await visit.office.redraw(proposal.channel, elsewhere, card, _file(refreshed.found, visit.words))


async def _decided(visit: Visit, staged: Staged) -> None:
    await _redraw(visit, await found(visit), staged)


async def _refreshed(visit: Visit, proposal: Proposal, staged: Staged) -> Refreshed:
    before, after = staged.before.base.contents, staged.release.base.contents
    difference = await asyncio.to_thread(changes.compare, before, after)
    numbers = {town.name: number for number, town in (*staged.before.towns.items(), *staged.release.towns.items())}
    refreshed = Refreshed(
        proposal=proposal,
        found=difference,
        as_of=(str(before.manifest.as_of), str(after.manifest.as_of)),
        towns=tuple((town, numbers[town]) for town in difference.towns[:MOST_TOWNS] if town in numbers),
        who=visit.office.called(proposal.draft.by),
        two=visit.office.two,
        news=await telling.prepared(visit.office, staged.before, staged.release) if proposal.open else None,
        page=visit.move.page if visit.move else 1,
    )
    decision = proposal.decision
    return replace(refreshed, decider=visit.office.called(decision.by)) if decision else refreshed


def _file(found: Changes, words: Wording) -> attaching.File:
    return attaching.text(attaching.CHANGES, changes.full(found, words))


PRESSED: Mapping[Act, Handler] = {
    Act.REFRESH: show,
    Act.PUBLISH: publish,
    Act.PUBLISH_QUIETLY: publish,
    Act.DISCARD: discard,
}
