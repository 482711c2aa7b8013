"""What officials, companies and advocates said, and who has not answered."""

from __future__ import annotations

from knowledge.answer import Answer, Block, Line, Section, SectionKey
from knowledge.answers.agencies import asked_agency, statements_of
from knowledge.answers.claims import finding_claim, finding_label, statement_claim
from knowledge.answers.draft import Draft
from knowledge.records import Agency, Finding, FindingKind, Stance, Statement

ANSWERS = {Stance.DENIES, Stance.UNAWARE, Stance.DEFENDS, Stance.ANNOUNCES_CHANGE, Stance.NO_COMMENT}
ANSWERABLE = {FindingKind.SHARING_CLAIM, FindingKind.SEARCH_LOG}
MOST = 12


def officials_section(draft: Draft, town: str) -> Section:
    """Answers of those the reports are about first, then what others said; silence is said too."""
    statements = sorted(draft.base.statements_about(town), key=lambda s: s.stance not in ANSWERS)
    blocks: list[Block] = [statement_claim(draft, statement) for statement in statements]
    answered = {finding for statement in statements if statement.stance in ANSWERS for finding in statement.about}
    blocks += [
        silence(draft, finding)
        for finding in draft.base.findings_about(town)
        if finding.kind in ANSWERABLE and finding.id not in answered
    ]
    if not blocks:
        blocks.append(draft.line("officials.nothing", town=town))
    return Section(SectionKey.OFFICIALS, draft.say("section.officials"), tuple(blocks))


def silence(draft: Draft, finding: Finding) -> Line:
    """That no answer to a finding is on record, and as of when."""
    return draft.line(
        f"officials.silence.{finding.kind}",
        subject=finding.subject,
        report=finding_label(draft, finding),
        as_of=draft.date(draft.base.manifest.as_of),
    )


def compose_statements(draft: Draft) -> Answer:
    """Statements by speaker, by organisation, by town, or the newest of all."""
    question = draft.question
    agency = asked_agency(draft)
    if agency:
        return _of_agency(draft, agency)
    names = [s.name for s in question.subjects if s.kind in {"speaker", "organisation", "legislator"}]
    if question.towns and not any(s.kind == "speaker" for s in question.subjects):
        names = []  # "did Fairfield police answer the ACLU" asks for Fairfield's words
    spoken = [s for s in draft.base.statements.values() if _by(s, names)]
    if names and question.towns:
        spoken = [s for s in spoken if set(s.towns) & set(question.towns)] or spoken
    stances = {s.id for s in question.subjects if s.kind == "stance"}
    if stances and not names and not question.towns:
        spoken = [s for s in draft.base.statements.values() if s.stance in stances]
    if spoken:
        blocks: list[Block] = [statement_claim(draft, s) for s in spoken[:MOST]]
        findings = dict.fromkeys(about for s in spoken for about in s.about if about in draft.base.findings)
        context = [finding_claim(draft, draft.base.findings[about]) for about in list(findings)[:2]]
        sections = [
            Section(SectionKey.OFFICIALS, "", tuple(blocks)),
            Section(SectionKey.REPORTED, draft.say("section.about_what"), tuple(context)),
        ]
        heard = dict.fromkeys(_matched(spoken, names))
        title = draft.say("title.statements.by", names=draft.words.listing(heard)) if heard else draft.say("title.statements")
        return draft.answer(title=title, sections=[_opening(draft, "statements.opening"), *sections], choices=question.towns)
    if question.towns:
        sections = [officials_section(draft, town) for town in question.towns]
        if len(sections) > 1:
            sections = [Section(s.key, town, s.blocks) for town, s in zip(question.towns, sections, strict=True)]
        title = draft.say("title.statements.town", towns=draft.words.listing(question.towns))
        return draft.answer(title=title, sections=[_opening(draft, "statements.opening"), *sections])
    newest = list(draft.base.statements.values())[:MOST]
    blocks = [statement_claim(draft, s) for s in newest]
    section = Section(SectionKey.OFFICIALS, draft.say("section.statements.newest"), tuple(blocks))
    return draft.answer(title=draft.say("title.statements"), sections=[_opening(draft, "statements.opening.none"), section])


def _of_agency(draft: Draft, agency: Agency) -> Answer:
    blocks: list[Block] = [statement_claim(draft, said) for said in statements_of(draft, agency)]
    if not blocks:
        blocks.append(draft.line("officials.nothing", town=agency.name))
    title = draft.say("title.statements.by", names=agency.name)
    section = Section(SectionKey.OFFICIALS, draft.say("section.officials"), tuple(blocks))
    return draft.answer(title=title, sections=[_opening(draft, "statements.opening"), section], choices=draft.question.towns)


def _opening(draft: Draft, key: str) -> Section:
    return Section(SectionKey.BOTTOM_LINE, "", (draft.line(key),))


def _by(statement: Statement, names: list[str]) -> bool:
    return any(
        name in statement.speakers or name == statement.organisation or name in " ".join(statement.speakers) for name in names
    )


def _matched(statements: list[Statement], names: list[str]) -> list[str]:
    return [name for name in names if any(_by(s, [name]) for s in statements)]
