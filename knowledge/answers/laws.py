"""The law in plain words, and the words that people meet, explained."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Block, Claim, Line, Section, SectionKey
from knowledge.answers.claims import finding_claim
from knowledge.answers.draft import Draft
from knowledge.answers.national import national_section
from knowledge.dates import PartialDate
from knowledge.records import Law, Term


def in_short(draft: Draft) -> Claim:
    """What the law says today, in one sentence."""
    law = draft.base.laws[draft.base.manifest.law_today]
    claim = draft.law(law, "in_short" if law.in_short else "what_it_does")
    told = draft.dated(claim.text, law)
    return claim if told is claim.text else replace(claim, text=told)


def dates(draft: Draft, law: Law) -> list[Block]:
    """When the parts of a law take effect, past and to come."""
    today = PartialDate(draft.as_of.year, draft.as_of.month, draft.as_of.day)
    citations = draft.cite_best(law.sources)[:1]
    found: list[Block] = []
    for entry in law.effective_dates:
        what = draft.said(law, f"date.{entry.date}", entry.what)
        text = draft.say("law.date.future" if entry.date > today else "law.date.past", what=what)
        found.append(Claim(text, citations, by=law.citation, when=law.as_of, label=draft.date(entry.date)))
    return found


def law_blocks(draft: Draft, law: Law) -> list[Block]:
    """What a law does, what it does not do, its dates, and where to read it."""
    blocks: list[Block] = [
        draft.law(law, "what_it_does", label=draft.say("law.does")),
        draft.law(law, "what_it_does_not_do", label=draft.say("law.does_not")),
    ]
    doubts = [Line(draft.english(doubt), label="" if n else draft.say("law.uncertain")) for n, doubt in enumerate(law.uncertain)]
    citation = draft.line("law.citation", citation=law.citation, as_of=draft.date(law.as_of))
    return [*blocks, *dates(draft, law), citation, *draft.due(law), *doubts]


def law_section(draft: Draft) -> Section:
    """The law that every town answer states."""
    law = draft.base.laws[draft.base.manifest.law_today]
    return Section(SectionKey.LAW, draft.say("section.law", law=draft.text(law, "title")), tuple(law_blocks(draft, law)))


def compose_law(draft: Draft) -> Answer:
    """The laws that the question names, or today's law and its neighbors."""
    named = [s.id for s in draft.question.subjects if s.kind == "law" and s.id in draft.base.laws]
    manifest = draft.base.manifest
    chosen = [draft.base.laws[law] for law in named or [manifest.law_today, *manifest.related_laws] if law in draft.base.laws]
    asked = {s.id for s in draft.question.subjects if s.kind == "term"}
    terms = tuple(explain(draft, draft.base.terms[term]) for term in manifest.urgent_terms if term in asked and not named)
    opening = terms or tuple(draft.law(law, "in_short") for law in chosen if law.in_short)[:2]
    sections = [
        Section(
            SectionKey.LAW,
            draft.say("law.heading", title=draft.text(law, "title"), status=draft.text(law, "status_today")),
            tuple(law_blocks(draft, law)),
        )
        for law in chosen
    ]
    bottom = Section(SectionKey.BOTTOM_LINE, "", opening or (draft.line("law.opening"),))
    title = draft.text(chosen[0], "title") if len(named) == 1 else draft.say("title.law")
    return draft.answer(title=title, sections=[bottom, *sections], choices=draft.question.towns)


def explain(draft: Draft, term: Term) -> Claim:
    """A term with its explanation."""
    citations = draft.cite(term.sources)
    as_of = draft.base.manifest.as_of
    return Claim(
        draft.dated(draft.text(term, "explanation"), term),
        citations,
        by=citations[0].source.publisher,
        when=as_of,
        label=draft.text(term, "term"),
    )


def compose_explain(draft: Draft) -> Answer:
    """The terms that the question names; a law or a finding that it names instead; else the list of terms."""
    subjects = draft.question.subjects
    terms = [draft.base.terms[s.id] for s in subjects if s.kind == "term" and s.id in draft.base.terms]
    findings = [draft.base.findings[s.id] for s in subjects if s.kind == "finding" and s.id in draft.base.findings]
    if not terms and any(s.kind == "law" for s in subjects):
        return compose_law(draft)
    if terms or findings:
        blocks = [explain(draft, term) for term in terms] + [finding_claim(draft, finding) for finding in findings]
        laws = [draft.base.laws[s.id] for s in subjects if s.kind == "law" and s.id in draft.base.laws]
        more = [Section(SectionKey.LAW, draft.text(law, "title"), tuple(law_blocks(draft, law))) for law in laws]
        if draft.base.manifest.national_finding in {finding.id for finding in findings}:
            more.append(national_section(draft))
        title = draft.text(terms[0], "term") if len(terms) == 1 else draft.say("title.explain")
        return draft.answer(title=title, sections=[Section(SectionKey.BOTTOM_LINE, "", tuple(blocks)), *more])
    listing = draft.words.listing(draft.text(term, "term") for term in draft.base.terms.values())
    opening = Section(SectionKey.BOTTOM_LINE, "", (draft.line("explain.opening"), draft.line("explain.terms", terms=listing)))
    return draft.answer(title=draft.say("title.explain"), sections=[opening])
