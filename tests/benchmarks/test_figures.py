"""The arithmetic of the benchmarks; their times are judged by people, never by a test."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.answering import questions
from tests.benchmarks.figures import Figure, percentile, table
from tests.benchmarks.page import page


@pytest.mark.parametrize(("share", "found"), [(0.0, 1), (0.5, 2), (0.51, 3), (0.99, 4), (1.0, 4)])
def test_a_percentile_is_one_of_the_values(share: float, found: float) -> None:
    assert percentile([4, 2, 3, 1], share) == found


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_at_least_that_share_does_not_exceed_a_percentile(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


@pytest.mark.parametrize(("value", "target", "verdict"), [(1, 2, "met"), (2, 2, "met"), (3, 2, "MISSED"), (3, None, "")])
def test_a_figure_tells_whether_its_target_is_met(value: float, target: float | None, verdict: str) -> None:
    assert Figure("time", value, "s", target).verdict == verdict


@pytest.mark.parametrize(("value", "verdict"), [(1, "MISSED"), (2, "met"), (3, "met")])
def test_a_target_may_be_the_least_that_is_wanted(value: float, verdict: str) -> None:
    figure = Figure("share", value, "%", 2, least=True)
    assert (figure.verdict, figure.goal) == (verdict, "at least 2 %")


def test_the_page_names_what_is_missed_and_shows_every_figure() -> None:
    found = {"Speed": [Figure("fast", 1, "ms", 2), Figure("slow", 3, "ms", 2)], "Size": [Figure("large", 5, "MiB")]}
    told = page(found, {"processors": 2, "python": "3.11", "system": "Linux"}, dt.date(2026, 11, 22))
    assert "1 of 2 goals are met. Missed: slow." in told
    assert "| fast | 1 ms | at most 2 ms | met |" in told
    assert "| large | 5 MiB |  |  |" in told
    assert told.index("## Speed") < told.index("## Size")


def test_a_table_has_a_line_for_each_figure() -> None:
    lines = table([Figure("short", 0.25, "s", 0.6), Figure("a longer name", 1234.5, "ms")]).splitlines()
    assert len(lines) == 3
    assert lines[1].split() == ["short", "0.25", "s", "at", "most", "0.6", "s", "met"]


def test_there_are_questions_to_measure_with() -> None:
    assert len(questions()) > 100
