from __future__ import annotations

import pytest

from knowledge.places.text import Gap, fold, key, tokenize, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Stanfòd", "stanfod"), ("CÂMERAS", "cameras"), ("Èske", "eske"), ("New Haven", "new haven"), ("ß", "ss")],
)
def test_folding_drops_case_and_accents(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_a_key_runs_the_words_together() -> None:
    assert key("St. Vincent") == "stvincent"
    assert key("So. Windsor") == "sowindsor"


def test_words_remember_where_they_stood() -> None:
    text = "¿Vivo en  Danbury, sí?"
    assert [text[token.start : token.end] for token in tokenize(text)] == ["Vivo", "en", "Danbury", "sí"]


def test_accents_written_as_marks_of_their_own_stay_in_the_word() -> None:
    assert words("Stanfo\u0300d") == ("stanfod",)


@pytest.mark.parametrize("typed", ["Norwalk's", "Norwalk\u2019s", "NORWALK'S"])
def test_a_possessive_ending_is_left_out(typed: str) -> None:
    (token,) = tokenize(typed)
    assert (token.word, typed[: token.end].lower()) == ("norwalk", "norwalk")


def test_joined_capitals_are_taken_apart() -> None:
    assert words("#NewHaven") == ("new", "haven")


def test_a_comma_and_a_full_stop_part_words() -> None:
    gaps = [token.gap for token in tokenize("east, west. north")]
    assert gaps == [Gap.STOP, Gap.COMMA, Gap.STOP]


def test_the_dot_of_an_abbreviation_parts_nothing() -> None:
    first, second = tokenize("E. Hartford")
    assert (second.gap, second.dot, first.word) == (Gap.NONE, True, "e")


@pytest.mark.parametrize("typed", ["", "   ", "🙂🙂", "...", "\x00\x01", "'", "_", "\u0300"])
def test_text_without_words_has_no_tokens(typed: str) -> None:
    assert tokenize(typed) == []
