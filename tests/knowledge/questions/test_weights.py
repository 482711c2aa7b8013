"""The linear classifier, its file, and whether it is in step with what it was learnt from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions import intents, language
from knowledge.questions.relearn import fingerprint
from knowledge.questions.training import Example, learn
from knowledge.questions.weights import STRONGEST, UNIT, Weights

SMALL = Weights.of(("yes", "no"), {"aye": [UNIT, 0], "nay": [0, UNIT]}, "0")


def test_each_feature_votes_for_its_label() -> None:
    assert SMALL.chances(["aye"])["yes"] == pytest.approx(1 / (1 + 2.718281828**-1))
    assert SMALL.chances(["aye", "nay"]) == {"yes": 0.5, "no": 0.5}


def test_unknown_features_leave_all_labels_alike() -> None:
    assert SMALL.chances(["perhaps"]) == SMALL.chances([]) == {"yes": 0.5, "no": 0.5}


def test_what_is_written_can_be_read() -> None:
    assert Weights.parse(SMALL.write()) == SMALL


@given(
    st.lists(st.lists(st.integers(-STRONGEST, STRONGEST), min_size=3, max_size=3), min_size=1, max_size=5), st.integers(1, 400)
)
def test_votes_packed_side_by_side_add_up_like_votes_written_out(columns: list[list[int]], times: int) -> None:
    weights = Weights.of(("a", "b", "c"), {str(i): column for i, column in enumerate(columns)}, "0")
    features = [str(i) for i in range(len(columns))] * times
    assert weights.votes(features) == [times * sum(column) for column in zip(*columns, strict=True)]


def test_a_vote_too_strong_to_be_kept_is_held_at_the_strongest() -> None:
    assert Weights.of(("a", "b"), {"loud": [1000, -1000]}, "0").votes(["loud"]) == [STRONGEST, -STRONGEST]


def test_learning_tells_labels_apart_by_their_features() -> None:
    examples = [
        Example(("red", "round"), "apple"),
        Example(("red",), "apple"),
        Example(("long", "round"), "plum"),
        Example(("long",), "plum"),
    ]
    weights = learn(examples, ["apple", "plum"], lambda _: 1.0)
    assert weights.chances(["red"])["apple"] > 0.5
    assert weights.chances(["long"])["plum"] > 0.5


def test_a_feature_of_a_single_example_is_not_learnt() -> None:
    examples = [
        Example(("red", "odd"), "apple"),
        Example(("red",), "apple"),
        Example(("blue",), "plum"),
        Example(("blue",), "plum"),
    ]
    assert "odd" not in learn(examples, ["apple", "plum"], lambda _: 1.0).packed


def test_features_hushed_in_learning_leave_more_to_the_quieter_ones() -> None:
    examples = [Example(("loud red", "quiet red"), "apple"), Example(("loud long", "quiet long"), "plum")] * 20
    plain, hushed = (learn(examples, ["apple", "plum"], _by_loudness, share) for share in (0, 64))
    assert hushed.chances(["quiet red"])["apple"] > plain.chances(["quiet red"])["apple"]


def test_learning_with_hushed_features_gives_the_same_weights_every_time() -> None:
    examples = [Example(("red", "round"), "apple"), Example(("long", "round"), "plum")] * 2
    assert learn(examples, ["apple", "plum"], _by_loudness, 64) == learn(examples, ["apple", "plum"], _by_loudness, 64)


@pytest.mark.parametrize("name", [intents.FILE, language.FILE])
def test_the_weights_are_learnt_from_the_examples_as_they_are_now(name: str) -> None:
    assert Weights.read(name).learnt_from == fingerprint(name), "run: python -m knowledge.questions.relearn"


def _by_loudness(feature: str) -> float:
    return 0.3 if feature.startswith("quiet") else 1.0
