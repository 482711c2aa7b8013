"""The linear classifier, its file, and whether it is in step with what it was learnt from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions import intents, language
from knowledge.questions.relearn import fingerprint
from knowledge.questions.training import Example, learn
from knowledge.questions.weights import STRONGEST, UNIT, Weights

SMALL = Weights.made(("yes", "no"), {"aye": [UNIT, 0], "nay": [0, UNIT]}, "0")


def test_each_feature_votes_for_its_label() -> None:
    assert SMALL.chances(SMALL.of(["aye"]))["yes"] == pytest.approx(1 / (1 + 2.718281828**-1))
    assert SMALL.chances(SMALL.of(["aye", "nay"])) == {"yes": 0.5, "no": 0.5}


def test_unknown_features_leave_all_labels_alike() -> None:
    assert SMALL.chances(SMALL.of(["perhaps"])) == SMALL.chances([]) == {"yes": 0.5, "no": 0.5}


def test_what_is_written_can_be_read() -> None:
    assert Weights.parse(SMALL.write()) == SMALL


@given(
    st.lists(st.lists(st.integers(-STRONGEST, STRONGEST), min_size=3, max_size=3), min_size=1, max_size=5), st.integers(1, 400)
)
def test_votes_packed_side_by_side_add_up_like_votes_written_out(columns: list[list[int]], times: int) -> None:
    weights = Weights.made(("a", "b", "c"), {str(i): column for i, column in enumerate(columns)}, "0")
    features = [str(i) for i in range(len(columns))] * times
    assert weights.totals(weights.of(features)) == [times * sum(column) for column in zip(*columns, strict=True)]


def test_a_vote_too_strong_to_be_kept_is_held_at_the_strongest() -> None:
    weights = Weights.made(("a", "b"), {"loud": [1000, -1000]}, "0")
    assert weights.totals(weights.of(["loud"])) == [STRONGEST, -STRONGEST]


@given(st.lists(st.sampled_from(["aye", "nay", "ayes", "maybe", "", "aye" * 60]), max_size=300))
def test_words_added_up_beforehand_say_what_their_features_say(words: list[str]) -> None:
    def of_word(word: str) -> list[str]:
        return [word, *[word[at : at + 3] for at in range(1, len(word) - 2)]]

    weights = replace(SMALL)
    for _ in range(2):
        every = [feature for word in words for feature in of_word(word)]
        assert weights.totals(weights.of_words(words, of_word)) == weights.totals(weights.of(every))


def test_only_words_that_were_learnt_are_kept() -> None:
    weights = replace(SMALL)
    weights.of_words(["aye", "perhaps", "naye"], lambda word: [word, word[:3]])
    assert set(weights._words) == {"aye"}


def test_learning_tells_labels_apart_by_their_features() -> None:
    examples = [
        Example(("red", "round"), "apple"),
        Example(("red",), "apple"),
        Example(("long", "round"), "plum"),
        Example(("long",), "plum"),
    ]
    weights = learn(examples, ["apple", "plum"], lambda _: 1.0)
    assert weights.chances(weights.of(["red"]))["apple"] > 0.5
    assert weights.chances(weights.of(["long"]))["plum"] > 0.5


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
    assert hushed.chances(hushed.of(["quiet red"]))["apple"] > plain.chances(plain.of(["quiet red"]))["apple"]


def test_learning_with_hushed_features_gives_the_same_weights_every_time() -> None:
    examples = [Example(("red", "round"), "apple"), Example(("long", "round"), "plum")] * 2
    assert learn(examples, ["apple", "plum"], _by_loudness, 64) == learn(examples, ["apple", "plum"], _by_loudness, 64)


@pytest.mark.parametrize("name", [intents.FILE, language.FILE])
def test_the_weights_are_learnt_from_the_examples_as_they_are_now(name: str) -> None:
    assert Weights.read(name).learnt_from == fingerprint(name), "run: python -m knowledge.questions.relearn"


def _by_loudness(feature: str) -> float:
    return 0.3 if feature.startswith("quiet") else 1.0
