"""What a pack is made of: one frozen type for each kind of record that a curator writes.

Records hold what the files say and nothing derived. References are ids; `knowledge.pack` checks that each resolves.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from knowledge.dates import DateField

MAX_QUOTE_WORDS = 25
LONGEST_URL = 500


def _https(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if not url.startswith("https://") or not parts.hostname or any(c.isspace() for c in url):
        raise ValueError("write a full https:// address without spaces")
    if len(url) > LONGEST_URL:
        raise ValueError(f"find a shorter address: it has {len(url)} characters, and no card holds more than {LONGEST_URL}")
    if "@" in parts.netloc:
        raise ValueError("write the address without a name or password: what stands before an @ is not where it leads")
    return url


def _short_quote(quote: str) -> str:
    words = len(quote.split())
    if words > MAX_QUOTE_WORDS:
        raise ValueError(f"shorten the quote to {MAX_QUOTE_WORDS} words or fewer: it has {words}")
    return quote


Url = Annotated[str, AfterValidator(_https), Field(json_schema_extra={"pattern": r"^https://\S+$"})]
Quote = Annotated[str, AfterValidator(_short_quote), Field(json_schema_extra={"pattern": r"^\s*(\S+\s+){0,24}\S+\s*$"})]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Text = Annotated[str, Field(min_length=1)]
Chamber = Literal["upper", "lower"]


class Confidence(StrEnum):
    """How sure the curators are; `low` records are leads and are never shown to the public."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Read(StrEnum):
    """How much of a source a curator has read."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINKED = "linked_not_read"


class Scope(StrEnum):
    """Whom a finding or statement is about: named towns, the state, agencies the source leaves unnamed, or the nation."""

    TOWN = "town"
    STATE = "state"
    UNNAMED = "unnamed"
    NATIONAL = "national"


class FindingKind(StrEnum):
    """What sort of thing a finding reports."""

    SHARING_CLAIM = "sharing_claim"
    SEARCH_LOG = "search_log"
    OFFICIAL_ASSURANCE = "official_assurance"
    SYSTEM_IN_USE = "system_in_use"
    LOCAL_POLICY = "local_policy"
    AGREEMENT = "agreement"
    CONTACT = "contact"
    HISTORY = "history"
    DATASET = "dataset"


class FindingStatus(StrEnum):
    """Where a finding stands between the one who claims it and the agency it is about."""

    ALLEGED = "alleged"
    DISPUTED = "disputed_by_agency"
    CONFIRMED = "confirmed_by_agency"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Searchers(StrEnum):
    """The widest circle of accounts that a released audit log lists: federal, police elsewhere, or the state's own."""

    FEDERAL = "federal"
    OUTSIDE = "outside"
    IN_STATE = "in_state"


class Stance(StrEnum):
    """The position a speaker takes."""

    DENIES = "denies"
    UNAWARE = "unaware"
    DEFENDS = "defends"
    CONDEMNS = "condemns"
    CALLS_FOR_CHANGE = "calls_for_change"
    ANNOUNCES_CHANGE = "announces_change"
    NO_COMMENT = "no_comment"


