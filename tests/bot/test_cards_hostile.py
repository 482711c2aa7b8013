"""A pack that somebody has tampered with: its text is shown as text, and leads nowhere that its sources do not."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import cards
from bot.cards import Viewing, to_payload
from bot.custom_ids import MAPS, TIMELINES, Part
from knowledge.answer import Answer, Citation, Claim, Contact, Line, Link, PackStamp, Section, SectionKey
from knowledge.dates import PartialDate
from knowledge.questions import Intent, Language, Question
from knowledge.records import Read, Source
from tests.bot import desks
from tests.discord_server import limits

GOOD = "https://www.acluct.org/good"
PINGS = ["@everyone", "@here", "<@1100000000000000011>", "<@&11000000000000>", "</town:1>", "<#1>"]
LINKS = [
    "[x](https://evil.example)",
    "https://evil.example/a(b)",
    "http://evil.example",
    "discord.gg/evil",
    "](https://evil.example)",
]
MARKS = ["\n# big", "\n- item", "\n-# s", "\n> q", "**", "||", "```", "`", "\\", "word. "]
TEXT = st.lists(st.sampled_from([*PINGS, *LINKS, *MARKS]) | st.text(min_size=1, max_size=10), min_size=1, max_size=5).map("".join)
SOURCES = st.builds(
    lambda publisher, title: Source(id="s", publisher=publisher, title=title, url=GOOD, kind="news", read=Read.FULL),
    TEXT.filter(str.strip),
    TEXT.filter(str.strip),
)
CLAIMS = st.builds(
    lambda text, label, source: Claim(text, (Citation(1, source),), by="somebody", when=PartialDate(2019), label=label),
    TEXT,
    TEXT,
    SOURCES,
)
LINES = st.builds(Line, TEXT, TEXT)
PEOPLE = st.builds(
    lambda name, title, party, phone, member: Contact(
        name, title, "upper", "1", party, GOOD, "jane@example.org", phone, None, "Fairfield", 0.5, member=member
    ),
    TEXT, TEXT, TEXT, TEXT, st.sampled_from(["a", "b", "c"]),
)  # fmt: skip


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """An answer of hostile texts, of the shape that the composer makes."""
    people = tuple(draw(st.lists(PEOPLE, max_size=2, unique_by=lambda person: person.member)))
    named = tuple(Line("reach them", label=person.name) for person in people)
    keys = (SectionKey.BOTTOM_LINE, SectionKey.REPORTED, SectionKey.LEGISLATORS)
    blocks = st.lists(CLAIMS | LINES, min_size=1, max_size=3).map(tuple)
    sections = tuple(Section(key, draw(TEXT), (*draw(blocks), *named)) for key in keys)
    intent = draw(st.sampled_from([Intent.TOWN_STATUS, Intent.LEGISLATORS, Intent.URGENT_HELP]))
    return Answer(
        question=Question("", Language.EN, intent, ("Fairfield",)),
        language=Language.EN,
        intent=intent,
        title=draw(TEXT),
        headline=draw(TEXT),
        sections=sections,
        legislators=people,
        links=(Link(draw(TEXT.filter(str.strip)), GOOD),),
        footnote=draw(TEXT),
        pack=PackStamp("x", "1", PartialDate(2026, 11, 22)),
    )


OF_THE_RELEASE = (*MAPS, *TIMELINES)
"""The parts that tell what the release itself holds."""


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(answers(), st.sampled_from(Part))
def test_no_text_of_a_pack_can_ping_or_lead_away(answer: Answer, part: Part) -> None:
    target = desks.target(answer.intent, "Fairfield", part=part)
    body = to_payload(cards.render(answer, Viewing(target, desks.release(), showable=True)))
    shown = desks.text(body["components"])
    named = desks.release().links if part in OF_THE_RELEASE else set()
    assert set(re.findall(r"\]\((https?://[^)\s]*)", shown)) <= {GOOD, *named}
    assert not re.search(r"(?<!\]\()https?://", shown)
    assert not re.search(r"@(everyone|here)|discord\.gg/", shown, re.IGNORECASE)
    assert not re.search(r"(?<!\\)<", shown)
    assert not list(limits.message(body))
