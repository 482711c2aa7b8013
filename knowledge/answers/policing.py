"""Who polices a town, as far as it is established."""

from __future__ import annotations

from knowledge.answer import Line, Section, SectionKey
from knowledge.answers.draft import Draft
from knowledge.records import Confidence
from knowledge.tables import PoliceContact, Policing


def policing_section(draft: Draft, town: str) -> Section:
    """The town's own department, or the state police, with campus and tribal police beside it."""
    row = draft.base.policing[town]
    blocks = [_who(draft, row)]
    others = [agency.name for agency in draft.base.directory.forces_beside(town)]
    if others:
        blocks.append(draft.line("policing.also", town=town, agencies=draft.words.listing(others)))
    contacts = draft.base.directory.police_contacts(row.primary_agency)
    blocks += [_contact(draft, contact) for contact in contacts]
    blocks[1:1] = draft.due(row)
    return Section(
        SectionKey.POLICING, draft.say("section.policing"), (*blocks, *draft.due(*contacts), *oversight_line(draft, town))
    )


def oversight_line(draft: Draft, town: str) -> tuple[Line, ...]:
    """The body that oversees the town's police, where the pack knows it."""
    rows = draft.base.directory.oversight(town)
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