_NOT_NOTED: set[str] = set()


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def model_post_init(self, _context: object, /) -> None:
        """Let go of pydantic's note of which fields were given: nobody asks, and thousands of records make it megabytes."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_NOTED)


class Source(Record):
    """Where a claim can be read: publisher, title, address, and how much of it the curators read."""

    id: Id
    publisher: Text
    title: Text
    authors: tuple[str, ...] = ()
    published: DateField | None = None
    url: Url
    archive: Url | None = Field(default=None, description="where a copy of the page is kept, in case it goes away or changes")
    kind: Literal["news", "reference", "official_page", "dataset", "law", "press_release", "report"]
    note: str | None = None
    confidence: Confidence | None = None
    read: Read


class Period(Record):
    """The time a finding covers, as far as its sources give it."""

    start: DateField | None = None
    end: DateField | None = None
    note: str | None = None


class SearchAccount(Record):
    """One searching account in a released audit log: how many searches reached the town's cameras.

    The searches fall between `start` and `end`, both included, as far as the source gives these days.
    """

    name: Text
    searches: int = Field(ge=1)
    start: DateField | None = None
    end: DateField | None = None
    immigration: bool = Field(description="true when the account is named for an immigration or border agency")


class Sourced(Record):
    """A record that cannot stand without at least one source."""

    id: Id
    sources: tuple[Id, ...] = Field(min_length=1)
    confidence: Confidence
    locator: str | None = Field(default=None, description="where in the sources: page, section, table")
    review_by: DateField | None = Field(
        default=None, description="the day by which to check it again, if not the usual one of its kind"
    )

    @property
    def showable(self) -> bool:
        """Whether the public may see it."""
        return self.confidence is not Confidence.LOW

    def original(self, name: str) -> str | None:
        """The English text that a translation kept under this name belongs to; None where the record has no such text."""
        text = getattr(self, name, None)
        return text if isinstance(text, str) else None


class Retraction(Record):
    """Why a record was taken back, and when."""

    reason: Text
    on: DateField


class Retractable(Sourced):
    """A record that can be taken back: it is kept, with the reason, and shown to the public no more."""

    retracted: Retraction | None = None

    @property
    def showable(self) -> bool:
        """Whether the public may see it."""
        return super().showable and self.retracted is None


class Finding(Retractable):
    """What someone reports about an agency, who reports it, when, and where it stands."""

    subject: Text = Field(description="the agency, in the words of the sources")
    agency: Id | None = Field(default=None, description="id of the agency; filled in from the file it stands in")
    towns: tuple[str, ...] = ()
    scope: Scope
    kind: FindingKind
    status: FindingStatus
    summary: Text
    in_short: Text | None = Field(
        default=None, description="one clause with attribution and date, no full stop, for the bottom line of a town it leads"
    )
    data_type: str | None = None
    system: str | None = None
    recipient: str | None = None
    directness: str | None = None
    period: Period = Period()
    reported: DateField | None = Field(default=None, description="when it was made public, when the sources say so")
    asserted_by: Text
    searchers: Searchers | None = Field(default=None, description="for search_log: the widest circle of searching accounts")
    accounts: tuple[SearchAccount, ...] = ()
    notes: str | None = None


class Statement(Retractable):
    """What an official, a company or an advocate said; the date is empty where the source gives none."""

    speakers: tuple[Text, ...] = Field(min_length=1)
    role: Text
    organisation: str | None = None
    date: DateField | None = None
    stance: Stance
    about: tuple[Id, ...] = Field(default=(), description="ids of the findings it answers")
    towns: tuple[str, ...] = ()
    scope: Scope
    summary: Text
    quote: Quote | None = None
    notes: str | None = None


class Agency(Record):
    """A police or state agency and the jurisdiction it serves."""

    id: Id
    name: Text
    kind: Text
    ori: str | None = Field(default=None, description="the FBI's identifier of the agency")
    towns: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    source: Text
    confidence: Confidence
    note: str | None = None


class LawDate(Record):
    """A day in the life of a law; it may lie in the future."""

    date: DateField
    what: Text


class Law(Sourced):
    """A law in plain words: what it does, what it does not do, and what the curators are unsure of."""

    title: Text
    also_called: tuple[str, ...] = ()
    citation: Text
    public_act_no: str | None = None
    session_bill: str | None = None
    effective_dates: tuple[LawDate, ...] = ()
    status_today: Text
    in_short: Text | None = Field(default=None, description="the law in one sentence, for the bottom line of an answer")
    what_it_does: Text
    what_it_does_not_do: Text
    uncertain: tuple[str, ...] = ()
    as_of: DateField

    def original(self, name: str) -> str | None:
        """As for every record; what happens on a day goes by "date." and the day."""
        if not name.startswith("date."):
            return super().original(name)
        return next((entry.what for entry in self.effective_dates if name == f"date.{entry.date}"), None)


class Resource(Sourced):
    """A place to turn to: legal help, a hotline, an office, a form."""

    name: Text
    kind: Literal["legal_help", "hotline", "know_your_rights", "official", "act"]
    phone: str | None = None
    url: Url | None = None
    languages: tuple[str, ...] = ()
    hours_or_caveats: str | None = None
    page_seen: str | None = None
    source_url: Url | None = None
    show_to_residents: bool
    note: str | None = None


class Term(Sourced):
    """A word that people meet, explained."""

    term: Text
    also_called: tuple[str, ...] = ()
    explanation: Text


class NationalFact(Sourced):
    """A figure or fact about the national record, with the accounts that differ."""

    topic: Text
    value: Text
    text: Text
    notes: str | None = None


class Event(Sourced):
    """One entry of the timeline."""

    date: DateField
    towns: tuple[str, ...] = ()
    scope: Scope
    event: Text
    related: tuple[Id, ...] = ()
