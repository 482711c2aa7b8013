"""From reading to acting: districts to choose from, who oversees the police, and help in the order that a case needs."""

from __future__ import annotations

import pytest

from knowledge.answer import Answer, Claim, SectionKey
from knowledge.answers import compose
from knowledge.answers.policing import is_of_the_state
from knowledge.questions import Intent, Language, Question, Situation
from tests.knowledge.answers.desk import TODAY, ask, base, claims, status, text


def urgent(situation: Situation | None, language: Language = Language.EN) -> Answer:
    return compose(Question("", language, Intent.URGENT_HELP, situation=situation), base(), TODAY)


# Legislators


def test_a_split_town_lists_its_districts_with_their_share_and_asks_which() -> None:
    section = ask(Intent.LEGISLATORS, "Norwalk").section(SectionKey.LEGISLATORS)
    assert section is not None
    question = section.blocks[0]
    assert question.label == "Which district is yours?"
    assert "House district 142 (32%), House district 143 (30%)" in question.text
    assert "Senate" not in question.text, "the whole town lies in one district of the Senate"
    assert "the state's own page finds it by address" in question.text


def test_a_town_that_is_not_split_is_not_asked() -> None:
    assert "Which district" not in text(ask(Intent.LEGISLATORS, "Union"))


def test_each_contact_is_told_in_every_way_to_reach_it_and_with_the_day_it_was_checked() -> None:
    for town in ("Norwalk", "Union", "Hartford"):
        for person in ask(Intent.LEGISLATORS, town).legislators:
            line = next(b for b in ask(Intent.LEGISLATORS, town).blocks if b.label == person.name)
            ways = [way for way in (person.phone, person.email, person.url, person.form_url, person.address) if way]
            assert all(way in line.text for way in ways)
            assert line.text.endswith("Checked on August 5, 2026.")


# Who oversees the police


def test_who_oversees_the_police_is_told_with_its_source_and_day() -> None:
    claim = next(c for c in claims(status("Fairfield")) if "oversees" in c.text)
    assert claim.text == "Who oversees the police in Fairfield: Police Commission (source: fairfieldct.org, 2023)."
    assert [c.source.url for c in claim.citations] == ["https://fairfieldct.org/policecommission/about"]


def test_a_source_without_an_address_is_named_in_words() -> None:
    said = text(status("Greenwich"), SectionKey.POLICING)
    assert "First Selectman (as Police Commissioner) (source: http://state.ct.us/foi/2009FD/" in said
    assert "January 14, 2009)" in said


def test_a_town_whose_overseers_are_not_known_says_so_and_where_to_ask() -> None:
    said = text(status("Stamford"), SectionKey.POLICING)
    assert "Who oversees the police in Stamford is not on record yet. The town's own site is the place to ask: https://" in said


def test_every_town_is_told_who_oversees_its_police_or_that_this_is_not_on_record() -> None:
    for town, row in base().policing.items():
        said = text(status(town), SectionKey.POLICING)
        known = bool(base().directory.oversight(town))
        assert ("is not on record yet" in said) is not known
        if not known and is_of_the_state(row):
            assert f"Who oversees {row.primary_agency} is not on record yet." in said


def test_police_that_may_be_supervised_are_told_no_surer_than_the_record_is() -> None:
    said = text(status("Montville"), SectionKey.POLICING)
    assert "Montville Police Department is listed for Montville, likely under a resident trooper" in said
    assert "no police department of its own" not in said


def test_the_call_script_names_the_agency_and_never_says_our_police() -> None:
    said = text(ask(Intent.TAKE_ACTION, "Union"))
    assert "the license-plate data of Connecticut State Police Troop C" in said
    assert "our police" not in said


# Urgent help


@pytest.mark.parametrize("language", list(Language))
def test_without_a_town_each_script_has_its_gaps_in_its_own_language(language: Language) -> None:
    answer = compose(Question("", language, Intent.TAKE_ACTION), base(), TODAY)
    spoken = [block.text for block in answer.sections[1].blocks if block.text.startswith("“")]
    english = "[your town]", "[name of your police department]"
    assert len(spoken) == (1 if language is Language.EN else 2)
    assert all(gap in spoken[-1] for gap in english)
    assert all(gap not in spoken[0] for gap in english) or language is Language.EN
    assert "[" not in answer.sections[0].blocks[0].text


def test_who_was_taken_is_searched_for_first() -> None:
    answer = urgent(Situation.TAKEN)
    assert [claim.label.partition(" (")[0] for claim in claims(answer)][:3] == [
        "ICE Online Detainee Locator",
        "Statewide Legal Services of Connecticut",
        "Danbury Unites for Immigrants helpline",
    ]
    assert answer.links[0].url == "https://locator.ice.gov/odls/"


@pytest.mark.parametrize("situation", [Situation.HERE, None])
def test_at_the_door_a_line_that_answers_a_call_comes_first(situation: Situation | None) -> None:
    assert claims(urgent(situation))[0].label.startswith("Statewide Legal Services")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("situation", [*Situation, None])
def test_nothing_stands_above_the_help_lines_and_the_steps_are_short(situation: Situation | None, language: Language) -> None:
    first = urgent(situation, language).sections[0]
    assert first.key is SectionKey.BOTTOM_LINE
    assert [isinstance(block, Claim) for block in first.blocks[:2]] == [True, True]
    steps = first.blocks[2:]
    assert 2 <= len(steps) <= 3
    assert all(len(step.text) < 150 for step in steps)


@pytest.mark.parametrize("situation", [*Situation, None])
def test_the_hours_of_a_help_line_stand_beside_its_number(situation: Situation | None) -> None:
    line = next(claim for claim in claims(urgent(situation)) if claim.label.startswith("Statewide Legal Services"))
    assert line.text.index("1-800-453-3320") < line.text.index("Monday to Friday 9 a.m. to noon")


def test_no_line_is_lost_whatever_comes_first() -> None:
    labels = [sorted(c.label for c in claims(urgent(situation))) for situation in (*Situation, None)]
    assert labels[0] == labels[1] == labels[2]
