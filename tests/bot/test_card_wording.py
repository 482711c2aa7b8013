"""The words on the cards: each is used, none is missing, and labels fit a phone."""

from __future__ import annotations

import pathlib
import re

import pytest

from knowledge.wording import LANGUAGES, wording

ROOT = pathlib.Path(__file__).parents[2]
LABELS = ("reported", "policing", "officials", "law", "legislators", "actions", "sources", "help_now", "show_everyone", "back")
LONGEST_ON_A_PHONE = 38
ROOMS = ("card.", "error.", "lookup.", "command.", "option.")
KEYS = re.compile(r"[\"']((?:card|error|lookup|command|option)\.[a-z_.]+)[\"']")
STARTERS = {"card.who_shares", "card.law"}  # named after the intents that they open
STYLES = {"option.style.light", "option.style.dark"}  # named after the styles that they choose


def keys() -> set[str]:
    return set(filter(lambda key: key.startswith(ROOMS), wording("en").keys()))


def test_every_sentence_that_the_code_names_is_there_and_no_other() -> None:
    code = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "commands").rglob("*.py")]
    named = {key for path in code for key in KEYS.findall(path.read_text(encoding="utf-8"))}
    assert named | STARTERS | STYLES == keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_a_button(language: str) -> None:
    words = wording(language)
    for key in LABELS:
        assert 1 <= len(words.say(f"card.{key}")) <= LONGEST_ON_A_PHONE, key
