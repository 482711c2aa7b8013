"""Records as claims: each says who reports it, when, and where it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from knowledge.answer import Citation, Claim, Undated
from knowledge.answers.draft import Draft
from knowledge.dates import PartialDate
from knowledge.records import Event, Finding, Resource, Statement
from knowledge.standing import newest
from knowledge.tables import PlateReader

Cite: TypeAlias = Callable[[Iterable[str]], tuple[Citation, ...]]


def finding_when(finding: Finding) -> PartialDate | Undated:
    """The newest date that the finding bears."""
    return newest(finding) or Undated.NOT_GIVEN


def finding_label(draft: Draft, finding: Finding) -> str:
    """The time of a finding in words: a span, the day of the report, or "undated"."""
    start, end = finding.period.start, finding.period.end
    if start and end and start != end:
        return draft.say("when.span", start=draft.date(start), end=draft.date(end))
    if finding.reported:
        return draft.say("when.reported", date=draft.date(finding.reported))
    if end:
        return draft.say("when.as_of", date=draft.date(end))
    if start:
        return draft.say("when.from", date=draft.date(start))
    return draft.say("date.undated")


def finding_claim(draft: Draft, finding: Finding, cite: Cite | None = None) -> Claim:
    """What was reported, by whom, and where it stands; every source of it unless `cite` chooses."""
    text = draft.say("claim.finding", summary=draft.text(finding, "summary"), by=finding.asserted_by.removesuffix("."))
    return Claim(
        draft.dated(text, finding),
        (cite or draft.cite)(finding.sources),
        by=finding.asserted_by,
        when=finding_when(finding),
        label=finding_label(draft, finding),
        record=finding.id,
    )


def reader_by(row: PlateReader) -> str:
    """Who says that an agency uses plate readers."""
    return f"{row.source_name}; {row.dataset}"


def reader_claim(draft: Draft, row: PlateReader) -> Claim:
    """That a public source shows an agency using plate readers."""
    source = draft.base.source_of(row)
    key = "claim.reader.dated" if row.flag and "dated" in row.flag else "claim.reader"
    vendor = f" ({row.vendor})" if row.vendor else ""
    return Claim(
        draft.say(
            key, agency=row.agency, vendor=vendor, evidence=draft.english(row.evidence), by=row.source_name, dataset=row.dataset
        ),
        (draft.cite_source(source),),
        by=reader_by(row),
        when=source.published or Undated.NOT_GIVEN,
        label=draft.date(source.published or Undated.NOT_GIVEN),
    )


def speaker(draft: Draft, statement: Statement) -> str:
    """Who speaks: name, role and organisation; a department speaking for itself is named once."""
    names = draft.words.listing(statement.speakers)
    parts = [draft.text(statement, "role"), statement.organisation or ""]
    described = ", ".join(part for part in parts if part and part not in names)
    return f"{names} ({described})" if described else names


def statement_claim(draft: Draft, statement: Statement, cite: Cite | None = None) -> Claim:
    """What someone said, in summary and in their words, with the stance as its label; `cite` as for a finding."""
    when = statement.date or Undated.NOT_GIVEN
    text = draft.say("claim.statement", speaker=speaker(draft, statement), summary=draft.text(statement, "summary"))
    if statement.quote:
        text += " " + draft.say("claim.quote", quote=statement.quote)
        translated = draft.translated(statement, "quote", statement.quote)
        if translated:
            text += " " + draft.say("claim.quote.translated", quote=translated)
    label = draft.say("claim.statement.label", date=draft.date(when), stance=draft.say(f"stance.{statement.stance}"))
    by = "; ".join(statement.speakers)
    citations = (cite or draft.cite)(statement.sources)
    return Claim(draft.dated(text, statement), citations, by=by, when=when, label=label, record=statement.id)


def event_claim(draft: Draft, event: Event) -> Claim:
    """An entry of the timeline."""
    citations = draft.cite(event.sources)
    by = citations[0].source.publisher
    text = draft.say("claim.event", event=draft.text(event, "event"), by=by)
    return Claim(draft.dated(text, event), citations, by=by, when=event.date, label=draft.date(event.date))


def resource_claim(draft: Draft, resource: Resource) -> Claim:
    """A place to turn to: its number, its hours, its address."""
    citations = draft.cite(resource.sources)
    rest = " · ".join(filter(None, (draft.text(resource, "hours_or_caveats"), resource.url)))
    text = "\n".join(filter(None, (draft.text(resource, "phone"), rest)))  # a number to press stands on a line of its own
    return Claim(text, citations, by=citations[0].source.publisher, when=Undated.NOT_GIVEN, label=resource.name)
