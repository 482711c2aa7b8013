"""To the police and to those who oversee them: the town's record, and the questions that it leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answer import Block
from knowledge.answers import laws
from knowledge.answers.contacts import reached
from knowledge.answers.policing import police_contacts, police_of, who
from knowledge.dates import PartialDate
from knowledge.letters.facts import on_record, standing_of
from knowledge.letters.legislators import today
from knowledge.letters.sheet import Sheet
from knowledge.letters.types import Paper, Way
from knowledge.letters.writing import Writing


def letter(writing: Writing) -> Paper:
    """The letter to the agency that polices the town: to its chief where it is the town's own."""
    row = writing.base.policing[writing.order.town]
    sheet = writing.sheet()
    sheet.say("letters.to.chief" if row.own_pd == "yes" else "letters.to.agency", agency=writing.agency)
    _body(writing, sheet, "letters.questions")
    others = police_of(writing.base, writing.order.town)[1:]
    found = [contact for contact in police_contacts(writing.base, writing.order.town) if contact.agency not in others]
    ways = tuple(Way.only(f"{contact.agency}: {reached(contact.non_emergency_phone, contact.website)}") for contact in found)
    gaps = () if ways else writing.gaps("letters.gap.police")
    title = writing.reader.say("letters.title.police", agency=writing.agency)
    return writing.finished(sheet, title, ways, writing.notes(*police_notes(writing), *gaps, _name_note(writing)))


def letter_to_overseers(writing: Writing) -> Paper:
    """The letter to the body that oversees the town's police, or to a blank where the record does not name it."""
    town, draft = writing.order.town, writing.draft
    rows = writing.base.directory.oversight(town)
    sheet = writing.sheet()
    bodies = draft.words.listing(row.body for row in rows) or draft.say("letters.blank.overseer", town=town)
    sheet.say("letters.to.overseer", body=bodies, town=town)
    _body(writing, sheet, "letters.questions.overseer")
    site = writing.base.directory.website(town)
    ways = (Way.only(writing.reader.say("letters.gap.site", town=town, site=site)),) if site and rows else ()
    gaps = () if rows else writing.gaps("letters.gap.overseer")
    title = writing.reader.say("letters.title.oversight", town=town)
    return writing.finished(sheet, title, ways, writing.notes(*police_notes(writing), *gaps, _name_note(writing)))


def police_notes(writing: Writing) -> Iterator[str]:
    """Who polices the town, where it is not simply its own department; and the other departments that do."""
    row = writing.base.policing[writing.order.town]
    others = police_of(writing.base, writing.order.town)[1:]
    if row.own_pd != "yes":
        yield who(writing.reader, row).text
    if others:
        yield writing.reader.say("letters.note.others", agencies=writing.reader.words.listing(others))


def _body(writing: Writing, sheet: Sheet, asking: str) -> None:
    town, draft = writing.order.town, writing.draft
    sheet.say("letters.opening", town=town)
    sheet.points(draft.say("letters.record", town=town), on_record(draft, town))
    sheet.tell(today(draft), *_still_to_come(writing))
    sheet.steps(draft.say(asking, agency=writing.agency), _questions(writing))
    sheet.say("letters.thanks")
    sheet.say("letters.signed", town=town)


def _questions(writing: Writing) -> Iterator[str]:
    draft, agency = writing.draft, writing.agency
    record = standing_of(writing.base, writing.order.town).record
    for key in ("letters.ask.readers", "letters.ask.reach", f"letters.ask.{record}", "letters.ask.publish"):
        yield draft.say(key, agency=agency, town=writing.order.town, state=writing.base.manifest.name)


def _still_to_come(writing: Writing) -> list[Block]:
    """The parts of the law that begin after today."""
    law = writing.base.laws[writing.base.manifest.law_today]
    day = writing.draft.as_of
    coming = PartialDate(day.year, day.month, day.day)
    told = zip(law.effective_dates, laws.dates(writing.draft, law), strict=True)
    return [claim for entry, claim in told if entry.date > coming]


def _name_note(writing: Writing) -> str:
    return writing.reader.say("letters.note.name")
