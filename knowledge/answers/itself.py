"""Answers about the bot itself: hello, who it is, what it cannot answer, and where what it says comes from."""

from __future__ import annotations

from knowledge.answer import Answer, Block, Citation, Claim, Section, SectionKey, Undated
from knowledge.answers.draft import Draft
from knowledge.records import Source


def compose_greeting(draft: Draft) -> Answer:
    """Hello, and what can be asked."""
    first, second = draft.base.manifest.example_towns
    blocks = (draft.line("greeting.hello"), draft.line("greeting.examples", first=first, second=second))
    return draft.answer(title=draft.say("title.greeting"), sections=[Section(SectionKey.BOTTOM_LINE, "", blocks)], footnote=False)


def compose_about(draft: Draft) -> Answer:
    """Who runs it, what it keeps of the people who ask, and which record it answers from."""
    manifest = draft.base.manifest
    keys = ("about.privacy", "about.what", "about.who", "about.limits")
    blocks = [draft.line(key, state=manifest.name) for key in keys]
    record = draft.line(
        "about.version",
        state=manifest.name,
        version=draft.base.version[:12],
        as_of=draft.words.date(manifest.as_of),
        findings=draft.words.number(len(draft.base.findings)),
        sources=draft.words.number(len(draft.base.sources)),
    )
    return draft.answer(title=draft.say("title.about"), sections=[Section(SectionKey.BOTTOM_LINE, "", (*blocks, record))])


def compose_out_of_scope(draft: Draft) -> Answer:
    """What the record does not hold, and where to turn instead."""
    blocks = (draft.line("out_of_scope.sorry"), draft.line("out_of_scope.instead"))
    helpers = [draft.base.resources[r] for r in draft.base.manifest.urgent_help if r in draft.base.resources]
    legal = [link for resource in helpers if resource.kind == "legal_help" for link in draft.link(resource)]
    return draft.answer(
        title=draft.say("title.out_of_scope"), sections=[Section(SectionKey.BOTTOM_LINE, "", blocks)], links=legal
    )


def compose_sources(draft: Draft) -> Answer:
    """Where the record of the towns asked about comes from, or what the whole record rests on."""
    base, towns = draft.base, draft.question.towns
    if not towns:
        counts: Block = draft.line(
            "sources.opening.all", sources=draft.words.number(len(base.sources)), findings=draft.words.number(len(base.findings))
        )
        leading = (base.manifest.national_finding, *base.manifest.statewide_findings)
        ids = [source for finding in leading if finding in base.findings for source in base.findings[finding].sources]
        title = draft.say("title.sources")
    else:
        counts = draft.line("sources.opening", towns=draft.words.listing(towns))
        records = [r for town in towns for r in (*base.findings_about(town), *base.statements_about(town))]
        ids = [source for record in records for source in record.sources]
        ids += [base.source_of(row).id for town in towns for row in base.readers_in(town)]
        title = draft.say("title.sources.town", towns=draft.words.listing(towns))
    listed = tuple(source_claim(draft, citation) for citation in draft.cite(dict.fromkeys(ids)))
    law = base.laws[base.manifest.law_today]
    law_sources = tuple(source_claim(draft, citation) for citation in draft.cite(law.sources))
    return draft.answer(
        title=title,
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", (counts,)),
            Section(SectionKey.DETAILS, draft.say("section.sources"), listed),
            Section(SectionKey.LAW, draft.say("section.sources.law"), tuple(c for c in law_sources if c not in listed)),
        ],
        choices=towns,
    )


def source_claim(draft: Draft, citation: Citation) -> Claim:
    """A source in one line: publisher, title, date, how much of it was read."""
    source: Source = citation.source
    when = source.published or Undated.NOT_GIVEN
    text = draft.say("sources.line", title=source.title, date=draft.date(when), read=draft.say(f"read.{source.read}"))
    return Claim(text, (citation,), by=source.publisher, when=when, label=source.publisher)
