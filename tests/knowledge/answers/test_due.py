"""What is past its review-by date says so where a person reads it, and nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.answer import Line, SectionKey
from knowledge.freshness import Group
from knowledge.questions import Intent, Language
from knowledge.records import Law, Record
from knowledge.wording import LANGUAGES, wording
from tests.knowledge.answers.desk import ask, base

FRESH = dt.date(2026, 8, 10)
LATE = dt.date(2027, 12, 31)


def mark(group: Group, record: Record, language: str = "en", day: dt.date = LATE) -> str:
    """The sentence that belongs to a record."""
    overdue, words = base().reviews.overdue(record, day), wording(language)
    assert overdue is not None
    assert overdue.group is group
    return words.say(f"freshness.{group}", checked=words.date(overdue.checked))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legislators_of_a_town_close_with_the_day_they_were_last_checked(language: str) -> None:
    member = base().seats_of("Fairfield")[0].member
    assert member is not None
    section = ask(Intent.LEGISLATORS, "Fairfield", language=Language(language), as_of=LATE).section(SectionKey.LEGISLATORS)
    assert section is not None
    assert section.blocks[-1] == Line(mark(Group.CONTACTS, member, language))


def test_contacts_checked_lately_bear_no_mark() -> None:
    section = ask(Intent.LEGISLATORS, "Fairfield", as_of=FRESH).section(SectionKey.LEGISLATORS)
    assert section is not None
    assert all("may have changed" not in block.text for block in section.blocks)


def test_one_sentence_stands_for_a_whole_list_and_tells_the_oldest_check() -> None:
    members = [seat.member for seat in base().seats_of("Fairfield") if seat.member]
    section = ask(Intent.LEGISLATORS, "Fairfield", as_of=LATE).section(SectionKey.LEGISLATORS)
    assert section is not None
    marks = [block for block in section.blocks if "may have changed" in block.text]
    assert len(members) > 1
    assert len(marks) == 1


@pytest.mark.parametrize("kind", ["findings", "statements"])
def test_a_claim_past_its_date_says_so_behind_its_text(kind: str) -> None:
    known = {"findings": base().findings, "statements": base().statements}[kind]
    told = {
        block.record: block.text
        for block in ask(Intent.TOWN_STATUS, "Norwalk", as_of=LATE).blocks
        if getattr(block, "record", "")
    }
    record = next(known[name] for name in told if name in known)
    assert told[record.id].endswith(mark(Group.FINDINGS, record))
    fresh = {
        block.record: block.text
        for block in ask(Intent.TOWN_STATUS, "Norwalk", as_of=FRESH).blocks
        if getattr(block, "record", "")
    }
    assert f"{fresh[record.id]} {mark(Group.FINDINGS, record)}" == told[record.id]


def test_the_law_says_so_in_the_bottom_line_and_in_its_own_section() -> None:
    law: Law = base().laws[base().manifest.law_today]
    late = ask(Intent.TOWN_STATUS, "Norwalk", as_of=LATE)
    section = late.section(SectionKey.LAW)
    assert section is not None
    assert late.sections[0].blocks[-1].text.endswith(mark(Group.LAWS, law))
    assert Line(mark(Group.LAWS, law)) in section.blocks


def test_who_polices_a_town_says_so_where_the_table_is_old() -> None:
    section = ask(Intent.TOWN_STATUS, "Union", as_of=LATE).section(SectionKey.POLICING)
    assert section is not None
    assert section.blocks[1].text == mark(Group.FINDINGS, base().policing["Union"])


def test_help_lines_come_first_whatever_their_age_and_the_mark_after_them() -> None:
    sections = ask(Intent.URGENT_HELP, as_of=LATE).sections
    assert all("may have changed" not in block.text for block in sections[0].blocks)
    assert any("may have changed" in block.text for block in sections[-1].blocks)
