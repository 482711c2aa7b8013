"""Every kind of card as a screen reader says it: the order, and labels, links and pictures that make sense when heard alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from bot.cards import colours, to_payload
from bot.cards.pieces import block
from bot.custom_ids import Target
from knowledge.answer import Answer
from knowledge.answers import compose
from knowledge.questions import Intent, Language, Question
from knowledge.wording import LANGUAGES
from tests import moderators_cards, proposal_cards
from tests.bot import desks
from tests.bot.test_cards_limits import every_page
from tests.discord_server import components as kinds
from tests.discord_server.world import JSON

LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\((https://[^)\s]+)\)")
LETTERS = re.compile(r"[^\W\d_]{2}")
NUMBER = re.compile(r"\d+")
MENU, GALLERY = 3, 12
BARE = {
    *("next", "previous", "back", "more", "here", "open", "show", "details", "link", "page", "write", "web page"),
    *("siguiente", "anterior", "volver", "más", "aquí", "abrir", "ver", "escribir", "página", "página web"),
    *("próxima", "voltar", "mais", "aqui", "abrir", "escrever", "anvan", "swivan", "retounen", "ekri", "paj wèb", "isit"),
}
"""Labels that say nothing when they are heard without what stands around them."""
MODERATORS = {
    "refreshed": moderators_cards.refreshed,
    "refused": moderators_cards.refused,
    "proposed": proposal_cards.proposed,
    "queued": proposal_cards.queued,
}
OF_A_RECORD = set(colours.BY_RECORD.values()) - {colours.BLUE}


@cache
def _cards(language: str) -> tuple[tuple[Answer, JSON], ...]:
    """Every page of every kind of card, with the answer that it shows."""
    return tuple(_made(language))


def _made(language: str) -> Iterator[tuple[Answer, JSON]]:
    release = desks.release()
    for intent in Intent:
        for towns in ((), ("Fairfield",), ("Union",), ("Norwalk", "Groton")):
            numbers = tuple(release.base.towns[town].town_no for town in towns)
            if not towns and intent in (Intent.TOWN_STATUS, Intent.COMPARE):
                continue
            answer = compose(Question("", Language(language), intent, towns), release.base, desks.DAY)
            for body in every_page(answer, Target(intent, Language(language), numbers)):
                yield answer, body


def _parts(body: JSON, kind: int) -> list[JSON]:
    return [part for part in desks.parts(body["components"]) if part["type"] == kind]


def _texts(body: JSON) -> list[str]:
    return [part["content"] for part in _parts(body, kinds.TEXT)]


def _bodies(language: str) -> Iterator[JSON]:
    yield from (body for _, body in _cards(language))
    if language == "en":
        yield from (to_payload(make("**somebody**")) for make in MODERATORS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_makes_sense_alone(language: str) -> None:
    labels = {part["label"] for body in _bodies(language) for part in _parts(body, kinds.BUTTON)}
    labels |= {part["placeholder"] for body in _bodies(language) for part in _parts(body, MENU)}
    assert len(labels) > 10
    assert {label for label in labels if label.casefold() in BARE or not LETTERS.search(label)} == set()
    assert not [label for label in labels if "://" in label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_of_a_card_share_a_label(language: str) -> None:
    for body in _bodies(language):
        labels = [part["label"] for part in _parts(body, kinds.BUTTON)]
        assert len(labels) == len(set(labels)), labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_a_text_have_words_or_the_number_of_their_source(language: str) -> None:
    for body in _bodies(language):
        for text in _texts(body):
            for words, url in LINK.findall(text):
                assert LETTERS.search(words) or NUMBER.fullmatch(words), (words, url)
                assert "://" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_ways_to_reach_people_are_told_apart_by_their_names(language: str) -> None:
    for answer, body in _cards(language):
        reached = {url for person in answer.legislators for url in (person.url, person.form_url) if url}
        leads: defaultdict[str, set[str]] = defaultdict(set)
        for words, url in (found for text in _texts(body) for found in LINK.findall(text)):
            if url in reached and not NUMBER.fullmatch(words):
                leads[words].add(url)
        assert all(len(urls) == 1 for urls in leads.values()), leads


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_by_an_emoji_alone(language: str) -> None:
    for body in _bodies(language):
        assert all(LETTERS.search(text) for text in _texts(body))
        assert not [part for part in _parts(body, kinds.BUTTON) if part.get("emoji")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_colour_of_a_record_never_stands_without_its_words(language: str) -> None:
    coloured = 0
    for answer, body in _cards(language):
        [box] = body["components"]
        if box.get("accent_color") in OF_A_RECORD and answer.intent is not Intent.URGENT_HELP:
            coloured += 1
            assert answer.headline
            assert answer.headline in _texts(body)[0].replace("\\", "")
    assert coloured


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_read_from_its_title_on(language: str) -> None:
    for body in _bodies(language):
        assert _texts(body)[0].startswith("## ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bottom_line_is_the_first_thing_after_the_title(language: str) -> None:
    for town in ("Fairfield", "Union"):
        answer, body = next(
            (answer, body)
            for answer, body in _cards(language)
            if answer.intent is Intent.TOWN_STATUS and answer.question.towns == (town,)
        )
        first = next(block(next(iter(answer.blocks)), desks.release().links))
        assert _texts(body)[1] == first.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_comes_before_what_is_pressed(language: str) -> None:
    for body in _bodies(language):
        [box] = body["components"]
        shown = [part["type"] for part in box["components"]]
        assert kinds.TEXT not in shown[shown.index(1) :] if 1 in shown else True


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_described(language: str) -> None:
    pictures = [item for body in _bodies(language) for part in _parts(body, GALLERY) for item in part["items"]]
    assert pictures
    assert all(len(LETTERS.findall(item.get("description") or "")) > 5 for item in pictures)
