"""Every intent answers in full on the real record."""

from __future__ import annotations

import pytest

from knowledge.answer import SectionKey
from knowledge.places import Clarify, ClarifyReason
from knowledge.questions import Intent, Language, Subject, SubjectKind
from knowledge.standing import TownRecord
from tests.knowledge.answers.desk import THE_EIGHT, ask, base, claims, text


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("intent", list(Intent))
@pytest.mark.parametrize("towns", [(), ("Norwalk",), ("Union",), ("Groton", "New Haven", "Windham")])
def test_every_intent_is_answered_in_every_language_for_any_number_of_towns(
    intent: Intent, language: Language, towns: tuple[str, ...]
) -> None:
    if intent in {Intent.TOWN_STATUS, Intent.COMPARE} and not towns:
        pytest.skip("asks back for a town before it is composed")
    answer = ask(intent, *towns, language=language)
    assert answer.title
    assert answer.sections[0].key is SectionKey.BOTTOM_LINE
    assert answer.language is language
    assert "{" not in text(answer)


def test_who_shares_lists_by_record_strongest_first_and_names_the_eight() -> None:
    answer = ask(Intent.WHO_SHARES)
    headings = [section.title for section in answer.sections if section.key is SectionKey.REPORTED]
    assert headings[0].startswith("Federal searches in a log it released")
    named = answer.sections[1].blocks[0]
    assert headings[0].startswith(named.label)
    assert "Manchester" in named.text
    listed = {claim.label for claim in claims(answer)}
    assert set(THE_EIGHT) <= listed
    assert TownRecord.NOTHING_ON_RECORD not in answer.records.values()
    assert "no town that is confirmed to share with ICE today" in text(answer, SectionKey.BOTTOM_LINE)


def test_who_shares_puts_immigration_accounts_before_other_federal_ones() -> None:
    labels = [claim.label for claim in claims(ask(Intent.WHO_SHARES))]
    assert labels.index("Manchester") < labels.index("Darien")


def test_who_shares_tells_the_national_record_of_2019() -> None:
    said = text(ask(Intent.WHO_SHARES))
    assert "more than 80 local agencies" in said
    assert "Over 1,800 pages" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("David McGuire", "must immediately stop sharing"),
        ("James Cetran", "no longer sharing with them"),
        ("Steve Stafstrom", "If proven true, this report is very concerning"),
        ("Thomas Kulhawik", "unknown to him"),
        ("Harry Rilling", "Denied any agreement"),
    ],
)
def test_statements_come_out_by_speaker(name: str, words: str) -> None:
    answer = ask(Intent.STATEMENTS, subjects=(Subject("speaker", name, name),))
    assert name in answer.title
    assert words in text(answer)


def test_statements_of_a_town_stand_with_date_and_stance() -> None:
    answer = ask(Intent.STATEMENTS, "Norwalk")
    labels = [claim.label for claim in claims(answer)]
    assert "March 13, 2019, a denial" in labels


def test_legislators_come_with_share_every_way_to_reach_them_the_lookup_page_and_the_chairs() -> None:
    answer = ask(Intent.LEGISLATORS, "Fairfield")
    said = text(answer)
    assert {person.chamber for person in answer.legislators} == {"upper", "lower"}
    assert "about 40% of Fairfield's voters" in said
    assert "jennifer.leeper@cga.ct.gov" in said
    assert "Steve Stafstrom, Judiciary" in said
    assert "Public Safety and Security" in said
    assert any("cgafindleg" in link.url for link in answer.links)
    assert "August 5, 2026" in said


@pytest.mark.parametrize("town", sorted(base().towns))
def test_every_town_has_a_senator_and_a_representative_to_call(town: str) -> None:
    answer = ask(Intent.LEGISLATORS, town)
    chambers = {person.chamber for person in answer.legislators} | {
        "vacant" for block in answer.blocks if "no sitting member" in block.sentence
    }
    assert chambers >= {"upper", "lower"} or "vacant" in chambers
    assert all(person.phone or person.email or person.url for person in answer.legislators)


def test_the_law_says_what_it_does_what_it_does_not_and_its_dates() -> None:
    said = text(ask(Intent.LAW))
    assert "They may not use plate data to enforce immigration law" in said
    assert "A warrant opens the data" in said
    assert "October 1, 2026" in said
    assert "TRUST Act" in said


def test_a_named_law_is_told_alone() -> None:
    answer = ask(Intent.LAW, subjects=(Subject("law", "ct-trust-act", "TRUST Act"),))
    assert answer.title == "Connecticut TRUST Act (the rules today)"
    assert [section.key for section in answer.sections] == [SectionKey.BOTTOM_LINE, SectionKey.LAW]


def test_a_term_is_explained_with_its_source() -> None:
    answer = ask(Intent.EXPLAIN, subjects=(Subject("term", "hotlist", "Hotlist"),))
    assert answer.title == "Hotlist"
    assert claims(answer)[0].citations


