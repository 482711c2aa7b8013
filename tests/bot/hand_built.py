"""Answers built by hand, about a town that is not on any map, for the tests of what shows them."""

from __future__ import annotations

from knowledge.answer import (
    Answer,
    Citation,
    Claim,
    Contact,
    Line,
    Link,
    PackStamp,
    Section,
    SectionKey,
    TownRecord,
)
from knowledge.dates import PartialDate
from knowledge.places import Clarify, ClarifyReason, PlaceMatch
from knowledge.questions import Intent, Language, Question
from knowledge.records import Read, Source

TOWN = "Farside"
LONG_ADDRESS = "https://records.example/" + "a-very-long-address/" * 6
MARCH_14 = PartialDate(2019, 3, 14)
STAMP = PackStamp("nowhere", "abc123", PartialDate(2026, 11, 1))


def source(n: int, url: str = "https://paper.example/story", published: PartialDate | None = MARCH_14) -> Source:
    """A source of its own for each number."""
    return Source(
        id=f"source-{n}", publisher="The Paper", title=f"Story {n}", published=published, url=url, kind="news", read=Read.FULL
    )


def claim(text: str, *citations: Citation, label: str = "") -> Claim:
    """A claim of March 2019."""
    return Claim(text, citations, by="The Paper", when=PartialDate(2019, 3), label=label)


def status(language: Language = Language.EN, record: TownRecord = TownRecord.SHARING_DISPUTED) -> Answer:
    """A town's whole record, as short as it can be: two sections, two sources, one legislator."""
    first = Citation(1, source(1))
    second = Citation(2, source(2, LONG_ADDRESS, PartialDate(2024, 6)))
    return Answer(
        question=Question(
            text="does farsyde share",
            language=language,
            intent=Intent.TOWN_STATUS,
            towns=(TOWN,),
            places=(PlaceMatch("farsyde", 5, 12, TOWN, "town", (TOWN,), 85.714),),
            agencies=("Farside Police Department",),
        ),
        language=language,
        intent=Intent.TOWN_STATUS,
        title=TOWN,
        headline="Reported in 2019, disputed",
        sections=(
            Section(SectionKey.BOTTOM_LINE, "", (claim("In March 2019, The Paper reported that police shared.", first),)),
            Section(
                SectionKey.REPORTED,
                "What was reported",
                (
                    claim("Plates went to a database. " * 4, first, second, label="March 14, 2019"),
                    Line("Nothing newer is on record."),
                ),
            ),
        ),
        records={TOWN: record},
        legislators=(
            Contact(
                "Pat Doe", "Senator", "upper", "1", "Independent", "https://senate.example/doe", None, "555-0100", None, TOWN, 1.0
            ),
        ),
        links=(Link("Find your district", "https://senate.example/find"),),
        footnote="Information, not legal advice.",
        pack=STAMP,
    )


def asking_back(language: Language = Language.EN) -> Answer:
    """An answer that asks which of two towns is meant."""
    choices = (TOWN, "Nearside")
    return Answer(
        question=Question(
            text="does midside share",
            language=language,
            intent=Intent.TOWN_STATUS,
            places=(PlaceMatch("midside", 5, 12, "Midside", "village", choices, 100),),
            clarify=Clarify(ClarifyReason.AMBIGUOUS, choices),
        ),
        language=language,
        intent=Intent.TOWN_STATUS,
        title="Which town?",
        sections=(Section(SectionKey.BOTTOM_LINE, "", (Line("That name is in two towns."),)),),
        choices=choices,
        pack=STAMP,
    )
