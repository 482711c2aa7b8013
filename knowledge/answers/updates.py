"""What organizers posted lately: their words, under their name, apart from the record."""

from __future__ import annotations

import datetime as dt

from knowledge.answer import Line, Section, SectionKey, Update
from knowledge.answers.draft import Draft
from knowledge.wording import REFERENCE, Wording

MOST = 3
HALF_A_DAY = 12


def latest_section(draft: Draft) -> Section | None:
    """The newest updates, each attributed and dated; None where there are none."""
    draft.updates = draft.updates[:MOST]
    if not draft.updates:
        return None
    lines = (Line(_told(draft.words, update), label=update.headline) for update in draft.updates)
    unchecked = draft.line("latest.unchecked")
    return Section(SectionKey.LATEST, draft.say("section.latest"), (*lines, unchecked))


def _told(words: Wording, update: Update) -> str:
    posted = words.say("latest.posted", organizers=update.organizers, date=words.date(update.posted))
    return " ".join(filter(None, (posted, update.text, _event(words, update), update.link or "")))


def _event(words: Wording, update: Update) -> str:
    """When and where it happens, "" for what is no event."""
    if update.starts is None:
        return words.say("latest.where", place=update.place) if update.place else ""
    moment = words.say("latest.moment", date=words.date(update.starts.date()), time=time_of_day(words, update.starts))
    if not update.place:
        return words.say("latest.when", moment=moment)
    return words.say("latest.event", moment=moment, place=update.place)


def time_of_day(words: Wording, moment: dt.datetime) -> str:
    """The time as people write it: 6:30 PM in English, 18:30 elsewhere."""
    if words.language != REFERENCE:
        return f"{moment:%H:%M}"
    return f"{moment.hour % HALF_A_DAY or HALF_A_DAY}:{moment:%M} {'AM' if moment.hour < HALF_A_DAY else 'PM'}"
