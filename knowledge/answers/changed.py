"""What people read about a town in one version of the record, and did not read in the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.answer import Claim, Line
from knowledge.answers.claims import finding_claim, finding_label, speaker, statement_claim
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import bottom_line, headline
from knowledge.base import KnowledgeBase
from knowledge.questions import Intent, Language, Question
from knowledge.records import Finding, Statement


@dataclass(frozen=True, slots=True)
class TownChange:
    """A town's headline before and after, and what is told anew or no longer; its blocks cite their sources."""

    town: str
    before: str
    after: str
    blocks: tuple[Claim | Line, ...]


def changed(town: str, before: KnowledgeBase, after: KnowledgeBase, language: Language, day: dt.date) -> TownChange | None:
    """What differs for a reader in this language; None where nothing does, or where one of the two has no such town."""
    if town not in before.towns or town not in after.towns:
        return None
    question = Question("", language, Intent.TOWN_STATUS, (town,))
    old, new = Draft(question, before, day), Draft(question, after, day)
    heads = (headline(old, before.standings[town]), headline(new, after.standings[town]))
    then, now = dict(_told(old, town)), dict(_told(new, town))
    fresh = [claim for key, claim in now.items() if key not in then or _reading(claim) != _reading(then[key])]
    gone = [new.line("changed.gone", what=_called(old, record)) for record in _records(before, town) if record.id not in now]
    opening = [bottom_line(new, town, after.standings[town])] if heads[0] != heads[1] else []
    blocks = (*opening, *fresh, *gone)
    return TownChange(town, *heads, blocks) if blocks else None


def towns_changed(towns: Iterable[str], before: KnowledgeBase, after: KnowledgeBase, day: dt.date) -> tuple[str, ...]:
    """Those of these towns about which people read something else."""
    return tuple(town for town in towns if changed(town, before, after, Language.EN, day))


def _told(draft: Draft, town: str) -> Iterator[tuple[str, Claim]]:
    for finding in draft.base.findings_about(town):
        yield finding.id, finding_claim(draft, finding)
    for statement in draft.base.statements_about(town):
        yield statement.id, statement_claim(draft, statement)


def _records(base: KnowledgeBase, town: str) -> tuple[Finding | Statement, ...]:
    return (*base.findings_about(town), *base.statements_about(town))


def _reading(claim: Claim) -> tuple[str, frozenset[str]]:
    """What a claim says, and where that can be read."""
    return claim.sentence, frozenset(citation.source.url for citation in claim.citations)


def _called(draft: Draft, record: Finding | Statement) -> str:
    """A record that is told no more, by whom it was about or who spoke, and when; never what it said."""
    if isinstance(record, Finding):
        return f"{record.subject} ({finding_label(draft, record)})"
    return f"{speaker(draft, record)}, {draft.date(record.date)}" if record.date else speaker(draft, record)
