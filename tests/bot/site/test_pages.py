"""What the pages tell: the sentences of the answers, both sides, and that nothing on record is not no."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from bot.site.edition import Edition, question
from knowledge.answer import Claim
from knowledge.answers import compose
from knowledge.questions import Intent
from knowledge.wording import LANGUAGES, wording

TAG = re.compile(r"<[^>]+>")


def _read(site: Path, name: str) -> str:
    """The words of a page, spaces made even."""
    text = (site / name / "index.html").read_text(encoding="utf-8")
    return " ".join(unescape(TAG.sub("", text[text.index("<main") :])).split())


def _plain(text: str) -> str:
    """A sentence up to the first address in it, which a page shows as a link with words."""
    return " ".join(re.split(r"https?://", text)[0].split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("town", ["Fairfield", "Norwalk", "Union", "New Haven"])
def test_a_town_page_says_every_sentence_of_the_answer(site: Path, edition: Edition, town: str, language: str) -> None:
    answer = compose(question(Intent.TOWN_STATUS, language, town), edition.base, edition.as_of)
    read = _read(site, f"{language}/{edition.slugs[town]}")
    assert answer.headline in read
    for block in answer.blocks:
        said = block.text if not block.label or block.label == answer.title else block.text[:1].upper() + block.text[1:]
        assert _plain(said) in read
    assert all(citation.source.title in read for citation in answer.sources)


def test_both_sides_stand_on_a_towns_page(site: Path) -> None:
    read = _read(site, "en/fairfield")
    assert read.index("What was reported") < read.index("What officials and others said")
    assert "a denial" in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_record_is_said_to_prove_nothing(site: Path, edition: Edition, language: str) -> None:
    answer = compose(question(Intent.TOWN_STATUS, language, "Union"), edition.base, edition.as_of)
    opening = next(iter(answer.blocks))
    assert not isinstance(opening, Claim)
    assert opening.text in _read(site, f"{language}/union")


def test_help_begins_with_a_number_to_call(site: Path) -> None:
    text = (site / "en/help/index.html").read_text(encoding="utf-8")
    main = text[text.index("<h1>") :]
    assert 0 < main.index('href="tel:+1') < main.index("<h2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_do_in_a_town_is_one_link_away(site: Path, language: str) -> None:
    text = (site / f"{language}/norwalk/index.html").read_text(encoding="utf-8")
    assert '<p class="act"><a href="act/">' in text
    assert wording(language).say("title.action.town", town="Norwalk") in _read(site, f"{language}/norwalk/act")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_explained(site: Path, edition: Edition, language: str) -> None:
    text = (site / f"{language}/words/index.html").read_text(encoding="utf-8")
    assert text.count("<dt>") == len(edition.base.terms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_listed(site: Path, edition: Edition, language: str) -> None:
    text = (site / f"{language}/sources/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'<li id="([^"]+)"', text)) == set(edition.base.sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_towns_with_a_record_leads_to_their_pages(site: Path, edition: Edition, language: str) -> None:
    text = (site / f"{language}/who-shares/index.html").read_text(encoding="utf-8")
    assert 'href="../fairfield/">Fairfield</a>' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_lists_every_town(site: Path, edition: Edition, language: str) -> None:
    text = (site / f"{language}/index.html").read_text(encoding="utf-8")
    assert all(f'<a href="{slug}/">{town}</a>' in text for town, slug in edition.slugs.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_and_version_stand_on_the_page_about_the_site(site: Path, edition: Edition, language: str) -> None:
    read = _read(site, f"{language}/about")
    assert wording(language).say("site.about.privacy") in read
    assert edition.base.version in read
