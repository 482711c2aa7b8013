"""What a question is once it is understood: its language, its intent, its towns and the records that it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.places.matches import Clarify, PlaceMatch


class Language(StrEnum):
    """The languages that people are answered in."""

    EN = "en"
    ES = "es"
    PT = "pt"
    HT = "ht"


class Intent(StrEnum):
    """What a question wants."""

    TOWN_STATUS = "town_status"
    WHO_SHARES = "who_shares"
    COMPARE = "compare"
    STATEMENTS = "statements"
    LEGISLATORS = "legislators"
    LAW = "law"
    TAKE_ACTION = "take_action"
    EXPLAIN = "explain"
    UPDATES = "updates"
    SOURCES = "sources"
    URGENT_HELP = "urgent_help"
    ABOUT = "about"
    GREETING = "greeting"
    OUT_OF_SCOPE = "out_of_scope"


class SubjectKind(StrEnum):
    """The kinds of records that a question can name, towns and agencies aside."""

    TERM = "term"
    LAW = "law"
    SPEAKER = "speaker"
    ORGANISATION = "organisation"
    FINDING = "finding"
    COMMITTEE = "committee"
    LEGISLATOR = "legislator"
    STANCE = "stance"
    TOWN_RECORD = "town_record"


class Situation(StrEnum):
    """What a cry for help is about: agents are there now, or somebody was taken."""

    HERE = "here"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that a question names.

    `id` is the record's id; a speaker, an organisation and a committee are known by their name, a legislator by the
    Open States id, a stance and a town record (they narrow a list to those who take or have it) by their value.
    """

    kind: SubjectKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Context:
    """The answer that a follow-up question replies to."""

    intent: Intent
    towns: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood; `towns` is empty where it names none or where the town has to be asked back.

    `situation` is known of cries for help alone, and not of all of them.
    """

    text: str
    language: Language
    intent: Intent
    towns: tuple[str, ...] = ()
    places: tuple[PlaceMatch, ...] = ()
    agencies: tuple[str, ...] = ()
    clarify: Clarify | None = None
    subjects: tuple[Subject, ...] = ()
    situation: Situation | None = None

    def __repr__(self) -> str:
        """Everything but what was typed, which must not reach a log."""
        return f"Question({self.language}, {self.intent}, towns={self.towns}, subjects={[s.id for s in self.subjects]})"


def asking(
    intent: Intent,
    towns: tuple[str, ...] = (),
    language: Language = Language.EN,
    subjects: tuple[Subject, ...] = (),
) -> Question:
    """A question that nobody typed: what a button or an option of a command asks."""
    return Question(text="", language=language, intent=intent, towns=towns, subjects=subjects)
