"""A paper on a card: whom it is for and what to know, the text to copy, the file to keep, and the ways on from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import colours
from bot.cards.acting import papers
from bot.cards.layout import Attachment, Button, Card, Menu, Row, card, rows_of
from bot.cards.pieces import Piece
from bot.custom_ids import Press, Target
from bot.custom_ids import Verb as Pressing
from bot.markdown import escape, small
from bot.releases import Release
from bot.writing.copying import block, first
from bot.writing.errands import Errand, Verb
from knowledge.answers.contacts import LEAST_SHARE
from knowledge.letters.types import Kind, Paper, seat_of
from knowledge.questions import Intent
from knowledge.wording import REFERENCE, Wording, wording

ROOM = 3900
"""So many characters of text a card may hold, a little under Discord's 4,000."""
FEW = 2
"""So many addressees have room for every way to reach them."""
EDITED = "my-text.txt"


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper before its reader: the errand that brought it, the same paper in English (itself where it is), the release."""

    paper: Paper
    english: Paper
    errand: Errand
    release: Release

    @property
    def words(self) -> Wording:
        """The sentences of the reader's language."""
        return wording(self.errand.language)


def render(reading: Reading) -> Card:
    """The paper."""
    paper, words = reading.paper, reading.words
    heading = f"## {escape(paper.title)}"
    few = len(paper.ways) <= FEW
    ways = "\n".join(escape(way.full if few else way.short, reading.release.links) for way in paper.ways)
    both = [] if reading.errand.language == REFERENCE else [small(escape(words.say("letters.both")))]
    notes = small("\n".join(escape(note, reading.release.links) for note in paper.notes))
    days = "\n".join(f"- {escape(day)}" for day in paper.days)
    around = [heading, *(text for text in (ways, days) if text), notes, *both]
    documents = [_file(paper), *([] if paper.to_send else [_file(reading.english)])]
    copied = _copied(paper.whole, ROOM - sum(map(len, around)), words)
    return card(colours.BLUE, around, copied, _rows(reading), documents=documents)


def edited(text: str, errand: Errand) -> Card:
    """What somebody wrote in the form, to copy and as a file; it stands here and nowhere else."""
    words = wording(errand.language)
    heading, note = f"## {escape(words.say('letters.edited'))}", small(escape(words.say("letters.edited.note")))
    copied = _copied(text, ROOM - len(heading) - len(note), words)
    rows = [_back(errand, words)]
    return card(colours.BLUE, [heading], copied, rows, [note], documents=[Attachment(EDITED, "", lambda: _bytes(text))])


def asked_again(errand: Errand, today: dt.date) -> Card:
    """What is wrong with the days that somebody wrote, and the form again."""
    words = wording(errand.language)
    wrong = escape(words.say("letters.days.wrong", day=today.isoformat()))
    return card(colours.BLUE, [wrong], [], [[Button(words.say("card.write.appeal"), errand)]])


def _copied(text: str, room: int, words: Wording) -> list[Piece]:
    more = words.say("letters.in_file")
    shown = first(text, room)
    if shown == text:
        return [Piece(block(text))]
    return [Piece(block(first(text, room - len(more) - 10))), Piece(small(escape(more)))]


def _rows(reading: Reading) -> Iterator[Row]:
    errand, words, paper = reading.errand, reading.words, reading.paper
    edit = Button(words.say("letters.edit"), errand.doing(Verb.EDIT_ENGLISH if errand.verb is Verb.ENGLISH else Verb.EDIT))
    versions = []
    if errand.language != REFERENCE:
        key, verb = ("letters.own", Verb.READ) if errand.verb is Verb.ENGLISH else ("letters.english", Verb.ENGLISH)
        versions.append(Button(words.say(key), errand.doing(verb), ButtonStyle.primary))
    days = (
        [Button(words.say("letters.days.ask"), errand.doing(Verb.DAYS))]
        if paper.order.kind in (Kind.REQUEST, Kind.APPEAL)
        else []
    )
    yield [*versions, edit, *days]
    others = [kind for kind in (Kind.LEGISLATORS, Kind.CALL, Kind.REQUEST, Kind.APPEAL) if kind is not paper.order.kind]
    yield from rows_of(papers(errand, tuple(others)), len(others))
    if paper.order.kind not in (Kind.REQUEST, Kind.APPEAL):
        yield _addressees(reading)
    yield [Button(words.say("card.back"), Press(Pressing.OPEN, Target(Intent.TAKE_ACTION, errand.language, (errand.town,))))]


def _addressees(reading: Reading) -> Menu:
    """Everybody who can be written to about the town: all its members, each by their district, the police, their overseers."""
    base, words, town = reading.release.base, reading.words, reading.paper.order.town
    call = reading.paper.order.kind is Kind.CALL
    options = [(words.say("letters.to.legislators", town=town), str(Kind.CALL if call else Kind.LEGISLATORS))]
    for seat in base.seats_of(town):
        if seat.member:
            district = words.say(f"legislator.district.{seat.district.chamber}", district=seat.district.district)
            share = seat.district.share
            part = f" · {words.percent(share)}" if share is not None and LEAST_SHARE <= share < 1 else ""
            label = f"{seat.member.name}, {district}{part}"
            options.append((label, seat_of(seat.district.chamber, seat.district.district)))
    if not call:
        options.append((words.say("letters.to.oversight"), str(Kind.OVERSIGHT)))
        options.append((words.say("letters.to.police_of", agency=base.policing[town].primary_agency), str(Kind.POLICE)))
    return Menu(words.say("letters.to_whom"), reading.errand.doing(Verb.TURN), tuple(options))


def _back(errand: Errand, words: Wording) -> list[Button]:
    return [Button(words.say("card.back"), errand.doing(Verb.ENGLISH if errand.verb is Verb.EDIT_ENGLISH else Verb.READ))]


def _file(paper: Paper) -> Attachment:
    return Attachment(paper.file_name, "", lambda: _bytes(paper.whole))


def _bytes(text: str) -> bytes:
    return f"{text}\n".encode()
