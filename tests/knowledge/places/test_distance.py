from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.places.distance import MOST_EDITS, budget, cost

WORDS = st.text("abcdehnorstw", min_size=1, max_size=12)


def test_the_budget_grows_with_the_length_of_a_name() -> None:
    for cue in (False, True):
        allowed = [budget(length, cue=cue) for length in range(1, 20)]
        assert allowed == sorted(allowed)
        assert allowed[-1] == MOST_EDITS
        assert allowed[0] == 0


def test_a_cue_never_allows_less() -> None:
    assert all(budget(length, cue=True) >= budget(length, cue=False) for length in range(20))


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        (("stamfodr", "stamford"), ("stamfoxx", "stamford")),
        (("norwallk", "norwalk"), ("norwaqlk", "norwalk")),
        (("norwslk", "norwalk"), ("norwplk", "norwalk")),
        (("kanton", "canton"), ("panton", "canton")),
        (("meridin", "meriden"), ("meridtn", "meriden")),
    ],
)
def test_a_likely_slip_costs_less_than_an_unlikely_one(likely: tuple[str, str], unlikely: tuple[str, str]) -> None:
    assert cost(*likely) < cost(*unlikely)


@given(WORDS, WORDS)
def test_the_cost_is_nothing_only_between_equal_words(one: str, other: str) -> None:
    assert (cost(one, other) == 0) == (one == other)


@given(WORDS, WORDS)
def test_the_cost_stays_near_the_number_of_edits(one: str, other: str) -> None:
    edits = OSA.distance(one, other)
    assert cost(one, other) <= edits * 1.4 + 0.7
    assert cost(one, other) >= edits * 0.4
