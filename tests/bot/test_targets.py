"""What a button carries asks the same question again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.custom_ids import MAX_TOWNS, Target
from bot.targets import answers, holds, question_of, target_of
from knowledge.questions import Intent, Language, Question
from tests.bot.desks import release

RELEASE = release()
TOWNS = sorted(RELEASE.base.towns)
SUBJECTS = sorted(RELEASE.subjects.values(), key=lambda subject: (subject.kind, subject.id))


@pytest.mark.parametrize("town", TOWNS[::12])
@pytest.mark.parametrize("language", list(Language))
def test_a_question_about_a_town_comes_back_the_same(town: str, language: Language) -> None:
    question = Question("", language, Intent.TOWN_STATUS, (town,))
    assert question_of(target_of(question, RELEASE), RELEASE) == question


@pytest.mark.parametrize("subject", SUBJECTS[::25])
def test_a_question_about_a_record_comes_back_the_same(subject: object) -> None:
    question = Question("", Language.EN, Intent.EXPLAIN, subjects=(subject,))  # type: ignore[arg-type]
    assert question_of(target_of(question, RELEASE), RELEASE) == question


def test_a_question_about_an_agency_comes_back_the_same() -> None:
    agency = next(iter(RELEASE.agencies.values()))
    question = Question("", Language.EN, Intent.TOWN_STATUS, (TOWNS[0],), agencies=(agency,))
    assert question_of(target_of(question, RELEASE), RELEASE) == question


def test_it_can_be_asked_in_another_language() -> None:
    target = target_of(Question("", Language.EN, Intent.LAW), RELEASE)
    assert question_of(target, RELEASE, "ht").language is Language.HT


def test_more_towns_than_a_button_carries_are_left_out_in_order() -> None:
    target = target_of(Question("", Language.EN, Intent.COMPARE, tuple(TOWNS)), RELEASE)
    assert question_of(target, RELEASE).towns == tuple(TOWNS[:MAX_TOWNS])


def test_what_the_release_does_not_have_is_not_held() -> None:
    target = Target(Intent.TOWN_STATUS, "en", (RELEASE.base.towns["Union"].town_no,))
    assert holds(RELEASE, target)
    assert not holds(RELEASE, replace(target, towns=(9999,)))
    assert not holds(RELEASE, replace(target, subjects=("t00000000",)))


def test_a_town_question_without_a_town_is_held_but_answers_nothing() -> None:
    target = Target(Intent.TOWN_STATUS, "en")
    assert holds(RELEASE, target)
    assert not answers(RELEASE, target)
    assert answers(RELEASE, replace(target, intent=Intent.LAW))
