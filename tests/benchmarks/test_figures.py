"""The arithmetic of the benchmarks; their times are judged by people, never by a test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.answering import questions
from tests.benchmarks.figures import Figure, percentile, table


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


def test_a_table_has_a_line_for_each_figure() -> None:
    lines = table([Figure("short", 0.25, "s", 0.6), Figure("a longer name", 1234.5, "ms")]).splitlines()
    assert len(lines) == 3
    assert lines[1].split() == ["short", "0.25", "s", "0.6", "s", "met"]


def test_there_are_questions_to_measure_with() -> None:
    assert len(questions()) > 100
