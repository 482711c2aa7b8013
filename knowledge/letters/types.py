"""What is ordered, and the paper that comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from knowledge.questions import Language
from knowledge.wording import REFERENCE


class Kind(StrEnum):
    """What is written: a letter to all legislators of a town, to one chamber's, to its police or to those who oversee them; what
    to say on the phone; a request for the police's records, and the appeal when it is refused or not answered."""

    LEGISLATORS = "legislators"
    UPPER = "upper"
    LOWER = "lower"
    POLICE = "police"
    OVERSIGHT = "oversight"
    CALL = "call"
    REQUEST = "request"
    APPEAL = "appeal"


LETTERS = (Kind.LEGISLATORS, Kind.UPPER, Kind.LOWER, Kind.POLICE, Kind.OVERSIGHT)


@dataclass(frozen=True, slots=True)
class Order:
    """A paper about a town, for somebody who reads `language`.

    `seat` narrows it to one member ("lower 142"), "" for none; `sent` and `refused` are the days on which a request for records
    was sent and refused in writing.
    """

    kind: Kind
    town: str
    language: Language = Language.EN
    seat: str = ""
    sent: dt.date | None = None
    refused: dt.date | None = None


class Way(NamedTuple):
    """How to reach an addressee: in short, for one among many, and in full."""

    short: str
    full: str

    @classmethod
    def only(cls, text: str) -> Way:
        """One that has no shorter form."""
        return cls(text, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A finished paper: what to send in `written_in`, and beside it what to know before sending it, in the order's language.

    `text` holds paragraphs, `sources` the numbered list that its numbers point at ("" for none), `ways` how to reach those it is
    addressed to, `days` what is due when and how that was counted, `notes` what else the person should know.
    """

    order: Order
    written_in: Language
    title: str
    text: str
    sources: str
    ways: tuple[Way, ...]
    days: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Text and sources, as they go into a file."""
        return f"{self.text}\n\n{self.sources}" if self.sources else self.text

    @property
    def to_send(self) -> bool:
        """Whether it is in the language that offices read."""
        return self.written_in == REFERENCE

    @property
    def file_name(self) -> str:
        """A name for its file: `norwalk-request-en.txt`."""
        town = "".join(letter if letter.isalnum() else "-" for letter in self.order.town.lower())
        return f"{town}-{self.order.kind}-{self.written_in}.txt"


def seat_of(chamber: str, district: str) -> str:
    """A seat as orders name it."""
    return f"{chamber} {district}"
