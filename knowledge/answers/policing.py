"""Who polices a town, as far as it is established."""

from __future__ import annotations

from knowledge.answer import Line, Section, SectionKey
from knowledge.answers.draft import Draft
from knowledge.records import Confidence
from knowledge.tables import PoliceContact, Policing

BESIDE_THE_TOWNS = ("university", "tribal")


def policing_section(draft: Draft, town: str) -> Section:
    """The town's own department, or the state police, with campus and tribal police beside it."""
    row = draft.base.policing[town]
    blocks = [_who(draft, row)]
    others = [a.name for a in draft.base.agencies.values() if town in a.towns and a.kind in BESIDE_THE_TOWNS]
    if others:
        blocks.append(draft.line("policing.also", town=town, agencies=draft.words.listing(others)))
    blocks += [_contact(draft, c) for c in draft.base.contents.police_contacts if c.agency == row.primary_agency and _sure(c)]
    return Section(SectionKey.POLICING, draft.say("section.policing"), (*blocks, *oversight_line(draft, town)))


def oversight_line(draft: Draft, town: str) -> tuple[Line, ...]:
    """The body that oversees the town's police, where the pack knows it."""
    rows = (row for row in draft.base.contents.police_oversight if row.town == town and row.confidence is not Confidence.LOW)
    return tuple(draft.line("policing.oversight", town=town, body=row.body) for row in rows)


def _who(draft: Draft, row: Policing) -> Line:
    if row.own_pd == "yes":
        key = "own"
    elif row.own_pd == "partial":
        key = "partial"
    else:  # a resident trooper is named only where a source says so; a curator's recollection is a lead
        key = "resident" if row.resident_trooper == "yes" and row.confidence is not Confidence.LOW else "troop"
    return draft.line(
        f"policing.{key}",
        town=row.town,
        agency=row.primary_agency.replace("; ", ", "),
        barracks=row.troop_barracks,
        source=row.resident_trooper_source,
        year=draft.base.manifest.origins["policing.csv"].as_of,
    )


def _contact(draft: Draft, contact: PoliceContact) -> Line:
    ways = " · ".join(way for way in (contact.non_emergency_phone, contact.website) if way)
    return Line(ways, label=draft.say("policing.contact", agency=contact.agency))


def _sure(contact: PoliceContact) -> bool:
    return contact.confidence is not Confidence.LOW
