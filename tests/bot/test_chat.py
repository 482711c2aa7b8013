"""`plainsight chat`: follow-ups, choices and commands, and nothing remembered but the last answer."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot import chat, terminal
from bot.ask import Asker
from bot.chat import HELP, Conversation
from knowledge.questions import Language
from knowledge.wording import LANGUAGES, wording

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker.of(None, TODAY, None)


@pytest.fixture
def talk(asker: Asker) -> Conversation:
    return Conversation(asker)


def _said(talk: Conversation, line: str) -> str:
    stream = io.StringIO()
    terminal.show(Console(file=stream, width=100), talk.hear(line))
    return stream.getvalue()


def test_it_opens_with_the_place_and_the_promise_to_store_nothing(talk: Conversation) -> None:
    stream = io.StringIO()
    terminal.show(Console(file=stream, width=200), talk.welcome())
    assert stream.getvalue().strip() == wording("en").say("chat.welcome", place="Connecticut")


def test_a_question_is_answered(talk: Conversation) -> None:
    assert _said(talk, "Does Fairfield share with ICE?").startswith("Fairfield\n")


def test_a_follow_up_leans_on_the_last_answer(talk: Conversation) -> None:
    _said(talk, "who are my legislators in Fairfield?")
    followed = _said(talk, "what about Norwalk?")
    assert "Norwalk" in followed.splitlines()[0]
    assert followed == _said(Conversation(talk._asker), "who are my legislators in Norwalk?")


def test_a_choice_is_made_by_its_number(talk: Conversation) -> None:
    assert " 1. Groton\n 2. Stonington\n" in _said(talk, "does Mystic share with ICE?")
    assert _said(talk, "2").startswith("Stonington\n")


def test_a_choice_is_made_by_its_name(talk: Conversation) -> None:
    _said(talk, "does Mystic share with ICE?")
    assert _said(talk, "Groton").startswith("Groton\n")


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999"])
def test_a_number_that_is_no_choice_is_told_so(talk: Conversation, number: str) -> None:
    _said(talk, "does Mystic share with ICE?")
    assert _said(talk, number).strip() == wording("en").say("chat.which_number", n=2)


def test_a_choice_can_still_be_made_after_a_wrong_number(talk: Conversation) -> None:
    _said(talk, "does Mystic share with ICE?")
    _said(talk, "7")
    assert _said(talk, "1").startswith("Groton\n")


def test_town_shows_a_towns_record(talk: Conversation) -> None:
    assert _said(talk, "/town westport").startswith("Westport\n")


def test_town_without_a_name_asks_for_one(talk: Conversation) -> None:
    assert _said(talk, "/town").strip() == wording("en").say("chat.which_town")


def test_legislators_are_those_of_the_last_town(talk: Conversation) -> None:
    _said(talk, "Does Union share with ICE?")
    assert "Union" in _said(talk, "/legislators").splitlines()[0]


def test_legislators_without_a_town_are_answered_too(talk: Conversation) -> None:
    assert _said(talk, "/legislators").strip()


def test_law_tells_the_law(talk: Conversation) -> None:
    assert "26-14" in _said(talk, "/law")


def test_sources_are_those_of_the_last_answer(talk: Conversation) -> None:
    _said(talk, "Does Fairfield share with ICE?")
    assert _said(talk, "/sources").startswith("Sources\n [1] ")


def test_sources_before_any_answer_are_none(talk: Conversation) -> None:
    assert _said(talk, "/sources").strip() == wording("en").say("chat.nothing_yet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command_in_every_language(asker: Asker, language: str) -> None:
    told = _said(Conversation(Asker(asker.base, TODAY, Language(language))), "/help")
    assert all(name in told for name in HELP)


def test_every_command_in_the_help_is_understood(asker: Asker) -> None:
    unknown = wording("en").say("chat.unknown")
    for name in HELP:
        if name.startswith("/"):
            assert _said(Conversation(asker), name.replace("…", "Norwalk")).strip() != unknown


def test_an_unknown_command_points_to_the_help(talk: Conversation) -> None:
    assert _said(talk, "/nope").strip() == wording("en").say("chat.unknown")


def test_what_is_no_question_leaves_the_thread_where_it_was(talk: Conversation) -> None:
    _said(talk, "does Mystic share with ICE?")
    _said(talk, "🚓")
    assert _said(talk, "1").startswith("Groton\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=3))
def test_nothing_that_is_typed_breaks_the_conversation(asker: Asker, typed: list[str]) -> None:
    talk = Conversation(asker)
    for line in typed:
        _said(talk, line)


def test_without_a_terminal_it_answers_line_by_line_and_leaves_at_the_end(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"does Mystic share?\n\n2\n")))
    assert chat.chat(asker) == 0
    printed = capsys.readouterr().out
    assert " 2. Stonington\n" in printed
    assert "\nStonington\n" in printed
