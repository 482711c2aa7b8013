"""Writes papers for people in Discord: every paper is made anew from the live release, and what is edited is never kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cards import note
from bot.forms import Filled, Form, Text
from bot.writing import cards
from bot.writing.cards import Reading
from bot.writing.errands import Errand, Verb
from knowledge.deadlines import in_order
from knowledge.letters.compose import write
from knowledge.letters.types import Kind, Order, Paper
from knowledge.questions import Language
from knowledge.wording import REFERENCE, wording

if TYPE_CHECKING:
    from bot.cards import Card
    from bot.desk import Desk

TEXT, SOURCES = "text", "sources"
SENT, REFUSED = "sent", "refused"
LONGEST_FIELD = 4000
LONGEST_DAY = 10
EDITING = {Verb.EDIT, Verb.EDIT_ENGLISH}
IN_ENGLISH = {Verb.ENGLISH, Verb.EDIT_ENGLISH}
SEAT = " "


@dataclass(frozen=True, slots=True)
class Scribe:
    """Works at a desk; holds nothing of what anybody writes."""

    desk: Desk

    def card(self, errand: Errand) -> Card:
        """The paper of an errand, or a sentence where the live release cannot write it."""
        paper = self._paper(errand)
        if paper is None:
            return note(wording(errand.language).say("error.stale"))
        english = paper if paper.to_send else self._paper(errand.doing(Verb.ENGLISH))
        return cards.render(Reading(paper, english or paper, errand, self.desk.release))

    def turned(self, errand: Errand, picked: str) -> Card:
        """The paper for whoever was picked from the list: a kind of letter, or one member by their seat."""
        call = errand.kind is Kind.CALL
        if SEAT in picked:
            chamber = picked.partition(SEAT)[0]
            kinds = {str(Kind.UPPER): Kind.UPPER, str(Kind.LOWER): Kind.LOWER}
            kind = Kind.CALL if call else kinds.get(chamber, Kind.LEGISLATORS)
            return self.card(errand.turned(kind, picked))
        return self.card(errand.turned(Kind(picked) if picked in list(Kind) else errand.kind))

    def form(self, errand: Errand) -> Form | None:
        """The form to edit a paper in, or to tell the days in; None where the live release cannot write it."""
        words = wording(errand.language)
        if errand.verb is Verb.DAYS:
            return _days_form(errand, self.desk.today())
        paper = self._paper(errand)
        if paper is None:
            return None
        fields = [Text(TEXT, words.say("letters.edit.text"), paper.text, long=True, longest=LONGEST_FIELD)]
        if paper.sources:
            label = words.say("letters.edit.sources")
            fields.append(Text(SOURCES, label, paper.sources, required=False, long=True, longest=LONGEST_FIELD))
        return Form(words.say("letters.edit"), errand, tuple(fields))

    def taken(self, errand: Errand, filled: Filled) -> Card:
        """What comes of a form: the text as it was edited, or the paper with its days."""
        if errand.verb in EDITING:
            parts = (filled.text(TEXT), filled.text(SOURCES))
            return cards.edited("\n\n".join(part for part in parts if part), errand)
        return self.dated(errand, filled.text(SENT), filled.text(REFUSED))

    def dated(self, errand: Errand, sent: str, refused: str = "") -> Card:
        """The appeal with the days counted from what somebody wrote, or what is wrong with it and the form again."""
        days = days_of(sent, refused, self.desk.today())
        if days is None:
            return cards.asked_again(errand.doing(Verb.DAYS), self.desk.today())
        return self.card(replace(errand.turned(Kind.APPEAL), sent=days[0], refused=days[1]))

    def _paper(self, errand: Errand) -> Paper | None:
        release = self.desk.release
        town = release.towns.get(errand.town)
        seats = (
            {f"{seat.district.chamber} {seat.district.district}" for seat in release.base.seats_of(town.name)} if town else set()
        )
        if town is None or (errand.seat and errand.seat not in seats):
            return None
        if errand.sent and days_of(str(errand.sent), str(errand.refused or ""), self.desk.today()) is None:
            return None
        order = Order(errand.kind, town.name, Language(errand.language), errand.seat, errand.sent, errand.refused)
        written_in = Language(REFERENCE if errand.verb in IN_ENGLISH else errand.language)
        return write(order, release.base, self.desk.today(), written_in)


def days_of(sent: str, refused: str, today: dt.date) -> tuple[dt.date, dt.date | None] | None:
    """The days that somebody wrote, the second only if they did; None for what cannot be such days."""
    try:
        first = dt.date.fromisoformat(sent)
        second = dt.date.fromisoformat(refused) if refused else None
    except ValueError:
        return None
    return (first, second) if in_order(first, second, today) else None


def _days_form(errand: Errand, today: dt.date) -> Form:
    words = wording(errand.language)
    shape = words.say("letters.days.shape", day=today.isoformat())
    fields = (
        Text(SENT, words.say("letters.days.sent"), str(errand.sent or ""), longest=LONGEST_DAY, help=shape),
        Text(
            REFUSED,
            words.say("letters.days.refused"),
            str(errand.refused or ""),
            required=False,
            longest=LONGEST_DAY,
            help=words.say("letters.days.shape.optional"),
        ),
    )
    return Form(words.say("letters.days.title"), errand, fields)
