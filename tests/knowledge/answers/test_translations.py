"""The record in the asker's language: what is not translated is marked where it stands, and explained only where it is shown."""

from __future__ import annotations

import dataclasses
import re

import pytest

from knowledge.answer import Answer, SectionKey
from knowledge.answers import compose
from knowledge.base import KnowledgeBase
from knowledge.contents import Translations, fingerprint
from knowledge.questions import Intent, Language, Question
from knowledge.translating import entries, has_words
from knowledge.wording import wording
from tests.knowledge.answers.desk import TODAY, ask, base, status, text

OTHERS = (Language.ES, Language.PT, Language.HT)
QUOTE = re.compile("“([^”]+)”[^“]*“([^”]+)”")


def with_spanish(change: Translations) -> KnowledgeBase:
    contents = base().contents
    return KnowledgeBase.of(dataclasses.replace(contents, translations={**contents.translations, "es": change}))


def fairfield(known: KnowledgeBase) -> Answer:
    return compose(Question("", Language.ES, Intent.TOWN_STATUS, ("Fairfield",)), known, TODAY)


@pytest.fixture(scope="module")
def spanish() -> Translations:
    return base().contents.translations["es"]


def without(translations: Translations, kind: str, record: str) -> Translations:
    kept = {key: fields for key, fields in translations.texts[kind].items() if key != record}
    return dataclasses.replace(translations, texts={**translations.texts, kind: kept})


def test_a_text_without_a_translation_is_marked_where_it_stands_and_no_other(spanish: Translations) -> None:
    answer = fairfield(with_spanish(without(spanish, "findings", "f-fairfield-2019")))
    mark = wording("es").say("text.english")
    english = base().findings["f-fairfield-2019"]
    assert f"{english.summary} {mark}" in text(answer)
    assert text(answer).count(mark) == text(fairfield(base())).count(mark) + sum(
        text(answer).count(found) for found in (english.summary, english.in_short) if found
    )


def test_the_mark_is_explained_below_the_texts_that_bear_it_alone(spanish: Translations) -> None:
    answer = fairfield(with_spanish(without(spanish, "findings", "f-fairfield-2019")))
    explained = wording("es").say("footnote.english", mark=wording("es").say("text.english"))
    reported, law = answer.section(SectionKey.REPORTED), answer.section(SectionKey.LEGISLATORS)
    assert reported
    assert law
    assert explained in answer.footnote_below(reported.blocks)
    assert explained not in answer.footnote_below(law.blocks)


@pytest.mark.parametrize("language", OTHERS)
def test_the_bottom_line_of_a_town_says_nothing_of_english_where_it_holds_none(language: Language) -> None:
    for town in ("Fairfield", "Norwalk", "Avon", "Union"):
        answer = status(town, language=language)
        bottom = answer.section(SectionKey.BOTTOM_LINE)
        assert bottom
        assert wording(language).say("text.english") not in answer.footnote_below(bottom.blocks)


def test_english_answers_bear_no_mark() -> None:
    assert status("Manchester").remark is None
    assert wording("en").say("text.english") not in text(status("Manchester"))


@pytest.mark.parametrize("language", OTHERS)
def test_a_number_or_a_date_needs_no_translation(language: Language) -> None:
    assert not has_words("860-344-0380")
    answer = ask(Intent.URGENT_HELP, language=language)
    mark = wording(language).say("text.english")
    assert [line for line in text(answer).splitlines() if mark in line and not has_words(line.replace(mark, ""))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_quotation_keeps_its_original_with_a_translation_marked_as_one_beside_it(language: Language) -> None:
    quoted = {s.quote: s for s in base().contents.statements if s.quote and s.showable}
    texts = base().contents.translations[language].texts["statements"]
    told = text(ask(Intent.STATEMENTS, language=language))
    shown = [quote for quote in quoted if quote in told]
    assert shown
    for quote in shown:
        beside = wording(language).say("claim.quote.translated", quote=texts[quoted[quote].id]["quote"])
        assert f"“{quote}” {beside}" in told


def test_a_quotation_without_a_translation_stands_in_english_as_its_lead_in_says(spanish: Translations) -> None:
    statement = next(s for s in base().contents.statements if s.quote and s.showable)
    known = with_spanish(without(spanish, "statements", statement.id))
    told = text(compose(Question("", Language.ES, Intent.STATEMENTS), known, TODAY))
    if statement.quote not in told:
        pytest.skip("the statewide answer does not show it")
    assert wording("es").say("claim.quote", quote=statement.quote) in told
    assert f"({statement.quote}" not in told


def test_an_answer_whose_texts_a_speaker_has_reviewed_says_nothing_of_reviews(spanish: Translations) -> None:
    unreviewed = wording("es").say("footnote.unreviewed")
    assert unreviewed in fairfield(base()).footnote
    assert unreviewed not in fairfield(with_spanish(dataclasses.replace(spanish, reviewed=True))).footnote
    checked: dict[str, dict[str, dict[str, str]]] = {}
    for entry in entries(base().contents, "es"):
        if entry.text:
            checked.setdefault(entry.kind, {}).setdefault(entry.record, {})[entry.field] = fingerprint(entry.english)
    assert unreviewed not in fairfield(with_spanish(dataclasses.replace(spanish, checked=checked))).footnote
    checked["findings"]["f-fairfield-2019"]["summary"] = fingerprint("what it said before")
    assert unreviewed in fairfield(with_spanish(dataclasses.replace(spanish, checked=checked))).footnote


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_record_that_answers_show_is_translated(language: Language) -> None:
    assert [entry.place for entry in entries(base().contents, language) if not entry.text] == []
