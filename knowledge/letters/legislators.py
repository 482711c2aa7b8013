"""To those who make the law: a letter, and what to say on the phone, with the town's record and what the law leaves open."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Claim, Contact
from knowledge.answers import contacts, laws
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import bottom_line
from knowledge.letters.facts import on_record
from knowledge.letters.types import Kind, Paper, Way, seat_of
from knowledge.letters.writing import Writing


def letter(writing: Writing) -> Paper:
    """The letter to all members who speak for the town, to one chamber's, or to the one whose seat is named."""
    order, draft = writing.order, writing.draft
    people = addressed(writing, draft)
    sheet = writing.sheet()
    sheet.say("letters.greeting", names=_names(draft, people))
    sheet.say("letters.opening", town=order.town)
    sheet.points(draft.say("letters.record", town=order.town), on_record(draft, order.town))
    sheet.tell(today(draft))
    asked = ("letters.ask.agency", "letters.ask.law", "letters.ask.reply")
    sheet.steps(draft.say("letters.please"), (draft.say(key, agency=writing.agency) for key in asked))
    sheet.tell(left_open(draft))
    sheet.say("letters.thanks")
    sheet.say("letters.signed", town=order.town)
    title = writing.reader.say(f"letters.title.{order.kind}", town=order.town)
    if order.seat and people:
        title = writing.reader.say("letters.title.member", name=people[0].name)
    return writing.finished(sheet, title, _ways(writing), writing.notes(*_missing(writing), _name_note(writing)))


def call(writing: Writing) -> Paper:
    """What to say on the phone: short, and true of this town."""
    order, draft = writing.order, writing.draft
    sheet = writing.sheet()
    sheet.say("letters.call.opening", town=order.town)
    sheet.say("letters.call.about")
    sheet.tell(bottom_line(draft, order.town, draft.base.standings[order.town]), laws.in_short(draft))
    sheet.say("letters.call.ask", agency=writing.agency)
    sheet.say("letters.call.reply")
    title = writing.reader.say("letters.title.call", town=order.town)
    notes = writing.notes(*_missing(writing), writing.reader.line("letters.note.voicemail"))
    return writing.finished(sheet, title, _ways(writing), notes)


def addressed(writing: Writing, draft: Draft) -> tuple[Contact, ...]:
    """The sitting members whom the order means."""
    order = writing.order
    people = contacts.contacts_of(draft, order.town)
    if order.seat:
        return tuple(person for person in people if seat_of(person.chamber, person.district) == order.seat)
    if order.kind in (Kind.UPPER, Kind.LOWER):
        return tuple(person for person in people if person.chamber == str(order.kind))
    return people


def today(draft: Draft) -> Claim:
    """What the law says, and as of when."""
    law = draft.base.laws[draft.base.manifest.law_today]
    return replace(laws.in_short(draft), label=draft.say("letters.law", as_of=draft.date(law.as_of)))


def left_open(draft: Draft) -> Claim:
    """What the law does not do, in the record's own words."""
    law = draft.base.laws[draft.base.manifest.law_today]
    claim = draft.law(law, "what_it_does_not_do", label=draft.say("letters.open"))
    return replace(claim, text=draft.say("letters.quoted", text=claim.text))


def _names(draft: Draft, people: tuple[Contact, ...]) -> str:
    named = [draft.say("letters.member", title=person.title, name=person.name) for person in people]
    return draft.words.listing(named) if named else draft.say("letters.blank.legislator")


def _ways(writing: Writing) -> tuple[Way, ...]:
    reader = writing.reader
    return tuple(
        Way(
            contacts.reached(person.name, person.phone, person.email),
            contacts.contact_line(reader, person, split=person.share is not None and person.share < 1).sentence,
        )
        for person in addressed(writing, reader)
    )


def _missing(writing: Writing) -> tuple[str, ...]:
    if addressed(writing, writing.reader):
        return ()
    lookup = writing.base.resources[writing.base.manifest.legislator_lookup]
    return (writing.reader.say("letters.gap.legislator", lookup=lookup.url or lookup.name),)


def _name_note(writing: Writing) -> str:
    return writing.reader.say("letters.note.name")
