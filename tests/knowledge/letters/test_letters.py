"""Letters and the script for the phone: whom they address, what they tell, what they ask."""

from __future__ import annotations

import pytest

from knowledge.letters.compose import write
from knowledge.letters.types import Kind, Order
from knowledge.questions import Language
from knowledge.records import FindingStatus
from tests.knowledge.answers.desk import TODAY, base
from tests.knowledge.letters.papers import paper


def test_a_letter_to_all_names_every_member_of_the_town_by_title() -> None:
    text = paper(Kind.LEGISLATORS, "Norwalk").text
    assert text.startswith("Dear State Senator Bob Duff, State Representative Lucy Dathan, ")
    assert text.partition("\n")[0].count("State Representative") == 5


@pytest.mark.parametrize(("kind", "title"), [(Kind.UPPER, "State Senator"), (Kind.LOWER, "State Representative")])
def test_a_letter_to_one_chamber_names_its_members_alone(kind: Kind, title: str) -> None:
    made = paper(kind, "Union")
    greeting = made.text.partition("\n")[0]
    assert greeting.count("State ") == 1
    assert title in greeting
    assert len(made.ways) == 1


def test_a_letter_can_be_narrowed_to_the_member_of_one_district() -> None:
    made = paper(Kind.LOWER, "Norwalk", seat="lower 142")
    assert made.text.startswith("Dear State Representative Lucy Dathan,\n")
    assert made.title == "A letter to Lucy Dathan"
    assert made.ways[0].full.startswith(
        "Lucy Dathan: State Representative, district 142, Democratic, about 32% of Norwalk's voters."
    )
    assert made.ways[0].full.endswith("Checked on August 5, 2026.")
    assert made.ways[0].short == "Lucy Dathan · 800-842-8267 · lucy.dathan@cga.ct.gov"


def test_a_seat_that_nobody_holds_becomes_a_blank_with_the_look_up() -> None:
    made = paper(Kind.LOWER, "Norwalk", seat="lower 1")
    assert made.text.startswith("Dear [name of your legislator],")
    assert "https://www.cga.ct.gov/asp/menu/cgafindleg.asp" in made.notes[0]


def test_a_disputed_report_stands_with_its_answer_and_both_with_their_dates_and_sources() -> None:
    text = paper(Kind.LEGISLATORS, "Norwalk").text
    report, answer = text.index("Reported March 13, 2019:"), text.index("March 13, 2019, a denial:")
    assert report < answer
    assert "(According to: ACLU of Northern California; ACLU of Connecticut.) [1]" in text
    assert "“We do not report anyone\u2019s immigration status.” [5]" in text


def test_every_disputed_finding_that_a_letter_tells_is_told_with_an_answer() -> None:
    disputed = [f for f in base().findings.values() if f.status is FindingStatus.DISPUTED and f.towns]
    assert disputed
    for finding in disputed:
        for town in finding.towns:
            text = paper(Kind.POLICE, town).text
            if finding.summary in text:
                answered = [s for s in base().statements.values() if finding.id in s.about]
                assert any(s.summary in text for s in answered) or "No answer by" in text, finding.id


def test_the_law_is_told_with_its_day_and_what_it_leaves_open_in_quotes() -> None:
    text = paper(Kind.LEGISLATORS, "Avon").text
    assert "The law, as of November 22, 2026: Since October 1, 2026, according to the reports we could read," in text
    assert "What that law does not do, in the words of Plainsight's record: “It does not remove the cameras" in text


def test_the_police_are_told_which_days_of_the_law_are_still_to_come() -> None:
    assert (
        "January 1, 2027: Each agency must have adopted and published its own policy (still to come)."
        in paper(Kind.POLICE, "Avon").text
    )


def test_those_who_oversee_the_police_are_addressed_by_name_or_left_as_a_noticed_blank() -> None:
    known, unknown = paper(Kind.OVERSIGHT, "Norwalk"), paper(Kind.OVERSIGHT, "Stamford")
    assert known.text.startswith("To: Board of Police Commissioners, Norwalk")
    assert unknown.text.startswith("To: [the board, commission, mayor or manager who oversees the police], Stamford")
    assert any(note.startswith("Who oversees Stamford Police Department is not on record.") for note in unknown.notes)


def test_where_several_departments_police_a_town_the_others_are_named() -> None:
    made = paper(Kind.POLICE, "Groton")
    assert "Also policing there: Groton City Police Department and Groton Long Point Police Department." in "\n".join(made.notes)
    assert not [way for way in made.ways if "City" in way.full]


def test_a_barracks_is_reached_by_its_own_number_and_else_by_headquarters() -> None:
    assert "860-399-2100" in paper(Kind.POLICE, "Chester").ways[0].full
    assert "860-685-8000" in paper(Kind.POLICE, "Union").ways[0].full


def test_a_call_is_short_and_says_where_it_knows_it_from() -> None:
    made = paper(Kind.CALL, "Fairfield")
    assert made.text.startswith("Hello, my name is [your name]. I live in Fairfield.")
    assert len(made.text) < 1500
    assert "Plainsight, which gathers public sources, says:" in made.text
    assert "Voicemail counts too." in made.notes[0]


def test_what_does_not_fit_is_said_to_be_on_record_too() -> None:
    text = paper(Kind.POLICE, "Danbury").text
    assert "More is on record about Danbury; all of it stands in Plainsight with its sources." in text


def test_the_name_of_its_file_tells_town_kind_and_language() -> None:
    assert paper(Kind.REQUEST, "New Haven", Language.HT).file_name == "new-haven-request-ht.txt"


def test_an_unknown_town_is_an_error() -> None:
    with pytest.raises(KeyError, match="Nowhere"):
        write(Order(Kind.LEGISLATORS, "Nowhere"), base(), TODAY)
