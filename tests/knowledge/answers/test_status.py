"""Does my town share? The answer for a town, on the real record."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.answer import Claim, SectionKey, Undated
from knowledge.questions import Intent
from knowledge.standing import TownRecord
from tests.knowledge.answers.desk import THE_EIGHT, ask, base, claims, status, text

ORDER = list(SectionKey)
TOWNS = sorted(base().towns)
LOGGED = {"Manchester": "175", "Waterford": "175", "Farmington": "197", "Windsor": "7", "Darien": "6,021"}


@pytest.mark.parametrize("town", TOWNS)
def test_every_town_is_answered_in_the_promised_order_with_at_most_two_opening_sentences(town: str) -> None:
    answer = status(town)
    keys = [section.key for section in answer.sections]
    assert keys == sorted(keys, key=ORDER.index)
    assert keys[0] is SectionKey.BOTTOM_LINE
    assert {SectionKey.REPORTED, SectionKey.OFFICIALS, SectionKey.STANDING, SectionKey.POLICING, SectionKey.LAW} <= set(keys)
    assert {SectionKey.LEGISLATORS, SectionKey.ACTIONS} <= set(keys)
    assert len(answer.sections[0].blocks) == 2
    assert all(block.sentence.count(". ") == 0 for block in answer.sections[0].blocks)
    assert answer.title == town
    assert answer.records == {town: base().standings[town].record}


@pytest.mark.parametrize("town", TOWNS)
def test_every_claim_bears_citations_that_the_answer_lists(town: str) -> None:
    answer = status(town)
    listed = {citation.n: citation.source for citation in answer.sources}
    assert list(listed) == list(range(1, len(listed) + 1))
    for claim in claims(answer):
        assert claim.citations
        assert all(listed[citation.n] is citation.source for citation in claim.citations)


@pytest.mark.parametrize("town", TOWNS)
def test_the_bottom_line_says_as_of_when_and_what_the_law_says(town: str) -> None:
    bottom = text(status(town), SectionKey.BOTTOM_LINE)
    assert "November 22, 2026" in bottom
    assert "Public Act 26-14" in bottom


@pytest.mark.parametrize("town", TOWNS)
def test_no_answer_says_that_a_town_shares_today_or_that_it_does_not(town: str) -> None:
    said = text(status(town)).lower()
    for sentence in (f"{town.lower()} shares", f"{town.lower()} does not share", f"{town.lower()} police share with ice"):
        assert sentence not in said


@pytest.mark.parametrize("town", THE_EIGHT)
def test_each_of_the_eight_of_2019_is_told_with_its_date_and_its_source(town: str) -> None:
    reported = status(town).section(SectionKey.REPORTED)
    assert reported is not None
    release = [block for block in reported.blocks if isinstance(block, Claim) and "ACLU records" in block.text]
    assert len(release) == 1
    assert "2019" in release[0].label
    assert "acluct-2019-03-13" in {citation.source.id for citation in release[0].citations}
    assert "According to: ACLU" in release[0].text


def test_a_released_log_leads_and_is_worded_as_reach() -> None:
    for town, count in LOGGED.items():
        answer = status(town)
        bottom = answer.sections[0].blocks[0].sentence
        assert answer.records[town] is TownRecord.FEDERAL_SEARCHES_LOGGED
        assert count in bottom
        assert f"audit logs released by {town}" in bottom
        assert "shows reach" in bottom


def test_manchester_names_both_immigration_accounts_and_their_counts() -> None:
    said = text(status("Manchester"))
    assert "175 searches by an account named Homeland Security Investigations" in said
    assert "209 by" in said
    assert "US Border Patrol" in said
    assert "March 10 to May 1, 2025" in said
    assert "It does not show what was found" in said


def test_a_town_without_a_released_log_is_told_exactly_that() -> None:
    for town in set(TOWNS) - set(LOGGED) - {"North Haven"}:
        assert "No search log from this town has been released" in text(status(town), SectionKey.STANDING)


def test_darien_is_told_that_no_account_was_named_for_immigration() -> None:
    assert "none by immigration accounts" in status("Darien").headline
    assert "(2025)" in status("Manchester").headline


def test_wethersfields_chief_first_did_not_know_and_then_removed_ice() -> None:
    answer = status("Wethersfield")
    officials = text(answer, SectionKey.OFFICIALS)
    assert answer.records["Wethersfield"] is TownRecord.SHARING_ENDED
    assert "James Cetran" in officials
    assert "had not known" in officials
    assert "we are no longer sharing with them" in officials
    assert "removed ICE from his list" in text(answer, SectionKey.BOTTOM_LINE)


def test_norwalk_hears_both_sides() -> None:
    officials = text(status("Norwalk"), SectionKey.OFFICIALS)
    assert "Harry Rilling and Thomas Kulhawik" in officials
    assert "Denied any agreement with ICE" in officials
    assert "David McGuire" in officials
    assert "Steve Stafstrom" in officials


def test_stratfords_silence_is_said_with_its_date() -> None:
    officials = text(status("Stratford"), SectionKey.OFFICIALS)
    assert "March 13, 2019, did not respond" in officials


def test_an_agency_that_has_not_answered_is_said_not_to_have() -> None:
    assert "No answer by Manchester Police Department" in text(status("Manchester"), SectionKey.OFFICIALS)


def test_windsor_2026_is_told_with_the_chiefs_memo_and_the_vote() -> None:
    said = text(status("Windsor"))
    assert "nationwide lookup" in said
    assert "Donald Melanson" in said
    assert "the council voted to turn the cameras off" in said
    assert "In March 2023 Windsor told residents" in said


def test_a_town_with_nothing_on_record_says_so_says_it_proves_nothing_and_offers_the_way_to_find_out() -> None:
    answer = status("Union")
    assert answer.records["Union"] is TownRecord.NOTHING_ON_RECORD
    assert answer.headline == "Nothing on record"
    assert "proves nothing either way" in text(answer, SectionKey.BOTTOM_LINE)
    assert "Ask Connecticut State Police Troop C for" in text(answer, SectionKey.ACTIONS)


def test_who_polices_is_told_as_far_as_it_is_established() -> None:
    assert "Norwalk has its own police: Norwalk Police Department." in text(status("Norwalk"), SectionKey.POLICING)
    union = text(status("Union"), SectionKey.POLICING)
    assert "State Police Troop C (Tolland)" in union
    assert "is not established" in union
    assert "with a resident trooper" in text(status("Colchester"), SectionKey.POLICING)
    assert "Southern Connecticut State University Police" in text(status("New Haven"), SectionKey.POLICING)
    assert "Mohegan Tribal Police" in text(status("Montville"), SectionKey.POLICING)
    assert "Willimantic Police Department polices part of Windham" in text(status("Windham"), SectionKey.POLICING)


def test_the_law_tells_past_dates_from_those_to_come() -> None:
    law = text(status("Norwalk"), SectionKey.LAW)
    assert "October 1, 2026: Use limits" in law
    assert "December 1, 2026: Model policy due from the state police standards council (POST-C) (still to come)" in law
    later = text(status("Norwalk", as_of=dt.date(2027, 2, 1)), SectionKey.LAW)
    assert "still to come" not in later


def test_the_age_of_the_newest_record_is_counted_from_the_day_passed_in() -> None:
    assert "2 years ago" in text(status("Fairfield"), SectionKey.STANDING)
    assert "3 years ago" in text(status("Fairfield", as_of=dt.date(2027, 8, 1)), SectionKey.STANDING)


def test_low_confidence_records_are_never_shown() -> None:
    leads = [finding for finding in base().contents.findings if not finding.showable]
    assert len(leads) == 50
    said = "\n".join(text(status(town)) for town in TOWNS)
    for lead in leads:
        assert lead.summary not in said
    for statement in base().contents.statements:
        if not statement.showable:
            assert statement.summary not in said


def test_an_undated_claim_says_that_it_is_undated() -> None:
    undated = [claim for town in TOWNS for claim in claims(status(town)) if claim.when is Undated.NOT_GIVEN and claim.label]
    assert undated
    assert all("Undated" in claim.label for claim in undated)


def test_several_towns_are_all_answered_with_the_law_once() -> None:
    answer = ask(Intent.TOWN_STATUS, "Bristol", "Southington", "Plainville")
    assert list(answer.records) == ["Bristol", "Southington", "Plainville"]
    assert text(answer).count("Since October 1, 2026") == 1
    for town in answer.records:
        assert any(section.title.startswith(f"{town}:") for section in answer.sections)


def test_comparing_warns_that_more_records_can_mean_only_more_questions() -> None:
    answer = ask(Intent.COMPARE, "Norwalk", "Union")
    assert "can mean only that more people asked" in text(answer)
    assert answer.choices == ("Norwalk", "Union")
