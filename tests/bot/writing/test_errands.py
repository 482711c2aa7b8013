"""What the buttons of letters carry comes back as it was, and whatever else is read is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import custom_ids
from bot.writing import errands
from bot.writing.errands import Errand, Verb
from knowledge.letters.types import Kind
from knowledge.questions import Language

DAYS = st.none() | st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))
ERRANDS = st.builds(
    Errand,
    st.sampled_from(Verb),
    st.sampled_from(Kind),
    st.sampled_from(Language).map(str),
    st.integers(1, 9999),
    st.sampled_from(["", "lower 142", "upper 3", "lower S-12.A"]),
    DAYS,
    DAYS,
)
PLAIN = Errand(Verb.ENGLISH, Kind.APPEAL, "es", 103, "lower 142", dt.date(2026, 11, 10))


@given(ERRANDS)
def test_what_is_written_is_read_again_and_fits(errand: Errand) -> None:
    assert errands.read(errand.custom_id) == errand
    assert len(errand.custom_id) <= errands.LONGEST


@given(st.text(max_size=120))
def test_any_text_can_be_read_without_harm(text: str) -> None:
    found = errands.read(text)
    assert found is None or found.custom_id == text


def test_it_can_be_read_by_a_person() -> None:
    assert PLAIN.custom_id == "pl1:e:appeal:es:103:lower_142:20261110:"


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "pl1",
        "pl0:e:appeal:es:103:::",
        "pl1:z:appeal:es:103:::",
        "pl1:e:novel:es:103:::",
        "pl1:e:appeal:fr:103:::",
        "pl1:e:appeal:es:0:::",
        "pl1:e:appeal:es:103::20261399:",
        "pl1:e:appeal:es:103::00000000:",
        "pl1:e:appeal:es:103:::2026-11-1",
        "pl1:e:appeal:es:103:::\n",
        "pl1:e:appeal:es:103:" + "x" * 90 + "::",
        "ps1:o:law::es:51::1",
    ],
)
def test_a_stale_or_forged_one_is_not_read(forged: str) -> None:
    assert errands.read(forged) is None


def test_what_cannot_be_carried_is_an_error() -> None:
    with pytest.raises(ValueError, match="no custom_id can carry"):
        _ = Errand(Verb.READ, Kind.LOWER, "en", 1, "lower @everyone").custom_id


def test_the_other_buttons_do_not_take_it_for_theirs() -> None:
    assert custom_ids.read(PLAIN.custom_id) is None
    assert custom_ids.about([PLAIN.custom_id]) is None
