"""An answer on a terminal: whole, wrapped, linked, and plain where nobody looks."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from bot import terminal
from knowledge.answer import Answer, Line, Section, SectionKey, TownRecord
from knowledge.questions import Language
from knowledge.wording import LANGUAGES, wording
from tests.bot.hand_built import LONG_ADDRESS, TOWN, asking_back, status

ESCAPE = re.compile(r"\x1b\][^\x1b]*\x1b\\|\x1b\[[0-9;]*m")


def _printed(answer: Answer, width: int = 80, *, on_a_terminal: bool = False, **options: bool) -> str:
    stream = io.StringIO()
    out = Console(file=stream, width=width, force_terminal=on_a_terminal, color_system="standard" if on_a_terminal else None)
    terminal.show(out, terminal.render(answer, **options))
    return stream.getvalue()


def test_the_bottom_line_comes_right_after_the_title_and_the_record() -> None:
    first, second, _, third, *_ = _printed(status()).splitlines()
    assert (first, second) == (TOWN, "Reported in 2019, disputed")
    assert third == "In March 2019, The Paper reported that police shared. [1]"


def test_sections_are_titled_and_their_sentences_marked() -> None:
    printed = _printed(status())
    assert "\nWhat was reported\n - March 14, 2019: Plates went" in printed
    assert "\n - Nothing newer is on record.\n" in printed


def test_sources_are_numbered_with_publisher_title_date_and_address() -> None:
    assert "Sources\n [1] The Paper: Story 1 (March 14, 2019)\n     https://paper.example/story\n" in _printed(status())


def test_a_source_that_bears_a_month_alone_is_dated_by_the_month() -> None:
    assert "Story 2 (June 2024)" in _printed(status())


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal_save_for_an_address(width: int) -> None:
    lines = _printed(status(), width).splitlines()
    assert max(len(line) for line in lines if "https://" not in line) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_an_address_stays_on_one_line_so_that_it_can_be_copied(width: int) -> None:
    assert any(line.strip() == LONG_ADDRESS for line in _printed(status(), width).splitlines())


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_ends_in_blanks(width: int) -> None:
    assert not [line for line in _printed(status(), width).splitlines() if line != line.rstrip()]


def test_away_from_a_terminal_there_is_no_escape_code() -> None:
    assert "\x1b" not in _printed(status())


def test_on_a_terminal_sources_are_links() -> None:
    assert "https://paper.example/story\x1b\\" in _printed(status(), on_a_terminal=True)


def test_colour_and_links_change_nothing_that_is_read() -> None:
    assert ESCAPE.sub("", _printed(status(), on_a_terminal=True)) == _printed(status())


@pytest.mark.parametrize(
    ("record", "code"),
    [(TownRecord.FEDERAL_SEARCHES_LOGGED, "31"), (TownRecord.SHARING_DISPUTED, "33"), (TownRecord.NOTHING_ON_RECORD, "1")],
)
def test_the_record_is_coloured_by_its_weight(record: TownRecord, code: str) -> None:
    headline = _printed(status(record=record), on_a_terminal=True).splitlines()[1]
    assert re.match(rf"\x1b\[(1;)?{code}m", headline)


def test_choices_are_numbered() -> None:
    assert " 1. Farside\n 2. Nearside\n" in _printed(asking_back())


@pytest.mark.parametrize("language", LANGUAGES)
def test_choosing_is_explained_in_the_language_of_the_answer(language: str) -> None:
    answer = asking_back(Language(language))
    say = wording(language).say
    assert " ".join(_printed(answer).split()).endswith(say("terminal.choose"))
    assert " ".join(_printed(answer, asks_again=True).split()).endswith(say("terminal.ask_again"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_terminal_is_there_in_every_language(language: str) -> None:
    everything = wording("en").keys()
    own = {key for key in everything if key.startswith(("terminal.", "chat."))}
    assert own
    assert all(wording(language).has(key) for key in own)


def test_an_answer_of_one_sentence_is_that_sentence() -> None:
    said = Section(SectionKey.BOTTOM_LINE, "", (Line("Ask about a town."),))
    answer = replace(asking_back(), title="", headline="", choices=(), sections=(said,))
    assert _printed(answer) == "Ask about a town.\n"


def test_the_sources_can_be_shown_alone() -> None:
    stream = io.StringIO()
    terminal.show(Console(file=stream, width=80), terminal.sources(status()))
    assert stream.getvalue().startswith("Sources\n [1] ")


def test_a_letter_keeps_its_own_lines() -> None:
    said = Section(SectionKey.ACTIONS, "", (Line("Dear clerk,\n\nplease send the log."), Line("Thanks.")))
    printed = _printed(replace(asking_back(), title="", choices=(), sections=(said,)))
    assert printed == " - Dear clerk,\n\n   please send the log.\n - Thanks.\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])), st.integers(12, 120))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    stream = io.StringIO()
    terminal.show(Console(file=stream, width=width), terminal.Hanging(" - ", Text(text)))
    assert stream.getvalue().split() == ["-", *text.split()]


def test_a_wide_screen_is_not_filled_from_edge_to_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    assert terminal.console(io.StringIO()).width == terminal.WIDEST
