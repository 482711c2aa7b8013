"""Blocks of an answer as pieces of markdown, small enough that a page never breaks in the middle of a claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.markdown import bold, escape, link, visible_length
from knowledge.answer import Block, Citation, Claim

LONGEST_BLOCK = 700
SENTENCE = re.compile(r".+?(?:[.!?…][»”\")]*(?=\s)|\n(?=\n)|\Z)\s*", re.DOTALL)
PAGE_VISIBLE = 1100
PAGE_RAW = 3000
PAGE_PIECES = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Markdown that stays together; a heading stays with what follows it."""

    text: str
    heading: bool = False


def heading(title: str) -> Piece:
    """The title of a section."""
    return Piece(f"### {escape(title)}", heading=True)


def block(content: Block, links: Collection[str]) -> Iterator[Piece]:
    """A claim or line: its label in bold on a line of its own, its text, its citation numbers as links to the sources."""
    marks = " " + citation_marks(content.citations) if isinstance(content, Claim) else ""
    label = f"{bold(content.label)}\n" if content.label else ""
    text = content.text[:1].upper() + content.text[1:]  # it follows no "label:" here, it begins a line
    for part in chunks(text, LONGEST_BLOCK):
        yield Piece(f"{label}{escape(part, links)}{marks}")


def citation_marks(citations: Collection[Citation]) -> str:
    """Numbers that open the sources."""
    return " · ".join(link(str(citation.n), citation.source.url) for citation in citations)


def chunks(text: str, longest: int) -> Iterator[str]:
    """The text in parts of at most `longest` characters, parted after a sentence, or between words in one that is too long."""
    held = ""
    for sentence in (part for whole in SENTENCE.findall(text.strip()) for part in _words(whole, longest)):
        if held and len(held) + len(sentence.rstrip()) > longest:
            yield held.rstrip()
            held = ""
        held += sentence
    yield held.rstrip()


def pages(pieces: Collection[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces dealt out in order to pages that fit a phone; never empty, and no heading ends a page."""
    done: list[tuple[Piece, ...]] = []
    page: list[Piece] = []
    for group in _groups(pieces):
        if page and not _fits([*page, *group]):
            done.append(tuple(page))
            page = []
        page += group
    return (*done, tuple(page))


def _words(sentence: str, longest: int) -> Iterator[str]:
    while len(sentence.rstrip()) > longest:
        cut = sentence.rfind(" ", 1, longest) + 1 or longest
        yield sentence[:cut]
        sentence = sentence[cut:]
    yield sentence


def _groups(pieces: Collection[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.heading:
            yield group
            group = []
    if group:
        yield group


def _fits(page: list[Piece]) -> bool:
    seen = sum(visible_length(piece.text) for piece in page)
    return seen <= PAGE_VISIBLE and sum(len(piece.text) for piece in page) <= PAGE_RAW and len(page) <= PAGE_PIECES
