"""The release of March 2019, asked about as people ask."""

from __future__ import annotations

import pytest

from knowledge.answer import SectionKey
from knowledge.answers import compose
from knowledge.questions import Intent, Subject, SubjectKind
from tests.knowledge.answers.desk import THE_EIGHT, TODAY, ask, base, claims, text

RELEASE = Subject(SubjectKind.FINDING, base().manifest.national_finding, "the release")


@pytest.mark.parametrize(
    "question",
    [
        "who are the eight towns",
        "the 2019 ACLU list",
        "how many agencies nationally were on the ACLU list",
        "quais são as oito cidades",
        "¿cuáles son los ocho pueblos de la lista de la ACLU?",
    ],
)
def test_plain_questions_about_the_list_get_the_release(question: str) -> None:
    answer = compose(base().reader.understand(question), base(), TODAY)
    assert set(THE_EIGHT) == set(answer.records)


def test_the_release_names_the_national_count_and_each_agency_with_its_answer() -> None:
    answer = ask(Intent.WHO_SHARES, subjects=(RELEASE,))
    assert "more than 80 local agencies" in text(answer, SectionKey.BOTTOM_LINE)
    named = answer.section(SectionKey.REPORTED)
    assert named is not None
    assert [block.label for block in named.blocks] == sorted(block.label for block in named.blocks)
    assert len(named.blocks) == len(THE_EIGHT)
    assert "the police denied passing information to ICE" in text(answer)


def test_the_figures_stand_with_the_accounts_that_differ() -> None:
    said = text(ask(Intent.WHO_SHARES, subjects=(RELEASE,)))
    assert "42 / about 40 / more than 50 / more than two dozen" in said
    assert "no concrete evidence that anyone was deported" in said


def test_citations_are_numbered_in_reading_order() -> None:
    for intent in (Intent.WHO_SHARES, Intent.UPDATES):
        for subjects in ((), (RELEASE,)):
            firsts = list(dict.fromkeys(c.n for claim in claims(ask(intent, subjects=subjects)) for c in claim.citations))
            assert firsts == sorted(firsts)


def test_a_question_with_a_town_is_about_the_town() -> None:
    assert ask(Intent.UPDATES, "Norwalk", subjects=(RELEASE,)).title == "The newest records: Norwalk"
