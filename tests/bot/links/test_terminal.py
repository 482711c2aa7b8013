from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import cli
from bot.links import terminal
from bot.links.checking import Progress
from bot.links.outcomes import Checked, Outcome, Reason
from bot.links.pages import Page
from knowledge.errors import PackError

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


class Web:
    """A web on which every page comes to one thing, but for those that a test sets."""

    def __init__(self, **outcomes: Outcome) -> None:
        self.outcomes = outcomes
        self.asked: list[str] = []

    async def check(self, pages: Sequence[Page], told: Progress) -> tuple[Checked, ...]:
        self.asked = [page.url for page in pages]
        for number in range(len(pages)):
            told(number + 1)
        return tuple(self._checked(page.url) for page in pages)

    def _checked(self, url: str) -> Checked:
        outcome = next((found for name, found in self.outcomes.items() if name in url), Outcome.ALIVE)
        return Checked(url, NOON, outcome, 404 if outcome is Outcome.GONE else 200, None, None)


def test_a_pack_whose_pages_are_all_there_is_well(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert terminal.links(small, check=Web().check) == 0
    assert capsys.readouterr().out == "3 pages checked\n  Still there: 3\n"


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.QUOTE_GONE])
def test_a_page_that_is_gone_makes_the_code_one(small: Path, capsys: pytest.CaptureFixture[str], outcome: Outcome) -> None:
    assert terminal.links(small, check=Web(gazette=outcome).check) == 1
    assert "  https://gazette.example/cameras\n" in capsys.readouterr().out


@pytest.mark.parametrize("outcome", [Outcome.MOVED, Outcome.UNREACHABLE, Outcome.BLOCKED])
def test_nothing_else_does(small: Path, outcome: Outcome) -> None:
    assert terminal.links(small, check=Web(gazette=outcome).check) == 0


def test_only_some_outcomes_are_shown_where_that_is_asked(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    web = Web(gazette=Outcome.GONE, atlas=Outcome.MOVED)
    assert terminal.links(small, only={Outcome.MOVED}, check=web.check) == 1
    told = capsys.readouterr().out
    assert "atlas.example" in told
    assert "gazette.example" not in told


def test_the_json_is_one_list(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.links(small, as_json=True, check=Web(gazette=Outcome.GONE).check)
    found = json.loads(capsys.readouterr().out)
    assert [(entry["outcome"], entry["status"]) for entry in found] == [("gone", 404), ("alive", 200), ("alive", 200)]


def test_the_pages_to_turn_to_are_checked_on_request(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    web = Web()
    terminal.links(small, contacts=True, check=web.check)
    assert "https://help.example" in web.asked


def test_a_file_gets_no_progress_and_a_terminal_does(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.links(small, check=Web().check)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    terminal.links(small, check=Web().check)
    assert "\r3 / 3" in capsys.readouterr().err


def test_a_pack_with_mistakes_is_not_checked(tmp_path: Path) -> None:
    web = Web()
    with pytest.raises(PackError):
        terminal.links(tmp_path / "nowhere", check=web.check)
    assert web.asked == []


@pytest.mark.parametrize("text", ["gone,dead", "", "gone,", "Gone"])
def test_an_outcome_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["pack", "links", "--only", text])
    assert left.value.code == 2
    assert "write some of gone,quote_gone,moved,unreachable,blocked,alive" in capsys.readouterr().err


def test_the_command_line_hands_over_what_was_typed(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    handed: dict[str, object] = {}
    monkeypatch.setattr(terminal, "links", lambda folder, **rest: handed.update(rest, folder=folder) or 0)
    assert cli.main(["pack", "links", str(small), "--only", "gone,moved", "--json"]) == 0
    only = {Outcome.GONE, Outcome.MOVED}
    assert handed == {"folder": small, "only": only, "as_json": True, "contacts": False}


def test_a_reason_is_no_outcome() -> None:
    assert not {reason.value for reason in Reason} & {outcome.value for outcome in Outcome}
