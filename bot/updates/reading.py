"""What organizers type into the form for an update, read with care: cleaned, checked, and nothing cut off unasked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.complaints import Complaint
from bot.forms import Filled
from bot.markdown import escape
from bot.moderation.reading import clean, is_address
from bot.updates import moments
from bot.updates.moments import Doubt
from knowledge.wording import Wording

HEADLINE, TEXT, LINK, WHEN, WHERE = "headline", "text", "link", "when", "where"
LONGEST = {HEADLINE: 100, TEXT: 1500, LINK: 500, WHEN: moments.LONGEST, WHERE: 120}
ROOM_FOR_MARKS = 1000
"""So many characters, such as stars, may take two in Discord: a text of nothing else would leave no room in the preview."""
MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
STACKED = re.compile(rf"({MARKS}{{2}}){MARKS}+")
"""Marks piled up on a letter until they cover the lines around it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An update's words as they passed the checks; `starts_at` is in the time zone that they were entered in."""

    headline: str
    text: str
    link: str | None
    starts_at: dt.datetime | None
    place: str


def read(filled: Filled, zone: ZoneInfo, now: dt.datetime, words: Wording) -> Typed | tuple[Complaint, ...]:
    """What is handed in, or everything that is wrong with it, in the order of the fields."""
    headline, text, link, when, place = (plain(filled.text(name)) for name in LONGEST)
    headline, place = " ".join(headline.split()), " ".join(place.split())
    starts = moments.read(when, zone, now, words.language) if when else None
    wrong = [
        *(Complaint(name, f"update.{name}.empty") for name, value in ((HEADLINE, headline), (TEXT, text)) if not value),
        *_too_long({HEADLINE: headline, TEXT: text, LINK: link, WHEN: when, WHERE: place}, words),
        *_of_the_link(filled.text(LINK)),
    ]
    if isinstance(starts, Doubt):
        wrong.append(Complaint(WHEN, starts.key, starts.slots))
        starts = None
    if wrong:
        firsts = {complaint.field: complaint for complaint in reversed(wrong)}
        return tuple(firsts[name] for name in LONGEST if name in firsts)
    return Typed(headline, text, link or None, starts, place)


def plain(text: str) -> str:
    """The text without what cannot be seen, turns its direction, or covers other lines."""
    return STACKED.sub(r"\1", clean(text))


def _too_long(values: dict[str, str], words: Wording) -> Iterator[Complaint]:
    for name, value in values.items():
        size = len(value) if name != TEXT else max(len(value), len(escape(value)) - ROOM_FOR_MARKS)
        if size > LONGEST[name]:
            slots = {"long": words.number(size), "most": words.number(LONGEST[name])}
            yield Complaint(name, "update.long", slots)


def _of_the_link(link: str) -> Iterator[Complaint]:
    if link and not link.casefold().startswith("https://"):
        yield Complaint(LINK, "update.link.https")
    elif link and not is_address(link):
        yield Complaint(LINK, "update.link.wrong")
    elif not link.isascii():
        yield Complaint(LINK, "update.link.letters")
