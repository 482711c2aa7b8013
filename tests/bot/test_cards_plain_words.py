"""No jargon without its explanation one tap away: from a town's first card, in its language, and back again."""

from __future__ import annotations

import pytest

from bot.custom_ids import Verb, read
from knowledge.questions import Intent
from knowledge.wording import LANGUAGES, wording
from tests.bot import desks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("town", ["Fairfield", "Union"])
def test_the_words_of_a_towns_card_are_explained_one_tap_away(town: str, language: str) -> None:
    desk = desks.desk()
    first = desks.target(Intent.TOWN_STATUS, town, language=language)
    presses = [press for custom_id in desks.custom_ids(desk.follow(first)) if (press := read(custom_id))]
    (explaining,) = [press for press in presses if press.verb is Verb.OPEN and press.target.intent is Intent.EXPLAIN]
    target = desk.wanted(explaining)
    assert target
    told = desks.text(desk.follow(target))
    base = desks.release().base
    translated = base.contents.translations[language].texts["terms"] if language != "en" else {}
    for term in base.contents.manifest.town_terms:
        said = translated[term]["term"] if translated else base.terms[term].term
        assert f"**{said.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}**" in told or f"**{said}**" in told
    assert wording(language).say("card.back") in desks.labels(desk.follow(target))
    assert target.above == first
