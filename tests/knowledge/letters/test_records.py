"""The request for records and its appeal: whom they address, what they ask for, the statute, and the days."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.letters.types import Kind
from knowledge.questions import Language
from knowledge.wording import wording
from tests.knowledge.answers.desk import TODAY, base
from tests.knowledge.letters.papers import SENT, paper


def test_a_request_is_addressed_to_the_agency_that_polices_the_town() -> None:
    assert "To: Norwalk Police Department\n[address or email of its records office]" in paper(Kind.REQUEST, "Norwalk").text
    assert "To: Connecticut State Police Troop C\n" in paper(Kind.REQUEST, "Union").text


def test_a_request_cites_the_statute_and_its_four_business_days_as_the_pack_states_them() -> None:
    text = paper(Kind.REQUEST, "Norwalk").text
    assert "Request for public records under Conn. Gen. Stat. 1-210 and 1-212 (Freedom of Information Act, chapter 14)" in text
    assert base().laws["ct-foi-appeal"].in_short in text


def test_the_periods_are_those_that_the_law_of_the_pack_tells() -> None:
    told, periods = base().laws["ct-foi-appeal"].what_it_does, base().manifest.records_periods
    assert periods is not None
    assert "four business days" in told
    assert "30 days to appeal" in told
    assert (periods.answer_business_days, periods.appeal_days) == (4, 30)


@pytest.mark.parametrize("wanted", ["contract", "list of agencies", "search audit", "policy", "Public Act 26-14"])
def test_a_request_asks_for_each_record(wanted: str) -> None:
    asked = paper(Kind.REQUEST, "Avon").text.partition("Please send me copies")[2].partition("\n\n")[0]
    assert wanted in asked


def test_a_request_does_not_ask_for_raw_plate_data() -> None:
    assert "I do not ask for raw plate data." in paper(Kind.REQUEST, "Avon").text


def test_where_a_department_takes_requests_is_told_and_a_gap_is_told_as_one() -> None:
    known, unknown = paper(Kind.REQUEST, "Westport"), paper(Kind.REQUEST, "Norwalk")
    assert known.ways[0].full == "Takes records requests: https://westportpdct.requestfoia.com/"
    assert not unknown.ways
    assert unknown.notes[0].startswith(
        "Where Norwalk Police Department takes records requests is not on record. Fill in the [blank]"
    )
    assert unknown.notes[0].endswith("https://norwalkct.gov/")


def test_who_sends_a_request_is_told_that_their_name_can_become_public() -> None:
    assert any("make your name part of a public file" in note for note in paper(Kind.REQUEST, "Norwalk").notes)


def test_without_a_day_the_periods_are_told_and_no_date_is() -> None:
    made = paper(Kind.REQUEST, "Norwalk")
    notes = "\n".join((*made.days, *made.notes))
    assert "The office has 4 business days to refuse" in notes
    assert "2026" not in notes


def test_an_appeal_names_the_commission_the_day_of_the_request_and_the_silence() -> None:
    made = paper(Kind.APPEAL, "Norwalk", sent=SENT)
    assert "To: Connecticut Freedom of Information Commission" in made.text
    assert "Appeal under Conn. Gen. Stat. 1-206" in made.text
    assert "On November 10, 2026 I asked Norwalk Police Department in writing" in made.text
    assert "I have had no answer. The time to answer ended on November 17, 2026" in made.text
    assert "foi@ct.gov" in made.ways[0].full


def test_each_day_told_says_how_it_was_computed() -> None:
    made = paper(Kind.APPEAL, "Norwalk", sent=SENT)
    first, second, third = made.days
    assert first == (
        "An answer is due by November 17, 2026: 4 business days after November 10, 2026, without weekends and state holidays"
        " (left out: November 11, 2026)."
    )
    assert second == "Silence counts as a refusal from November 18, 2026, the next business day."
    assert third.startswith(
        "Appeal by December 17, 2026 at the latest: 30 days after November 17, 2026; where that day is a weekend"
    )
    assert third.endswith("Do not wait for the last day.")
    assert made.notes[0].startswith("The sources read do not say from which hour or day each period runs")


def test_an_appeal_that_would_come_too_early_says_so() -> None:
    notes = paper(Kind.APPEAL, "Norwalk", sent=TODAY).days
    assert any(
        note.startswith("Do not send the appeal yet: silence counts as a refusal from November 30, 2026") for note in notes
    )


def test_an_appeal_that_may_come_too_late_says_so() -> None:
    notes = paper(Kind.APPEAL, "Norwalk", sent=dt.date(2026, 9, 1)).days
    assert any(note.startswith("The safe day to appeal was October 8, 2026") for note in notes)


def test_a_refusal_in_writing_is_told_in_the_appeal_and_counted_from() -> None:
    made = paper(Kind.APPEAL, "Norwalk", sent=SENT, refused=dt.date(2026, 11, 12))
    assert "On November 12, 2026 the agency refused in writing." in made.text
    assert "I have had no answer" not in made.text
    assert made.days[0].startswith("Appeal by December 11, 2026 at the latest: 30 days after November 12, 2026")


def test_an_appeal_without_a_day_leaves_it_blank() -> None:
    text = paper(Kind.APPEAL, "Norwalk").text
    assert "On [date] I asked Norwalk Police Department" in text
    assert "[It refused in writing on this day: ... / It has not answered in the time that the law gives.]" in text


@pytest.mark.parametrize("language", list(Language))
def test_the_days_are_told_in_the_readers_language_whatever_the_paper_is_written_in(language: Language) -> None:
    made = paper(Kind.APPEAL, "Norwalk", language, Language.EN, sent=SENT)
    assert wording(language).date(dt.date(2026, 12, 17)) in "\n".join(made.days)
    assert "On November 10, 2026 I asked" in made.text
