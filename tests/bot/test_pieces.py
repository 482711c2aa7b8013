"""Blocks become pieces, pieces become pages, and no page ends inside a claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import pieces
from bot.cards.pieces import Piece, chunks, heading, pages
from bot.markdown import visible_length
from knowledge.answer import Citation, Claim, Line
from knowledge.dates import PartialDate
from knowledge.records import Read, Source

SOURCE = Source(id="s", publisher="P", title="T", url="https://p.example/t", kind="news", read=Read.FULL)
WORDS = st.lists(st.text("abc.!? \n", min_size=1, max_size=40), max_size=60).map(" ".join).filter(str.strip)


def claim(text: str, label: str = "") -> Claim:
    return Claim(text, (Citation(1, SOURCE), Citation(2, SOURCE)), by="P", when=PartialDate(2019), label=label)


def test_a_claim_ends_with_its_citations_as_links() -> None:
    (piece,) = pieces.block(claim("Said so."), ())
    assert piece.text == "Said so. [1](https://p.example/t) · [2](https://p.example/t)"


def test_a_label_stands_in_bold_on_its_own_line() -> None:
    (piece,) = pieces.block(Line("they said so.", label="March 13, 2019"), ())
    assert piece.text == "**March 13, 2019**\nThey said so."


def test_a_claim_too_long_for_a_page_is_parted_after_a_sentence_and_cited_in_every_part() -> None:
    sentence = "The record says so and names its source in full. "
    found = list(pieces.block(claim(sentence * 40, label="2019"), ()))
    assert len(found) > 1
    for piece in found:
        assert piece.text.startswith("**2019**\n")
        assert piece.text.endswith("full. [1](https://p.example/t) · [2](https://p.example/t)")


def test_paragraphs_of_a_block_stay_apart() -> None:
    assert list(chunks("Dear clerk,\n\nplease send it.\n\nThank you.", 700)) == ["Dear clerk,\n\nplease send it.\n\nThank you."]


@given(WORDS, st.integers(20, 200))
def test_chunks_are_short_and_lose_no_word(text: str, longest: int) -> None:
    found = list(chunks(text, longest))
    assert all(len(chunk) <= longest for chunk in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.tuples(st.integers(1, 700), st.booleans()), max_size=40))
def test_pages_keep_every_piece_in_order_and_within_a_phone(sizes: list[tuple[int, bool]]) -> None:
    given_pieces = [heading("h" * min(size, 60)) if title else Piece("x" * size) for size, title in sizes]
    dealt = pages(given_pieces)
    assert [piece for page in dealt for piece in page] == given_pieces
    for page in dealt:
        groups = sum(not piece.heading for piece in page)
        assert groups <= 1 or sum(visible_length(piece.text) for piece in page) <= pieces.PAGE_VISIBLE
        assert sum(len(piece.text) for piece in page) < 4000 or all(piece.heading for piece in page)


@given(st.lists(st.tuples(st.integers(1, 700), st.booleans()), max_size=40))
def test_no_heading_ends_a_page_but_the_last(sizes: list[tuple[int, bool]]) -> None:
    dealt = pages([heading("h") if title else Piece("x" * size) for size, title in sizes])
    assert not any(page and page[-1].heading for page in dealt[:-1])


def test_nothing_to_show_is_one_empty_page() -> None:
    assert pages([]) == ((),)
