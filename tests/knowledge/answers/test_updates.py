"""What organizers posted stands in answers under their name, apart from the record, and is never a claim."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.answer import Answer, Line, SectionKey, Update
from knowledge.answers import compose
from knowledge.answers.changed import changed, towns_changed
from knowledge.base import KnowledgeBase
from knowledge.questions import Intent, Language, Question
from tests.bot import variations
from tests.knowledge.answers.desk import TODAY, base, claims, text

STARTS = dt.datetime(2026, 12, 3, 18, 30, tzinfo=dt.UTC)
UPDATE = Update(
    ("Norwalk",), "Neighbours", dt.date(2026, 11, 20), "Vote", "It is tonight.", "https://council.example/", STARTS, "Town Hall"
)


def answer(intent: Intent, *towns: str, language: Language = Language.EN, updates: tuple[Update, ...] = (UPDATE,)) -> Answer:
    return compose(Question("", language, intent, towns), base(), TODAY, updates)


def test_a_towns_answer_tells_the_newest_with_who_posted_them_and_when() -> None:
    told = text(answer(Intent.TOWN_STATUS, "Norwalk"), SectionKey.LATEST)
    assert told.startswith("Latest from organizers\nVote: Posted by the organizers of Neighbours on November 20, 2026.")
    assert "When: December 3, 2026, 6:30 PM. Where: Town Hall." in told
    assert "https://council.example/" in told
    assert told.endswith("They are not part of the sourced record.")


@pytest.mark.parametrize("intent", [Intent.TOWN_STATUS, Intent.UPDATES])
def test_no_update_is_a_claim_or_has_a_source(intent: Intent) -> None:
    with_updates, without = answer(intent, "Norwalk"), answer(intent, "Norwalk", updates=())
    section = with_updates.section(SectionKey.LATEST)
    assert section
    assert all(isinstance(block, Line) for block in section.blocks)
    assert claims(with_updates) == claims(without)
    assert with_updates.sources == without.sources
    assert without.section(SectionKey.LATEST) is None
    assert without.updates == ()


def test_three_at_most_are_told() -> None:
    many = tuple(UPDATE._replace(headline=f"Vote {n}") for n in range(5))
    assert [update.headline for update in answer(Intent.UPDATES, updates=many).updates] == ["Vote 0", "Vote 1", "Vote 2"]


@pytest.mark.parametrize("intent", [Intent.LAW, Intent.LEGISLATORS, Intent.URGENT_HELP, Intent.WHO_SHARES])
def test_other_answers_leave_them_out(intent: Intent) -> None:
    found = answer(intent, "Norwalk")
    assert found.section(SectionKey.LATEST) is None
    assert found.updates == ()


@pytest.mark.parametrize(
    ("language", "told"),
    [(Language.ES, "el 20 de noviembre de 2026"), (Language.PT, "18:30"), (Language.HT, "Òganizatè Neighbours yo te pibliye sa")],
)
def test_they_are_told_in_every_language(language: Language, told: str) -> None:
    assert told in text(answer(Intent.TOWN_STATUS, "Norwalk", language=language), SectionKey.LATEST)


def small(number: int) -> KnowledgeBase:
    return variations.release(number).base


def test_what_changed_about_a_town_is_what_people_read_otherwise() -> None:
    found = changed("Alder", small(0), small(1), Language.EN, TODAY)
    assert found
    assert found.before == found.after
    [claim] = [block for block in found.blocks if "edition 1" in block.sentence]
    assert claim.citations[0].source.url


def test_a_town_about_which_people_read_the_same_has_not_changed() -> None:
    assert changed("Birch", small(0), small(1), Language.EN, TODAY) is None
    assert changed("Alder", small(0), small(0), Language.EN, TODAY) is None
    assert changed("Nowhere", small(0), small(1), Language.EN, TODAY) is None
    assert towns_changed(("Alder", "Birch"), small(0), small(1), TODAY) == ("Alder",)
