"""Questions that only swap the town."""

from __future__ import annotations

import pytest

from knowledge.questions.followups import FollowUps
from knowledge.questions.phrases import words

FOLLOW_UPS = FollowUps.read()


@pytest.mark.parametrize(
    "text",
    [
        "what about <town>?",
        "and <town>",
        "how about <town> and <town>",
        "¿y <town>?",
        "y en <town>",
        "e <town>?",
        "e em <town>",
        "e pou <town>",
    ],
)
def test_a_town_with_nothing_else_asked_swaps_the_town(text: str) -> None:
    assert FOLLOW_UPS.swaps_town(words(text))


def test_a_bare_town_swaps_the_town() -> None:
    assert FOLLOW_UPS.swaps_town(["<town>"])


@pytest.mark.parametrize("text", ["what about it", "who are my legislators in <town>", "is <town> sharing", ""])
def test_anything_else_is_a_question_of_its_own(text: str) -> None:
    assert not FOLLOW_UPS.swaps_town(words(text))
