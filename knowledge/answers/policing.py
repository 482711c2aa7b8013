"""Who polices a town, and who oversees its police, as far as it is established."""

from __future__ import annotations

from knowledge.answer import Block, Claim, Line, Section, SectionKey, Undated
from knowledge.answers.draft import Draft
from knowledge.base import KnowledgeBase
from knowledge.overseers import overseer_date, overseer_id
from knowledge.records import Confidence
from knowledge.tables import PoliceContact, PoliceOversight, Policing

BETWEEN = "; "
"""What parts the names of several departments in one town."""


def policing_section(draft: Draft, town: str) -> Section:
    """The town's own department, or the state police, with campus and tribal police beside it."""
    row = draft.base.policing[town]
    blocks: list[Block] = [who(draft, row)]
    others = [agency.name for agency in draft.base.directory.forces_beside(town)]
    if others:
        blocks.append(draft.line("policing.also", town=town, agencies=draft.words.listing(others)))
    contacts = police_contacts(draft.base, town)
    blocks += [_contact(draft, contact) for contact in contacts]
    blocks[1:1] = draft.due(row)
    return Section(
        SectionKey.POLICING, draft.say("section.policing"), (*blocks, *draft.due(*contacts), *overseers_or_gap(draft, town))
    )


def police_of(base: KnowledgeBase, town: str) -> tuple[str, ...]:
    """The agencies that police a town, the one that covers most of it first."""
    return tuple(base.policing[town].primary_agency.split(BETWEEN))


def is_of_the_state(row: Policing) -> bool:
    """Whether no department of its own is listed for a town, so that the state's police cover it."""
    return row.own_pd == "no" and not row.primary_ori


def police_contacts(base: KnowledgeBase, town: str) -> tuple[PoliceContact, ...]:
    """How to reach those who police a town: each of its agencies, or else the state's police, at the barracks if possible."""
    row, found = base.policing[town], base.directory.police_contacts
    own = tuple(contact for agency in police_of(base, town) for contact in found(agency))
    if own or not is_of_the_state(row):
        return own
    force = row.primary_agency.partition(" Troop ")[0]
    return found(f"{row.primary_agency} ({row.troop_barracks})") or found(force)


def overseers(draft: Draft, town: str) -> tuple[Block, ...]:
    """The bodies that oversee the town's police, each with where and when that was read; nothing where the pack names none."""
    return tuple(_overseer(draft, row) for row in draft.base.directory.oversight(town))


def overseers_or_gap(draft: Draft, town: str) -> tuple[Block, ...]:
    """The same, or a sentence that says that it is not on record, with the town's own page to ask."""
    if is_of_the_state(draft.base.policing[town]):
        return overseers(draft, town) or (draft.line("policing.oversight.state", agency=police_of(draft.base, town)[0]),)
    site = draft.base.directory.website(town)
    key = "policing.oversight.unknown" if site else "policing.oversight.unknown.no_site"
    return overseers(draft, town) or (draft.line(key, town=town, site=site),)


def _overseer(draft: Draft, row: PoliceOversight) -> Block:
    """A claim where the page that says it can be linked; elsewhere a line that names it."""
    source = draft.base.sources.get(overseer_id(row))
    when = overseer_date(row) or Undated.NOT_GIVEN
    by = source.publisher if source else row.source
    text = draft.say("policing.oversight", town=row.town, body=row.body, source=by, date=draft.date(when))
    return Claim(text, (draft.cite_source(source),), by=by, when=when) if source else Line(text)


def who(draft: Draft, row: Policing) -> Line:
    """Who polices the town, no surer than the record is."""
    if row.own_pd == "yes":
        key = "own"
    elif row.own_pd == "no" and not is_of_the_state(row):
        key = "unsure"
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
