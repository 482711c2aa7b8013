"""Asking the police for their records, and the appeal when they refuse or say nothing, each with the statute and its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from knowledge.answer import Claim
from knowledge.answers.contacts import reached
from knowledge.answers.draft import Draft
from knowledge.deadlines import Deadlines, deadlines
from knowledge.letters.police import police_notes
from knowledge.letters.types import Paper, Way
from knowledge.letters.writing import Writing
from knowledge.records import Law

WANTED = tuple(f"letters.want.{what}" for what in ("contract", "sharing", "audit", "policy", "law"))


def request(writing: Writing) -> Paper:
    """The request for records, to the agency that polices the town."""
    draft, agency, rules = writing.draft, writing.agency, _rules(writing.draft)
    contact = writing.base.directory.records_contact(writing.order.town) if _own_police(writing) else None
    sheet = writing.sheet()
    sheet.say("letters.request.to", date=_sent(writing, draft), agency=agency, office=draft.say("letters.blank.office"))
    sheet.say("letters.request.subject", statute=rules[0].citation if rules else draft.say("letters.blank.statute"))
    sheet.steps(draft.say("letters.request.please"), _wanted(draft))
    sheet.say("letters.request.not_raw")
    sheet.points(draft.say("letters.request.law"), (_rule(draft, law) for law in rules))
    sheet.say("letters.request.how")
    sheet.say("letters.request.signed")
    where = reached(contact.where_to_send, contact.other_contact) if contact else ""
    ways = (Way.only(writing.reader.say("letters.way.records", where=where)),) if where else ()
    gaps = () if where else writing.gaps("letters.gap.records")
    notes = writing.notes(*police_notes(writing), *gaps, writing.reader.say("letters.note.public_file"), *_careful(writing))
    title = writing.reader.say("letters.title.request", agency=agency)
    return writing.finished(sheet, title, ways, notes, _told_days(writing))


def appeal(writing: Writing) -> Paper:
    """The appeal to the state's commission, with the days counted from when the request was sent, if that is told."""
    draft, agency = writing.draft, writing.agency
    rules, days = _rules(draft), days_of(writing)
    commission = writing.base.resources[writing.base.manifest.records_appeal]
    order = writing.order
    sheet = writing.sheet()
    sheet.say("letters.appeal.to", date=draft.say("letters.blank.date"), commission=commission.name)
    sheet.say(
        "letters.appeal.subject", statute="; ".join(law.citation for law in rules[1:2]) or draft.say("letters.blank.statute")
    )
    sheet.steps(draft.say("letters.appeal.asked", date=_sent(writing, draft), agency=agency), _wanted(draft))
    if order.refused:
        sheet.say("letters.appeal.refused", date=draft.date(order.refused))
    elif days and draft.as_of >= days.silent_from:
        sheet.say("letters.appeal.silent", date=draft.date(days.answer_by))
    else:
        sheet.say("letters.appeal.either")
    sheet.points(draft.say("letters.request.law"), (_rule(draft, law) for law in rules))
    sheet.say("letters.appeal.please", agency=agency)
    sheet.say("letters.request.signed")
    caveats = writing.reader.text(commission, "hours_or_caveats")
    ways = (Way.only(f"{commission.name}: {reached(commission.phone, commission.url)}. {caveats}"),)
    notes = writing.notes(*_careful(writing), writing.reader.say("letters.note.copy"))
    title = writing.reader.say("letters.title.appeal", agency=agency)
    return writing.finished(sheet, title, ways, notes, _told_days(writing))


def days_of(writing: Writing) -> Deadlines | None:
    """The days that follow from the day of sending, where it is told and the pack knows the periods."""
    order, manifest = writing.order, writing.base.manifest
    if order.sent is None or manifest.records_periods is None:
        return None
    return deadlines(order.sent, manifest.records_periods, manifest.postal, order.refused)


def _told_days(writing: Writing) -> Iterator[str]:
    """Each day with how it was computed, the nearest first."""
    days, reader, periods = days_of(writing), writing.reader, writing.base.manifest.records_periods
    if periods is None:
        return
    if days is None:
        yield reader.say("letters.days.unknown", answer=periods.answer_business_days, appeal=periods.appeal_days)
        return
    if days.refused is None:
        yield reader.say(
            "letters.days.answer",
            date=reader.date(days.answer_by),
            n=periods.answer_business_days,
            sent=reader.date(days.sent),
            left_out=_left_out(reader, days.left_out),
        )
        key = "letters.days.silent" if reader.as_of >= days.silent_from else "letters.days.silent.not_yet"
        yield reader.say(key, date=reader.date(days.silent_from))
    key = "letters.days.appeal" if reader.as_of <= days.appeal_by else "letters.days.appeal.past"
    yield reader.say(key, date=reader.date(days.appeal_by), n=periods.appeal_days, counted_from=reader.date(days.counted_from))


def _careful(writing: Writing) -> tuple[str, ...]:
    """How the days that are told are meant to be read; nothing where none is told."""
    return (writing.reader.say("letters.days.careful"),) if days_of(writing) else ()


def _left_out(reader: Draft, days: tuple[dt.date, ...]) -> str:
    if not days:
        return ""
    return reader.say("letters.days.left_out", days=reader.words.listing(reader.date(day) for day in days))


def _sent(writing: Writing, draft: Draft) -> str:
    return draft.date(writing.order.sent) if writing.order.sent else draft.say("letters.blank.date")


def _wanted(draft: Draft) -> Iterator[str]:
    manifest = draft.base.manifest
    named = [draft.base.laws[law].citation for law in (*manifest.records_laws[2:], manifest.law_today)]
    return (draft.say(key, law=named[0]) for key in WANTED)


def _rules(draft: Draft) -> list[Law]:
    return [draft.base.laws[law] for law in draft.base.manifest.records_laws if law in draft.base.laws]


def _rule(draft: Draft, law: Law) -> Claim:
    as_of = draft.date(law.as_of)
    label = draft.say("letters.rule", citation=law.citation, as_of=as_of)
    return draft.law(law, "in_short" if law.in_short else "what_it_does", label=label)


def _own_police(writing: Writing) -> bool:
    return writing.base.policing[writing.order.town].own_pd != "no"
