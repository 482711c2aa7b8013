"""How well questions are understood, on the development sets and on sets that nobody has tuned to."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.contents import Contents
from knowledge.questions import Language, Reader
from tests.evaluation import Evaluation, Expected, Tally, by_language, evaluate, judge_towns, read
from tests.report import report

ROOT = Path(__file__).parents[3]
DEVELOPMENT = [
    ROOT / "../shared/examples/questions.tsv",
    ROOT / "tests/devset/questions.tsv",
    ROOT / "tests/devset/second.tsv",
    ROOT / "tests/devset/third.tsv",
]
HELD_OUT = sorted((ROOT / "tests/heldout").glob("*.tsv"))
TOWNS, INTENTS, LANGUAGES = 0.98, 0.95, 0.97
WRONG_TOWNS = 2 / 200
A_POINT = 0.01


@pytest.fixture(scope="module")
def reader(connecticut: Contents) -> Reader:
    return Reader.of(connecticut)


def assert_targets(result: Evaluation) -> None:
    assert result.towns.share >= TOWNS
    assert result.wrong <= WRONG_TOWNS * max(result.towns.judged, 200)
    assert result.intents.share >= INTENTS
    assert result.languages.share >= LANGUAGES


@pytest.mark.parametrize("path", DEVELOPMENT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_development_questions_are_understood(reader: Reader, path: Path) -> None:
    if not path.exists():
        report(f"understanding, {path.parent.name}/{path.name}: not run, the file is absent")
        pytest.skip("the file is absent")
    result = evaluate(reader, read(path), f"development, {path.parent.name}/{path.stem}")
    report(f"understanding, {result}")
    assert_targets(result)


def test_held_out_questions_are_understood(reader: Reader) -> None:
    if not HELD_OUT:
        report("understanding, held out: not run, there is no set")
        pytest.skip("there is no held-out set")
    everything: list[Expected] = []
    for path in HELD_OUT:
        rows = read(path)
        everything += rows
        report(f"understanding, {evaluate(reader, rows, f'held out, {path.stem}')}")
    result = evaluate(reader, everything, "held out, all sets")
    report(f"understanding, {result}")
    assert_targets(result)


def test_each_language_is_understood_as_well_as_english_but_for_a_point(reader: Reader) -> None:
    if not HELD_OUT:
        report("understanding by language, held out: not run, there is no set")
        pytest.skip("there is no held-out set")
    found = by_language(reader, (row for path in HELD_OUT for row in read(path)))
    for result in found.values():
        report(f"understanding by language, held out, {result}")
    english = found[Language.EN]
    behind = {
        f"{language}: {what}": f"{theirs} against {ours}"
        for language, result in found.items()
        for what, theirs, ours in (("intent", result.intents, english.intents), ("towns", result.towns, english.towns))
        if theirs.share < ours.share - A_POINT
    }
    assert behind == {}


def test_a_set_with_a_broken_line_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_text("# comment\n\nno columns here\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.tsv, line 3: 1 columns, not 4"):
        read(broken)


@pytest.mark.parametrize(
    ("text", "meant", "verdict"),
    [
        ("does Norwalk share", "Norwalk", "right"),
        ("does Norwalk share", "Fairfield", "wrong"),
        ("does Norwalk share", "-", "wrong"),
        ("does Norwalk share", "Norwalk|Fairfield", "asked"),
        ("does Norwalk share", "?", "wrong"),
        ("does my town share", "-", "right"),
        ("does my town share", "?", "asked"),
    ],
)
def test_a_town_is_judged_right_asked_or_wrong(reader: Reader, text: str, meant: str, verdict: str) -> None:
    assert judge_towns(reader.understand(text), Expected(text, meant, "*", "*")) == verdict


def test_what_is_marked_as_not_judged_is_not_counted(reader: Reader) -> None:
    result = evaluate(reader, [Expected("hello", "*", "*", "*"), Expected("hello", "-", "law|greeting", "en|es")], "small")
    assert (result.questions, result.towns, result.intents, result.languages) == (2, Tally(1, 1), Tally(1, 1), Tally(1, 1))


def test_figures_by_language_leave_out_what_is_of_several(reader: Reader) -> None:
    found = by_language(reader, [Expected("hello", "-", "greeting", "en"), Expected("Norwalk", "*", "*", "en|es")])
    assert {language: result.questions for language, result in found.items()} == {"en": 1, "es": 0, "pt": 0, "ht": 0}


def test_misses_are_told_apart_from_the_figures(reader: Reader) -> None:
    result = evaluate(reader, [Expected("hello there", "-", "law", "ht")], "small")
    assert len(result.misses) == 2
    assert "hello" not in f"{result} {result!r}"


def test_a_share_of_nothing_is_whole() -> None:
    assert Tally(0, 0).share == 1.0
    assert str(Tally(1, 2)) == "1/2 (50.0%)"
