"""What a card about a proposed entry shows: its title, what differs, the towns' headlines before and after, its sources."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.moderation import attaching
from bot.moderation.cards.differences import Differences
from bot.moderation.cards.preview import Told
from bot.moderation.cards.proposals import Headline, Matter, is_cut
from bot.moderation.visit import Visit
from bot.publishing import Staged
from bot.releases import Release
from bot.store.proposals import Kind, Proposal
from bot.updates import telling
from knowledge import changes
from knowledge.answer import Link
from knowledge.answers import compose
from knowledge.changes import Sort
from knowledge.contents import Contents
from knowledge.errors import Mistake, PackError
from knowledge.identity import label_of
from knowledge.pack.edits import AddFinding, AddSource, AddStatement, ChangeStatus, Edit, Retract
from knowledge.pack.edits_json import from_json
from knowledge.questions import Intent, Language, Question
from knowledge.records import Finding, Source, Statement
from knowledge.wording import Wording

MOST_LINKS = 3


def listed(visit: Visit, proposal: Proposal) -> Matter:
    """A proposal in a line, without looking into what it would change."""
    office, decision = visit.office, proposal.decision
    told, summary, mistakes = _told_by(proposal, visit)
    return Matter(
        proposal=proposal,
        title=told,
        who=office.called(proposal.draft.by),
        decider=office.called(decision.by) if decision else "",
        address=office.address(proposal.channel, proposal.message) if proposal.channel and proposal.message else "",
        mistakes=mistakes,
        summary=summary,
    )


async def drawn(visit: Visit, proposal: Proposal, staged: Staged) -> Matter:
    """A proposal with everything that it changes from the published release to the staged one."""
    before, after = staged.before.base.contents, staged.release.base.contents
    found = await asyncio.to_thread(changes.compare, before, after)
    names = {source.id: f"{source.publisher}: {source.title}" for source in after.sources}
    names |= {finding.id: label_of(finding) for finding in after.findings}
    return replace(
        listed(visit, proposal),
        version=(staged.instead_of if proposal.open else staged.version) or "",
        differences=Differences(found, _said(staged.edits, before), names),
        headlines=tuple(_headline(visit, town, staged) for town in found.towns),
        news=await telling.prepared(visit.office, staged.before, staged.release) if proposal.open else None,
        sources=tuple(Link(source.publisher, source.url) for source in _cited(staged.edits, after)[:MOST_LINKS]),
    )


def title(edits: Sequence[Edit], contents: Contents, words: Wording) -> str:
    """What edits do, in a line."""
    last = edits[-1] if edits else None
    sorts = {AddFinding: Sort.ADDED, AddStatement: Sort.ADDED, ChangeStatus: Sort.CHANGED, Retract: Sort.RETRACTED}
    record = _record(last, contents) if last else None
    if last is None or record is None or type(last) not in sorts:
        return words.say("proposal.of.nothing")
    kind = "finding" if isinstance(record, Finding) else "statement"
    return words.say(f"proposal.of.{kind}.{sorts[type(last)]}", label=label_of(record))


def files(matter: Matter, words: Wording) -> tuple[attaching.File, ...]:
    """The differences as a text file, where the card cannot show them all."""
    if matter.differences is None or not is_cut(matter, words):
        return ()
    return (attaching.text(attaching.CHANGES, changes.full(matter.differences.changes, words)),)


def concerned(edits: Sequence[Edit], contents: Contents) -> frozenset[str]:
    """The towns that the records of edits are about."""
    found = (_record(edit, contents) for edit in edits)
    return frozenset(town for record in found if record for town in record.towns)


def on_record(towns: frozenset[str], edits: Sequence[Edit], contents: Contents) -> tuple[Finding | Statement, ...]:
    """Every finding and statement about these towns, and those that the edits change."""
    changed = {record.id for edit in edits if (record := _record(edit, contents))}
    return tuple(record for record in _told(contents) if record.id in changed or towns & {*record.towns})


def _told_by(proposal: Proposal, visit: Visit) -> tuple[str, str, tuple[Mistake, ...]]:
    """The title of a proposal and what its record says; with mistakes, for one that another version of this program wrote."""
    if proposal.draft.kind is Kind.REFRESH:
        return visit.say("proposal.of.refresh"), "", ()
    try:
        edits = from_json(proposal.draft.edits)
    except PackError as error:
        return visit.say("proposal.of.unreadable"), "", error.mistakes
    contents = visit.office.desk.release.base.contents
    record = _record(edits[-1], contents) if edits else None
    return title(edits, contents, visit.words), record.summary if record else "", ()


def _told(contents: Contents) -> tuple[Finding | Statement, ...]:
    return (*contents.findings, *contents.statements)


def _record(edit: Edit, contents: Contents) -> Finding | Statement | None:
    """The record that an edit is about."""
    match edit:
        case AddFinding():
            return edit.finding
        case AddStatement():
            return edit.statement
        case ChangeStatus():
            return next((finding for finding in contents.findings if finding.id == edit.finding), None)
        case Retract():
            return next((record for record in _told(contents) if record.id == edit.record), None)
        case AddSource():
            return None


def _said(edits: Sequence[Edit], before: Contents) -> str:
    """What a record said that edits change, "" for a new one."""
    changed = (_record(edit, before) for edit in edits if isinstance(edit, ChangeStatus | Retract))
    return next((record.summary for record in changed if record), "")


def _cited(edits: Sequence[Edit], contents: Contents) -> list[Source]:
    """The sources that the edits bring or name."""
    ids: list[str] = []
    for edit in edits:
        ids += edit.sources if isinstance(edit, ChangeStatus) else ()
        record = None if isinstance(edit, ChangeStatus) else _record(edit, contents)
        ids += record.sources if record else ()
    sources = {source.id: source for source in contents.sources}
    return [sources[name] for name in dict.fromkeys(ids) if name in sources]


def told(visit: Visit, town: str, release: Release) -> Told:
    """What a release answers about a town."""
    if town not in release.base.towns:
        return Told(release, None)
    question = Question("", Language(visit.words.language), Intent.TOWN_STATUS, (town,))
    return Told(release, compose(question, release.base, visit.office.desk.today()))


def _headline(visit: Visit, town: str, staged: Staged) -> Headline:
    answers = (told(visit, town, release).answer for release in (staged.before, staged.release))
    return Headline(town, *(answer.headline if answer else visit.say("changes.status.absent") for answer in answers))
