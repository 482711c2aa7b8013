"""What stands on the contact sheets: the same ten questions in every language, understood alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.languages import Speech
from knowledge.questions import Intent
from knowledge.wording import LANGUAGES
from tests.contact_sheets import ASKED, desk

SHOWN = Path(__file__).parents[1] / "docs" / "shown.md"


def understood(language: str) -> list[tuple[Intent, tuple[str, ...], tuple[str, ...]]]:
    found = [desk().understand(said, Speech(locale=language)) for said in ASKED[language]]
    assert {question.language for question in found} == {language}
    return [(its.intent, its.towns, its.clarify.choices if its.clarify else ()) for its in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ten_questions_mean_the_same_in_every_language(language: str) -> None:
    assert len(set(ASKED[language])) == 10
    assert understood(language) == understood("en")


def test_the_ten_questions_are_of_many_kinds_and_the_last_is_asked_back() -> None:
    asked = understood("en")
    assert len({intent for intent, _, _ in asked}) == 7
    assert asked[-1] == (Intent.TOWN_STATUS, (), ("Stafford", "Stamford"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_sheet_on_the_page(language: str) -> None:
    assert f"pictures/ten-questions-{language}.png" in SHOWN.read_text(encoding="utf-8")
