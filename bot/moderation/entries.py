"""What moderators type and choose becomes edits of the record, or a list of what is wrong with it, field by field.

Everything typed passes the checks that the files of a pack pass, so that nothing enters the record which they would refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.moderation.clerk import Book, Clerk, Field, NewSource
from knowledge.pack.edits import AddFinding, AddStatement, ChangeStatus, Edit, Retract
from knowledge.pack.reading import Document
from knowledge.records import Finding, FindingStatus, Scope, Statement

MARKS = "“”«»\"' "
"""What people put around a quotation, and what the record leaves out."""
RECIPIENTS: Mapping[str, str] = {
    "ice": "ICE",
    "hsi": "Homeland Security Investigations (part of ICE)",
    "bp": "US Border Patrol",
    "fed": "federal agencies (not named)",
    "police": "police elsewhere in the country",
}
"""Who received what was shared, as the record words it; by this the public reads whether immigration agencies are named."""
HOW_TO_NAME = "write name, role and organisation with semicolons between them, such as: A. Smith; Mayor; Town of Avon"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """What somebody reports about an agency, as it was typed; without a town, it is about every town of the agency.

    `recipient` is one of `RECIPIENTS`, or "" for none named.
    """

    agency: str
    town: str
    reported: str
    confidence: str
    recipient: str
    kind: str
    status: str
    summary: str
    asserted_by: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """What somebody said, as it was typed: `who` is name, role and organisation, parted by semicolons."""

    who: str
    date: str
    town: str
    finding: str
    confidence: str
    stance: str
    summary: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatus:
    """Another status for a finding, with the source that shows it and a note for curators, as it was typed."""

    finding: str
    status: str
    url: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A finding or statement to take back, and why, as it was typed."""

    record: str
    reason: str


Entry: TypeAlias = NewFinding | NewStatement | NewStatus | Withdrawal


def edits_of(given: Entry, book: Book, source: NewSource | None = None) -> tuple[Edit, ...]:
    """The edits that make an entry part of the record; `source` describes the source cited, where it is new to the record.

    Raises PackError with every mistake, the name of a `Field` in each; and NewSourceError where nothing is wrong but that the
    source must be described.
    """
    clerk = Clerk(book)
    match given:
        case NewFinding():
            return _finding(given, clerk, source)
        case NewStatement():
            return _statement(given, clerk, source)
        case NewStatus():
            return _status(given, clerk, source)
        case Withdrawal():
            return _withdrawal(given, clerk)


def _finding(given: NewFinding, clerk: Clerk, source: NewSource | None) -> tuple[Edit, ...]:
    agency = clerk.known(Field.AGENCY, given.agency, clerk.book.contents.agencies)
    towns = clerk.towns(given.town) or (agency.towns if agency else ())
    cited = clerk.cited(given.url, source)
    values: Document = {
        "id": clerk.new_id("f", given.agency, given.reported),
        "subject": agency.name if agency else "?",
        "agency": agency.id if agency else None,
        "towns": [*towns],
        "scope": Scope.TOWN.value if towns else Scope.STATE.value,
        "kind": given.kind,
        "status": given.status,
        "summary": given.summary,
        "recipient": RECIPIENTS.get(given.recipient),
        "asserted_by": given.asserted_by,
        "reported": clerk.date(Field.REPORTED, given.reported),
        "sources": [cited.id],
        "confidence": given.confidence,
    }
    finding = clerk.made(Finding, values)
    return clerk.done(AddFinding(finding=finding, on=clerk.book.today) if finding else None)


def _statement(given: NewStatement, clerk: Clerk, source: NewSource | None) -> tuple[Edit, ...]:
    speaker, role, organisation = (part.strip() for part in (*given.who.split(";", 2), "", "")[:3])
    if not speaker or not role:
        clerk.wrong(Field.WHO, "the name and the role of the speaker are needed", HOW_TO_NAME)
    answered = clerk.known(Field.FINDING, given.finding, clerk.book.contents.findings) if given.finding else None
    towns = clerk.towns(given.town) or (answered.towns if answered else ())
    scope = Scope.TOWN if towns else answered.scope if answered else Scope.STATE
    cited = clerk.cited(given.url, source)
    values: Document = {
        "id": clerk.new_id("s", speaker, given.date),
        "speakers": [speaker or "?"],
        "role": role or "?",
        "organisation": organisation or None,
        "date": clerk.date(Field.DATE, given.date),
        "stance": given.stance,
        "about": [answered.id] if answered else [],
        "towns": [*towns],
        "scope": scope.value,
        "summary": given.summary,
        "quote": given.quote.strip(MARKS) or None,
        "sources": [cited.id],
        "confidence": given.confidence,
    }
    statement = clerk.made(Statement, values)
    return clerk.done(AddStatement(statement=statement, on=clerk.book.today) if statement else None)


def _status(given: NewStatus, clerk: Clerk, source: NewSource | None) -> tuple[Edit, ...]:
    finding = clerk.known(Field.FINDING, given.finding, clerk.book.contents.findings)
    cited = clerk.cited(given.url, source)
    if given.status not in list(FindingStatus):
        clerk.wrong(Field.STATUS, "that is not one of the statuses", "choose one from the list")
    elif finding and finding.status == given.status and cited.id in finding.sources:
        clerk.wrong(Field.STATUS, "the finding has this status and this source already", "choose another of the two")
    status = FindingStatus(given.status) if given.status in list(FindingStatus) else FindingStatus.UNKNOWN
    edit = ChangeStatus(finding=given.finding, status=status, sources=(cited.id,), on=clerk.book.today, note=given.note)
    return clerk.done(edit)


def _withdrawal(given: Withdrawal, clerk: Clerk) -> tuple[Edit, ...]:
    record = clerk.known(Field.RECORD, given.record, (*clerk.book.contents.findings, *clerk.book.contents.statements))
    if record and record.retracted:
        clerk.wrong(Field.RECORD, f"it was retracted on {record.retracted.on}", "leave it as it is")
    if not given.reason:
        clerk.wrong(Field.REASON, "a retraction needs a reason", "say in a sentence why the record is taken back")
    return clerk.done(Retract(record=given.record, reason=given.reason, on=clerk.book.today))
