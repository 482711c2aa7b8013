"""Counts what a pack holds, leads for curators included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.contents import Contents
from knowledge.records import Finding, Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How much a pack holds; shown is what the public may see, leads is what waits for a better source."""

    name: str
    version: str
    as_of: str
    towns: int
    aliases: int
    place_rows: int
    agencies: int
    agencies_with_records: int
    towns_with_findings: int
    findings_shown: int
    findings_leads: int
    findings_by_kind: Mapping[str, int]
    findings_by_status: Mapping[str, int]
    statements_shown: int
    statements_leads: int
    statements_by_stance: Mapping[str, int]
    sources: int
    sources_by_read: Mapping[str, int]
    laws: int
    resources: int
    terms: int
    events: int
    legislators: int
    town_districts: int
    committee_seats: int
    plate_readers: int
    translations: Mapping[str, int]


def count(contents: Contents) -> Statistics:
    """Count a pack's records; the kinds, states and stances count what is shown."""
    findings = [finding for finding in contents.findings if finding.showable]
    statements = [statement for statement in contents.statements if statement.showable]
    return Statistics(
        name=contents.manifest.name,
        version=contents.version,
        as_of=str(contents.manifest.as_of),
        towns=len(contents.towns),
        aliases=len({place.alias for place in contents.places}),
        place_rows=len(contents.places),
        agencies=len(contents.agencies),
        agencies_with_records=len({finding.agency for finding in findings if finding.agency}),
        towns_with_findings=len(_towns(findings)),
        findings_shown=len(findings),
        findings_leads=_leads(contents.findings),
        findings_by_kind=_tally(finding.kind for finding in findings),
        findings_by_status=_tally(finding.status for finding in findings),
        statements_shown=len(statements),
        statements_leads=_leads(contents.statements),
        statements_by_stance=_tally(statement.stance for statement in statements),
        sources=len(contents.sources),
        sources_by_read=_tally(source.read for source in contents.sources),
        laws=len(contents.laws),
        resources=len(contents.resources),
        terms=len(contents.terms),
        events=len(contents.timeline),
        legislators=len(contents.legislators),
        town_districts=len(contents.town_districts),
        committee_seats=len(contents.committees),
        plate_readers=len(contents.plate_readers),
        translations={
            language: sum(len(kind) for kind in translation.texts.values())
            for language, translation in contents.translations.items()
        },
    )


def _leads(found: Iterable[Sourced]) -> int:
    return sum(not record.showable for record in found)


def _towns(findings: Iterable[Finding]) -> set[str]:
    return {town for finding in findings for town in finding.towns}


def _tally(words: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, the most frequent first."""
    return {str(word): number for word, number in Counter(words).most_common()}
