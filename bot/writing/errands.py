"""What the buttons of letters carry in their custom_id: the order for a paper, never its words.

`pl1:{verb}:{kind}:{language}:{town's number}:{seat}:{day sent}:{day refused}`, at most 100 characters.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.letters.types import Kind
from knowledge.wording import LANGUAGES

VERSION = "pl1"
ANY_VERSION = r"pl\d+:.*"
SHAPE = re.compile(rf"{VERSION}:([a-z]):([a-z]+):([a-z]{{2}}):([1-9][0-9]{{0,3}}):([A-Za-z0-9_.-]{{0,30}}):(\d{{8}})?:(\d{{8}})?")
LONGEST = 100
BETWEEN = "_"
DAY = "%Y%m%d"


class Verb(StrEnum):
    """What pressing does with the order.

    READ it in one's own language, read it in ENGLISH, EDIT either (the form opens, and submitting it comes back under the same
    custom_id), tell the DAYS on which a request was sent and refused, or TURN to whomever is picked from a list.
    """

    READ = "r"
    ENGLISH = "e"
    EDIT = "w"
    EDIT_ENGLISH = "x"
    DAYS = "d"
    TURN = "t"


@dataclass(frozen=True, slots=True)
class Errand:
    """A verb and an order, its town by number; `seat` names one member ("lower 142"), "" for none."""

    verb: Verb
    kind: Kind
    language: str
    town: int
    seat: str = ""
    sent: dt.date | None = None
    refused: dt.date | None = None

    @property
    def custom_id(self) -> str:
        """The custom_id that carries it; raises ValueError for what none can carry."""
        seat, sent, refused = self.seat.replace(" ", BETWEEN), _written(self.sent), _written(self.refused)
        text = f"{VERSION}:{self.verb}:{self.kind}:{self.language}:{self.town}:{seat}:{sent}:{refused}"
        if not SHAPE.fullmatch(text) or len(text) > LONGEST:
            raise ValueError(f"no custom_id can carry {self}")
        return text

    def doing(self, verb: Verb) -> Errand:
        """Another verb on the same order."""
        return replace(self, verb=verb)

    def turned(self, kind: Kind, seat: str = "") -> Errand:
        """Another paper about the same town, to read."""
        return replace(self, verb=Verb.READ, kind=kind, seat=seat)


def read(custom_id: str) -> Errand | None:
    """What a custom_id carries, or None for one that this version did not write."""
    found = SHAPE.fullmatch(custom_id)
    if not found or len(custom_id) > LONGEST:
        return None
    verb, kind, language, town, seat, sent, refused = found.groups()
    try:
        days = _read_day(sent), _read_day(refused)
    except ValueError:
        return None
    if verb not in list(Verb) or kind not in list(Kind) or language not in LANGUAGES:
        return None
    return Errand(Verb(verb), Kind(kind), language, int(town), seat.replace(BETWEEN, " "), *days)


def _written(day: dt.date | None) -> str:
    return day.strftime(DAY) if day else ""


def _read_day(text: str | None) -> dt.date | None:
    return dt.datetime.strptime(text, DAY).replace(tzinfo=dt.UTC).date() if text else None
