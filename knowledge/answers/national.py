"""The national record that the state's own is part of."""

from __future__ import annotations

from knowledge.answer import Claim, Section, SectionKey, Undated
from knowledge.answers.claims import finding_claim
from knowledge.answers.draft import Draft
from knowledge.records import NationalFact


def national_claim(draft: Draft, fact: NationalFact) -> Claim:
    """A fact of the national record, with the value that the accounts give."""
    citations = draft.cite(fact.sources)
    by = citations[0].source.publisher
    dates = [citation.source.published for citation in citations if citation.source.published]
    return Claim(
        draft.dated(draft.say("claim.fact", text=draft.text(fact, "text"), value=draft.text(fact, "value"), by=by), fact),
        citations,
        by=by,
        when=min(dates) if dates else Undated.NOT_GIVEN,
        label=draft.date(min(dates) if dates else Undated.NOT_GIVEN),
    )


def national_section(draft: Draft) -> Section:
    """The national record that the state's is part of."""
    finding = draft.base.findings.get(draft.base.manifest.national_finding)
    leading = (finding_claim(draft, finding),) if finding else ()
    return Section(SectionKey.DETAILS, draft.say("section.national"), (*leading, *national_facts(draft)))


def national_facts(draft: Draft) -> tuple[Claim, ...]:
    """Every fact of the national record that the public may see."""
    return tuple(national_claim(draft, fact) for fact in draft.base.contents.national if fact.showable)
