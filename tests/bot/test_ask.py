"""`plainsight ask`: whatever is typed, an answer or a kind sentence, on text and JSON, streamed."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import ask, contract
from bot.ask import LONGEST_LINE, LONGEST_QUESTION, Asker
from knowledge.answer import Answer
from knowledge.questions import Context, Intent, Language
from knowledge.wording import LANGUAGES, wording

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker.of(None, TODAY, None)


def _only_sentence(answer: Answer) -> str:
    [block] = answer.blocks
    return block.sentence


def test_a_question_is_answered(asker: Asker) -> None:
    answer = asker.answer("Does Fairfield share with ICE?")
    assert answer.question.towns == ("Fairfield",)
    assert answer.sources


def test_the_answer_comes_in_the_language_of_the_question(asker: Asker) -> None:
    assert asker.answer("¿La policía de Norwalk comparte datos con ICE?").language is Language.ES


def test_a_chosen_language_outranks_that_of_the_question(asker: Asker) -> None:
    chosen = Asker(asker.base, TODAY, Language.HT)
    assert chosen.answer("Does Fairfield share with ICE?").language is Language.HT


def test_a_follow_up_keeps_what_was_asked(asker: Asker) -> None:
    answer = asker.answer("what about Norwalk?", Context(Intent.LEGISLATORS, ("Fairfield",), Language.EN))
    assert answer.intent is Intent.LEGISLATORS
    assert answer.question.towns == ("Norwalk",)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "terminal.empty"),
        (" \t\n ", "terminal.empty"),
        ("\x00\x1b\x07", "terminal.empty"),
        ("🚓🚓🚓", "terminal.unreadable"),
        ("???", "terminal.unreadable"),
        ("\udcff\udcfe", "terminal.unreadable"),
        ("norwalk " * 700, "terminal.too_long"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_question_gets_a_kind_sentence(asker: Asker, typed: str, sentence: str, language: str) -> None:
    words = wording(language)
    answer = Asker(asker.base, TODAY, Language(language)).answer(typed)
    assert _only_sentence(answer) == words.say(sentence, n=words.number(LONGEST_QUESTION))
    assert answer.intent is Intent.OUT_OF_SCOPE


def test_a_kind_sentence_keeps_the_json_promise(asker: Asker) -> None:
    told = contract.contract(asker.answer("🚓"))
    assert told["question"] == "🚓"
    assert (told["towns"], told["clarify"], told["sources"]) == ([], None, [])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_on_standard_input_break_it(asker: Asker, typed: bytes) -> None:
    for line in ask.lines(io.BytesIO(typed)):
        assert json.loads(contract.to_json(asker.answer(line)))["answer"]


def test_lines_are_read_one_by_one_and_come_without_their_ends() -> None:
    assert list(ask.lines(io.BytesIO(b"one\r\n\ntwo\nthree"))) == ["one", "", "two", "three"]


def test_a_line_is_answered_before_the_next_one_is_read(asker: Asker) -> None:
    class OneByOne(io.BytesIO):
        """Counts what has been read."""

        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.taken += 1
            return super().readline(size)

    stream = OneByOne(b"Norwalk\nFairfield\n")
    answers = (asker.answer(line) for line in ask.lines(stream))
    next(answers)
    assert stream.taken == 1


def test_a_line_that_never_ends_is_cut_off_and_the_next_one_is_whole() -> None:
    endless, short = ask.lines(io.BytesIO(b"x" * (3 * LONGEST_LINE + 5) + b"\nNorwalk\n"))
    assert len(endless) == LONGEST_LINE
    assert short == "Norwalk"


def test_a_terminal_that_asks_nothing_is_told_what_to_ask(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    ask.ask(asker, None, contract.write)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == wording("en").say("terminal.empty") + "\n"


def test_answers_are_flushed_one_by_one(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    class Flushed(io.StringIO):
        """Remembers how much had been written at each flush."""

        seen: list[int]

        def flush(self) -> None:
            self.seen.append(len(self.getvalue().splitlines()))

    stream = Flushed()
    stream.seen = []
    monkeypatch.setattr("sys.stdout", stream)

    def answers() -> Iterable[Answer]:
        for town in ("Norwalk", "Fairfield"):
            yield asker.answer(town)

    assert contract.write(answers()) == 2
    assert stream.seen == [1, 2]
