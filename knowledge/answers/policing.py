"""Who polices a town, as far as it is established."""

from __future__ import annotations

from knowledge.answer import Line, Section, SectionKey
from knowledge.answers.draft import Draft
from knowledge.records import Confidence

STATED_KINDS = ("university", "tribal")


def policing_section(draft: Draft, town: str) -> Section:
    """The town's own department, or the State Police troop, with campus and tribal police beside it."""
    row = draft.base.policing[town]
    established = row.resident_trooper == "yes" and row.confidence is not Confidence.LOW
    slots = {"town": town, "agency": row.primary_agency.replace("; ", ", "), "troop": row.state_police_troop, "barracks": row.troop_barracks}
    if row.own_pd == "yes":
        blocks = [draft.line("policing.own", **slots)]
    elif row.own_pd == "partial":
        blocks = [draft.line("policing.partial", **slots)]
    elif established:
        blocks = [draft.line("policing.resident", source=row.resident_trooper_source, **slots)]
    else:
        blocks = [draft.line("policing.troop", **slots)]
    others = [a.name for a in draft.base.agencies.values() if town in a.towns and a.kind in STATED_KINDS]
    if others:
        blocks.append(draft.line("policing.also", agencies=draft.words.listing(others)))
    contact = next((c for c in draft.base.contents.police_contacts if c.agency == row.primary_agency and c.confidence is not Confidence.LOW), None)
    if contact:
        ways = " · ".join(way for way in (contact.non_emergency_phone, contact.website) if way)
        blocks.append(Line(ways, label=draft.say("policing.contact", agency=contact.agency)))
    oversight = oversight_line(draft, town)
    return Section(SectionKey.POLICING, draft.say("section.policing"), (*blocks, *oversight))


def oversight_line(draft: Draft, town: str) -> tuple[Line, ...]:
    """The body that oversees the town's police, where the pack knows it."""
    row = next((o for o in draft.base.contents.police_oversight if o.town == town and o.confidence is not Confidence.LOW), None)
    return (draft.line("policing.oversight", town=town, body=row.body),) if row else ()