def test_acting_hands_over_a_script_a_request_with_its_statute_and_whom_to_write() -> None:
    answer = ask(Intent.TAKE_ACTION, "Norwich")
    said = text(answer)
    assert "I live in Norwich" in said
    assert "To Norwich Police Department, records request under Conn. Gen. Stat. 1-210 and 1-212" in said
    assert "four business days" in said
    assert "William Tong, attorney general" in said
    assert answer.legislators


def test_urgent_help_names_a_help_line_before_anything_else_even_when_a_town_is_unclear() -> None:
    unclear = Clarify(ClarifyReason.AMBIGUOUS, ("Groton", "Stonington"))
    answer = ask(Intent.URGENT_HELP, clarify=unclear)
    first = answer.sections[0].blocks[0].sentence
    assert first.startswith("Statewide Legal Services of Connecticut")
    assert "1-800-453-3320" in first


def test_about_says_what_is_kept_and_which_version_answers() -> None:
    said = text(ask(Intent.ABOUT))
    assert "I keep no question" in said
    assert base().version[:12] in said


def test_sources_of_a_town_list_each_with_how_much_was_read() -> None:
    answer = ask(Intent.SOURCES, "Fairfield")
    assert "Read by the curators: an excerpt." in text(answer)
    assert {"acluct-2019-03-13"} <= {citation.source.id for citation in answer.sources}


def test_updates_put_the_newest_record_first() -> None:
    whens = [claim.when for claim in claims(ask(Intent.UPDATES)) if claim.label][:10]
    assert whens == sorted(whens, reverse=True)


@pytest.mark.parametrize("reason", list(ClarifyReason))
def test_asking_back_offers_the_choices_and_claims_nothing(reason: ClarifyReason) -> None:
    choices = () if reason in {ClarifyReason.NO_TOWN, ClarifyReason.ELSEWHERE} else ("Groton", "Stonington")
    answer = ask(Intent.TOWN_STATUS, clarify=Clarify(reason, choices))
    assert answer.choices == choices
    assert not answer.records
    assert not claims(answer)


def test_a_translated_answer_says_that_it_is_not_yet_reviewed() -> None:
    answer = ask(Intent.TOWN_STATUS, "Fairfield", language=Language.ES)
    assert "Documentos de la ACLU mostraron" in text(answer)
    assert "revis" in answer.footnote


def test_towns_that_stopped_are_listed_alone_when_asked_for() -> None:
    answer = ask(Intent.WHO_SHARES, subjects=(Subject(SubjectKind.TOWN_RECORD, "sharing_ended", "sharing_ended"),))
    headings = [section.title for section in answer.sections if section.key is SectionKey.REPORTED]
    assert headings == ["Sharing was reported; said to have ended: 2"]


def test_each_line_of_the_list_stands_alone_with_attribution_and_date() -> None:
    said = {claim.label: claim.text for claim in claims(ask(Intent.WHO_SHARES))}
    assert said["Enfield"].startswith("Sharing was reported; the police dispute it (2019). About Enfield Police Department")
    assert "according to ACLU of Northern California" in said["Enfield"]
    assert "Southern Connecticut State University" in said["New Haven"]
    assert "ICE is not named" in said["Clinton"]
    assert "newest" not in said["Darien"]


def test_those_who_did_not_respond_are_told_by_their_stance() -> None:
    answer = ask(Intent.STATEMENTS, subjects=(Subject(SubjectKind.STANCE, "no_comment", "no_comment"),))
    assert claims(answer)
    assert all("did not respond" in claim.label for claim in claims(answer) if claim.label.endswith("respond"))
    assert "Fairfield, Westport, Stratford and Trumbull police" in text(answer)


def test_a_warrant_is_explained_before_the_law() -> None:
    answer = ask(Intent.LAW, subjects=(Subject(SubjectKind.TERM, "warrants", "warrants"),))
    assert "A judicial warrant is signed by a judge" in answer.sections[0].blocks[0].sentence


def test_the_law_says_what_the_curators_are_not_certain_of() -> None:
    assert "We could read only the title and section 1 of the Act" in text(ask(Intent.LAW))


def test_a_town_with_other_dealings_with_ice_hears_of_them_in_the_bottom_line() -> None:
    bottom = text(ask(Intent.TOWN_STATUS, "Danbury"), SectionKey.BOTTOM_LINE)
    assert "other dealings with ICE (2006, 2009, and 2017)" in bottom
    assert "no report that their data is shared with ICE" in bottom


def test_urgent_help_explains_the_warrants_right_after_the_first_lines_and_moves_the_towns_own_line_up() -> None:
    keys = [section.key for section in ask(Intent.URGENT_HELP).sections]
    assert keys == [SectionKey.BOTTOM_LINE, SectionKey.LAW, SectionKey.DETAILS]
    labels = [claim.label for claim in claims(ask(Intent.URGENT_HELP, "Danbury"))]
    assert labels[0].startswith("Statewide Legal Services"), "a line without a number does not stand above one that can be called"
    assert labels[1].startswith("Danbury Unites")
