"""The legislators of a town, with their share of its votes and every confirmed way to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.answer import Answer, Contact, Line, Link, Section, SectionKey
from knowledge.answers.draft import Draft
from knowledge.base import Seat
from knowledge.dates import PartialDate
from knowledge.tables import Legislator

LEAST_SHARE = 0.01
"""A smaller part of a town than this is told as such, not as 0%."""


def contact(draft: Draft, member: Legislator, town: str | None = None, share: float | None = None) -> Contact:
    """A legislator as the people who write to them need it."""
    return Contact(
        name=member.name,
        title=draft.say(f"legislator.{member.chamber}"),
        chamber=member.chamber,
        district=member.district,
        party=draft.words.own(f"party.{member.party}") or member.party,
        url=member.official_page_url or member.cga_page_url,
        email=member.email,
        phone=member.capitol_phone,
        form_url=member.contact_form_url,
        town=town,
        share=share,
        address=member.capitol_address,
        checked=_checked(draft),
        member=member.openstates_id,
    )


def contacts_of(draft: Draft, town: str) -> tuple[Contact, ...]:
    """The sitting members whose districts reach into the town, senate first."""
    return tuple(
        contact(draft, seat.member, town, seat.district.share) for seat in draft.base.seats_of(town) if seat.member is not None
    )


def chairs(draft: Draft) -> tuple[tuple[str, Contact], ...]:
    """The chairs of the committees that decide on this subject, each with the committee's name."""
    return tuple((committee, contact(draft, member)) for committee, member in draft.base.directory.chairs)


def contact_line(draft: Draft, person: Contact, *, split: bool = False) -> Line:
    """A legislator in one line; `split` adds the share of the town that the district holds."""
    place = draft.say("legislator.place", title=person.title, district=person.district, party=person.party)
    if split and person.share is not None:
        place += ", " + draft.say("legislator.share", share=share_of(draft, person.share), town=person.town)
    ways = reached(person.phone, person.email, person.url, person.form_url, person.address)
    checked = draft.say("legislator.checked", date=draft.date(person.checked)) if person.checked else ""
    return Line(f"{place}. {ways}. {checked}".rstrip(), label=person.name)


def reached(*ways: str | None) -> str:
    """Every way to reach somebody that is known, in one line."""
    return " · ".join(way for way in ways if way)


def share_of(draft: Draft, share: float) -> str:
    """The part of a town that a district holds, in whole percent."""
    return draft.words.percent(share) if share >= LEAST_SHARE else draft.say("legislator.under_one_percent")


def split_line(draft: Draft, town: str, people: Sequence[Contact]) -> Line:
    """The districts of a town that is split, each with its share, and the question which one is the reader's."""
    crowded = crowded_chambers(people)
    districts = [
        draft.say(f"legislator.district.{person.chamber}", district=person.district)
        + (f" ({share_of(draft, person.share)})" if person.share is not None else "")
        for person in people
        if person.chamber in crowded
    ]
    label = draft.say("legislator.split.label")
    return draft.line("legislator.split", label=label, town=town, districts=draft.words.listing(districts))


def crowded_chambers(people: Iterable[Contact]) -> frozenset[str]:
    """The chambers in which more than one of these sits."""
    chambers = [person.chamber for person in people]
    return frozenset(chamber for chamber in chambers if chambers.count(chamber) > 1)


def vacancy_line(draft: Draft, seat: Seat) -> Line:
    """A district without a sitting member in the pack."""
    title = draft.say(f"legislator.{seat.district.chamber}")
    return draft.line("legislator.vacant", title=title, district=seat.district.district)


def section_for(draft: Draft, town: str, people: Sequence[Contact]) -> Section:
    """Who represents the town (`contacts_of` it), how sure the list is, and where to look up one's own district."""
    crowded = crowded_chambers(people)
    blocks = [contact_line(draft, person, split=person.chamber in crowded) for person in people]
    blocks += [vacancy_line(draft, seat) for seat in draft.base.seats_of(town) if seat.member is None]
    if crowded:
        blocks.insert(0, split_line(draft, town, people))
    members = [seat.member for seat in draft.base.seats_of(town) if seat.member]
    return Section(
        SectionKey.LEGISLATORS, draft.say("section.legislators", town=town), (*blocks, credit(draft), *draft.due(*members))
    )


def credit(draft: Draft) -> Line:
    """Where the list of members comes from and the day it was taken."""
    origin = draft.base.manifest.origins["legislators.csv"]
    return draft.line(
        "legislator.credit",
        publisher=origin.publisher,
        date=draft.date(_checked(draft)),
        terms=draft.date(draft.base.manifest.next_terms),
    )


def lookup_links(draft: Draft) -> tuple[Link, ...]:
    """The state's own look-up page."""
    resource = draft.base.resources[draft.base.manifest.legislator_lookup]
    return (Link(draft.say("link.lookup"), resource.url),) if resource.url else ()


def chairs_section(draft: Draft) -> Section:
    """The chairs of the committees that decide on this subject."""
    blocks = [
        Line(line.text, label=draft.say("legislator.chair", name=line.label, committee=committee))
        for committee, person in chairs(draft)
        for line in (contact_line(draft, person),)
    ]
    due = draft.due(*(member for _, member in draft.base.directory.chairs))
    return Section(SectionKey.DETAILS, draft.say("section.chairs"), (*blocks, *due))


def offices_section(draft: Draft) -> Section:
    """The statewide officers worth writing to."""
    offices = draft.base.manifest.offices
    people = sorted((o for o in draft.base.contents.executive if o.office in offices), key=lambda o: offices.index(o.office))
    blocks = [
        Line(
            " · ".join(way for way in (o.phone, o.email, o.official_url, o.contact_form_url) if way),
            label=draft.say("legislator.office", name=o.name, office=o.office),
        )
        for o in people
    ]
    return Section(SectionKey.DETAILS, draft.say("section.officials.state"), (*blocks, *draft.due(*people)))


def named_members(draft: Draft) -> Iterable[Legislator]:
    """The legislators whom the question names."""
    wanted = {subject.id for subject in draft.question.subjects if subject.kind == "legislator"}
    return (m for m in draft.base.contents.legislators if m.openstates_id in wanted or m.name in wanted)


def compose_legislators(draft: Draft) -> Answer:
    """Whom to call: by town, by name, or the committee chairs."""
    towns = draft.question.towns
    members = tuple(named_members(draft))
    people = [person for town in towns for person in contacts_of(draft, town)] or [contact(draft, m) for m in members]
    if towns:
        title = draft.say("title.legislators", towns=draft.words.listing(towns))
        opening = [draft.line("legislator.opening", towns=draft.words.listing(towns), as_of=draft.date(_checked(draft)))]
        parts = [section_for(draft, town, [person for person in people if person.town == town]) for town in towns]
    else:
        title = draft.say("title.legislators.none")
        opening = [draft.line("legislator.opening.none")]
        named = [contact_line(draft, person) for person in people]
        parts = [Section(SectionKey.LEGISLATORS, "", (*named, credit(draft), *draft.due(*members)))] if named else []
    return draft.answer(
        title=title,
        sections=[Section(SectionKey.BOTTOM_LINE, "", tuple(opening)), *parts, chairs_section(draft)],
        legislators=dict.fromkeys([*people, *(() if towns else (person for _, person in chairs(draft)))]),
        links=lookup_links(draft),
        footnote=False,
    )


def _checked(draft: Draft) -> PartialDate:
    return draft.base.manifest.origins["legislators.csv"].as_of or draft.base.manifest.as_of
