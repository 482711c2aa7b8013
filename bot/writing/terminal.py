"""`plainsight letter` and `plainsight records-request`: the paper in the person's language, and the one to send."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import PlainsightError
from bot.loading import load
from knowledge.base import KnowledgeBase
from knowledge.deadlines import in_order
from knowledge.letters.compose import write
from knowledge.letters.types import Kind, Order, Paper, seat_of
from knowledge.questions import Language
from knowledge.wording import REFERENCE, wording

RULE = "-" * 40


class UnwrittenError(PlainsightError):
    """What was asked for cannot be written; the sentence says what to write in its place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A town as it was typed, the reader's language, the day, the folder of the pack, and the file for the text to send."""

    town: str
    language: str
    as_of: dt.date
    pack: Path | None = None
    out: Path | None = None


def letter(wanted: Wanted, to: str, district: str | None) -> int:
    """Print a letter or a call script; raises UnwrittenError and PackError."""
    base = load(wanted.pack)
    order = _order(wanted, base, Kind(to))
    if district:
        order = replace(order, seat=seat_of(to, district))
        seats = [seat_of(seat.district.chamber, seat.district.district) for seat in base.seats_of(order.town)]
        if order.seat not in seats:
            raise UnwrittenError(f"{order.town} lies in these districts: {', '.join(seats)}; write --to and --district for one")
    return _tell(wanted, base, order)


def request(wanted: Wanted, sent: dt.date | None, refused: dt.date | None) -> int:
    """Print a records request, or with the day it was sent the appeal; raises UnwrittenError and PackError."""
    if refused and not sent:
        raise UnwrittenError("write --sent too: the day you sent the request")
    if sent and not in_order(sent, refused, wanted.as_of):
        raise UnwrittenError("a request is sent before it is refused, and neither lies ahead: look at --sent and --refused")
    base = load(wanted.pack)
    return _tell(wanted, base, replace(_order(wanted, base, Kind.APPEAL if sent else Kind.REQUEST), sent=sent, refused=refused))


def _order(wanted: Wanted, base: KnowledgeBase, kind: Kind) -> Order:
    seen = base.finder.find(wanted.town)
    if len(seen.towns) != 1 or seen.clarify:
        choices = ", ".join(seen.clarify.choices if seen.clarify else seen.towns)
        raise UnwrittenError(f"which town is {wanted.town!r}? {choices or 'write the name of one town'}")
    return Order(kind, seen.towns[0], Language(wanted.language))


def _tell(wanted: Wanted, base: KnowledgeBase, order: Order) -> int:
    own = write(order, base, wanted.as_of)
    english = own if own.to_send else write(order, base, wanted.as_of, Language(REFERENCE))
    if wanted.out:
        try:
            wanted.out.write_text(f"{english.whole}\n", encoding="utf-8")
        except OSError as error:
            raise UnwrittenError(f"{wanted.out} cannot be written: {error.strerror}") from None
    sys.stdout.writelines(f"{line}\n" for line in _lines(own, english, wanted.out))
    return 0


def _lines(own: Paper, english: Paper, out: Path | None) -> Iterator[str]:
    say = wording(own.order.language).say
    yield from (own.title, "=" * len(own.title), "")
    if own.ways:
        yield from (f"{say('letters.terminal.ways')}:", *(f"- {way.full}" for way in own.ways), "")
    yield from (f"{say('letters.terminal.notes')}:", *(f"- {note}" for note in (*own.days, *own.notes)), "")
    yield from (RULE, own.whole, RULE)
    if own is not english:
        yield from ("", f"{say('letters.english')}:", RULE, english.whole, RULE)
    if out:
        yield from ("", say("letters.terminal.saved", file=out))
