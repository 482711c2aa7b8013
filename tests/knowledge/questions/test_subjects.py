"""The records that a question names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.contents import Contents
from knowledge.questions.phrases import LEGISLATOR, SPEAKER
from knowledge.questions.subjects import SubjectFinder
from knowledge.questions.types import Subject, SubjectKind

SAYING = ("say", "said", "dijo", "disse")


@pytest.fixture(scope="module")
def finder(connecticut: Contents) -> SubjectFinder:
    return SubjectFinder.of(connecticut, SAYING)


def ids(finder: SubjectFinder, text: str, kind: SubjectKind) -> list[str]:
    return [subject.id for name in finder.find(text) for subject in name.subjects if subject.kind is kind]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what is a hotlist", "hotlist"),
        ("whats an ALPR", "alpr"),
        ("what are license plate readers", "alpr"),
        ("¿qué es un lector de placas?", "alpr"),
        ("o que é leitor de placas", "alpr"),
        ("kisa yon kamera ki li plak ye", "alpr"),
        ("explain 287(g)", "287g"),
        ("what's an ICE detainer", "detainer"),
        ("difference between a judicial warrant and an administrative warrant", "warrants"),
        ("ki sa manda jij ye", "warrants"),
        ("is New Haven a sanctuary city", "sanctuary"),
        ("what is FLOCK", "flock"),
    ],
)
def test_terms_are_found_by_all_their_names(finder: SubjectFinder, text: str, term: str) -> None:
    assert term in ids(finder, text, SubjectKind.TERM)


def test_a_longer_name_takes_the_words_of_a_shorter_one(finder: SubjectFinder) -> None:
    assert ids(finder, "what is an ice hold", SubjectKind.TERM) == ["detainer"]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("what does the Trust Act stop", "ct-trust-act"),
        ("que es la ley trust", "ct-trust-act"),
        ("Public Act 26-14", "ct-alpr-2026"),
        ("SB 397", "ct-alpr-2026"),
        ("the plate-reader law", "ct-alpr-2026"),
        ("lwa sou kamera", "ct-alpr-2026"),
    ],
)
def test_laws_are_found_by_title_number_and_nickname(finder: SubjectFinder, text: str, law: str) -> None:
    assert law in ids(finder, text, SubjectKind.LAW)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("what did Harry Rilling say", "Harry Rilling"),
        ("what did rilling say", "Harry Rilling"),
        ("chief CETRAN", "James Cetran"),
        ("qué dijo kulhawik", "Thomas Kulhawik"),
        ("mcguire", "David McGuire"),
        ("chief King", "Anthony King"),
        ("what did the governor do", "Ned Lamont"),
        ("¿qué dijo el gobernador?", "Ned Lamont"),
        ("email the attorney general", "William Tong"),
    ],
)
def test_people_are_found_by_name_family_name_and_office(finder: SubjectFinder, text: str, speaker: str) -> None:
    assert speaker in ids(finder, text, SubjectKind.SPEAKER)


@pytest.mark.parametrize("text", ["burger king near me", "a brown car", "is it a case for the police", "what a sweet bot"])
def test_an_ordinary_word_is_nobody_without_a_title(finder: SubjectFinder, text: str) -> None:
    assert [name for name in finder.find(text) if name.mask] == []


def test_a_legislator_who_spoke_is_found_as_both(finder: SubjectFinder) -> None:
    kinds = {s.kind for name in finder.find("what did Stafstrom say") for s in name.subjects}
    assert kinds == {SubjectKind.SPEAKER, SubjectKind.LEGISLATOR}


def test_every_legislator_is_found_by_full_name(finder: SubjectFinder, connecticut: Contents) -> None:
    missed = [m.name for m in connecticut.legislators if m.openstates_id not in ids(finder, m.name, SubjectKind.LEGISLATOR)]
    assert missed == []


def test_an_organisation_is_a_subject_where_it_speaks(finder: SubjectFinder) -> None:
    assert ids(finder, "what did the ACLU say", SubjectKind.ORGANISATION) == ["ACLU of Connecticut"]
    assert ids(finder, "¿qué dijo la ACLU?", SubjectKind.ORGANISATION) == ["ACLU of Connecticut"]
    assert ids(finder, "does my town share with ICE", SubjectKind.ORGANISATION) == []
    assert ids(finder, "what did the chief say about the ACLU list", SubjectKind.ORGANISATION) == []


def test_the_national_finding_is_found_by_what_people_call_it(finder: SubjectFinder, connecticut: Contents) -> None:
    national = connecticut.manifest.national_finding
    assert ids(finder, "what was the ACLU release", SubjectKind.FINDING) == [national]
    assert ids(finder, "which 80 agencies", SubjectKind.FINDING) == [national]


@pytest.mark.parametrize(
    "text", ["who chairs the judiciary committee", "quién preside el comité judicial", "public safety chairs"]
)
def test_committees_are_found(finder: SubjectFinder, text: str) -> None:
    assert len(ids(finder, text, SubjectKind.COMMITTEE)) == 1


def test_a_committee_of_another_field_needs_the_word_committee(finder: SubjectFinder) -> None:
    assert ids(finder, "housing in Norwalk", SubjectKind.COMMITTEE) == []
    assert ids(finder, "the housing committee", SubjectKind.COMMITTEE) == ["Housing"]


def test_what_a_place_has_taken_is_no_person(finder: SubjectFinder) -> None:
    assert finder.find("chief Rilling", [(6, 13)]) == []


def test_people_are_masked_and_terms_keep_their_words(finder: SubjectFinder) -> None:
    masks = {text: [name.mask for name in finder.find(text)] for text in ("Rilling", "rep Candelora", "hotlist")}
    assert masks == {"Rilling": [SPEAKER], "rep Candelora": [LEGISLATOR], "hotlist": [None]}


def test_records_of_low_confidence_are_never_found(finder: SubjectFinder, connecticut: Contents) -> None:
    shown = {name for s in connecticut.statements if s.showable for name in s.speakers} | {o.name for o in connecticut.executive}
    people = [*finder.names.values(), *finder.families.values()]
    speakers = {s.id for subjects in people for s in subjects if s.kind is SubjectKind.SPEAKER}
    assert speakers <= shown


@given(text=st.text(max_size=200))
def test_names_lie_in_the_text_in_order_and_never_overlap(finder: SubjectFinder, text: str) -> None:
    found = finder.find(text)
    assert all(0 <= name.start < name.end <= len(text) for name in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(isinstance(subject, Subject) for name in found for subject in name.subjects)
