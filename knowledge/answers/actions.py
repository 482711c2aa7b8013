"""From reading to acting: whom to call, what to say, how to ask for records; and where help is, at once."""

from __future__ import annotations

from knowledge.answer import Answer, Block, Claim, Line, Link, Section, SectionKey
from knowledge.answers import contacts, laws
from knowledge.answers.claims import resource_claim
from knowledge.answers.draft import Draft
from knowledge.answers.policing import overseers, police_of
from knowledge.questions import Situation
from knowledge.records import Law, Resource
from knowledge.wording import REFERENCE, Wording, wording

STATUTE_LAWS = 1
FIRST = 2


def records_agency(draft: Draft, town: str) -> str:
    """The agency to address a records request to: the one that polices the town."""
    return police_of(draft.base, town)[0]


def records_links(draft: Draft, town: str) -> tuple[Link, ...]:
    """Where the town's police take records requests, where the pack knows it."""
    row = draft.base.directory.records_contact(town)
    return (Link(draft.say("link.records", town=town), row.where_to_send),) if row else ()


def request_blocks(draft: Draft, agency: str | None) -> list[Block]:
    """How to ask for records, with the statute, the deadline and a letter ready to copy; without an agency, a gap to fill in."""
    base, manifest = draft.base, draft.base.manifest
    rules = [base.laws[law] for law in manifest.records_laws if law in base.laws]
    blocks: list[Block] = [draft.line("action.records", agency=agency or draft.say("action.your_police"))]
    blocks += [draft.law(law, "in_short" if law.in_short else "what_it_does", label=law.citation) for law in rules]
    advice = base.resources[manifest.records_advice]
    blocks.append(
        Claim(
            draft.text(advice, "hours_or_caveats"),
            draft.cite(advice.sources),
            by=advice.name,
            when=manifest.as_of,
        )
    )
    return [*blocks, letter(draft, agency or wording(REFERENCE).say("action.your_police"), rules[:STATUTE_LAWS])]


def letter(draft: Draft, agency: str, statutes: list[Law]) -> Line:
    """The records request itself, in English because the office reads it."""
    statute = "; ".join(law.citation for law in statutes)
    law = draft.base.laws[draft.base.manifest.law_today].citation
    return draft.line("action.letter", label=draft.say("action.letter.label"), agency=agency, statute=statute, law=law)


def scripts(draft: Draft, town: str | None, agency: str | None) -> list[Line]:
    """What to say on the phone: in the asker's language, and in English for the office; with gaps for what is not known."""
    spoken = [Line(_script(draft.words, town, agency), label=draft.say("action.script.label"))]
    if draft.language != REFERENCE:
        spoken.append(Line(_script(wording(REFERENCE), town, agency), label=draft.say("action.script.english")))
    return spoken


def _script(words: Wording, town: str | None, agency: str | None) -> str:
    return words.say(
        "action.script", town=town or words.say("action.your_town"), agency=agency or words.say("action.your_police")
    )


def section_for(draft: Draft, town: str) -> Section:
    """The next steps for a town: call, ask for the records, speak where the police are overseen."""
    steps = agency_section(draft, records_agency(draft, town))
    return Section(SectionKey.ACTIONS, steps.title, (*steps.blocks, *overseers(draft, town)))


def agency_section(draft: Draft, agency: str) -> Section:
    """The next steps that fit any agency: call, and ask for its records."""
    steps = (draft.line("action.call.short"), draft.line("action.records.short", agency=agency))
    return Section(SectionKey.ACTIONS, draft.say("section.actions"), steps)


def compose_take_action(draft: Draft) -> Answer:
    """What to do: a call script, whom to write to, a records request with its statute."""
    manifest = draft.base.manifest
    towns = draft.question.towns
    town = towns[0] if towns else None
    people = contacts.contacts_of(draft, town) if town else ()
    named = [draft.base.agencies[a].name for a in draft.question.agencies if a in draft.base.agencies]
    agency = named[0] if named else records_agency(draft, town) if town else None
    who: list[Block] = [contacts.contact_line(draft, person) for person in people] or [draft.line("legislator.opening.none")]
    local = overseers(draft, town) if town else ()
    opening = "action.opening" if local else "action.opening.two" if town else "action.opening.none"
    return draft.answer(
        title=draft.say("title.action.town", town=town) if town else draft.say("title.action"),
        sections=[
            Section(SectionKey.BOTTOM_LINE, "", (draft.line(opening, town=town),)),
            Section(SectionKey.ACTIONS, draft.say("section.call"), (*scripts(draft, town, agency), *who, *local)),
            Section(SectionKey.DETAILS, draft.say("section.records"), tuple(request_blocks(draft, agency))),
            contacts.chairs_section(draft),
            contacts.offices_section(draft),
        ],
        legislators=people,
        choices=towns,
        links=(
            *contacts.lookup_links(draft),
            *(records_links(draft, town) if town else ()),
            *draft.link(draft.base.resources[manifest.records_appeal]),
        ),
    )


def compose_urgent_help(draft: Draft) -> Answer:
    """Help lines first, then short steps, then who signed the paper and further help; nothing else.

    Where somebody was taken, what finds them comes first; where that is not known, whoever answers a call.
    """
    base = draft.base
    helpers = _helpers(draft)
    first: list[Block] = [resource_claim(draft, resource) for resource in helpers[:FIRST]]
    first += [draft.line(key, label=draft.say("urgent.steps") if n == 0 else "") for n, key in enumerate(_steps(draft))]
    warrants = [laws.explain(draft, term) for term in base.terms.values() if term.id in base.manifest.urgent_terms]
    more = [resource_claim(draft, resource) for resource in helpers[FIRST:]]
    know = Section(SectionKey.LAW, draft.say("section.urgent.know"), tuple(warrants))
    further: tuple[Block, ...] = (*more, *draft.due(*helpers), draft.line("urgent.not_now"))
    others = Section(SectionKey.DETAILS, draft.say("section.urgent.more"), further)
    taken = draft.question.situation is Situation.TAKEN
    return draft.answer(
        title=draft.say("title.urgent"),
        sections=[Section(SectionKey.BOTTOM_LINE, "", tuple(first)), *((others, know) if taken else (know, others))],
        links=[link for resource in helpers for link in draft.link(resource)],
    )


def _steps(draft: Draft) -> tuple[str, ...]:
    """The steps to take now, in order."""
    match draft.question.situation:
        case Situation.HERE:
            return ("urgent.step.call", "urgent.step.paper")
        case Situation.TAKEN:
            return ("urgent.step.find", "urgent.step.lawyer")
        case None:
            return ("urgent.step.call", "urgent.step.paper", "urgent.step.taken")


def _helpers(draft: Draft) -> list[Resource]:
    """The help lines in the pack's order; one of the town asked about moves up, to the very top if it has a number to call.

    Where somebody was taken, those that find a person come first.
    """
    base = draft.base
    helpers = [base.resources[r] for r in base.manifest.urgent_help if r in base.resources]
    own = [resource for resource in helpers if any(town in resource.name for town in draft.question.towns)]
    if draft.question.situation is Situation.TAKEN:
        finding = base.manifest.urgent_find
        return sorted(helpers, key=lambda resource: finding.index(resource.id) if resource.id in finding else len(finding))
    others = [resource for resource in helpers if resource not in own]
    called = [resource for resource in own if resource.phone]
    return [*called, *others[:1], *(resource for resource in own if not resource.phone), *others[1:]]
