"""Text to copy: in code blocks that nothing in it can leave, cut between paragraphs to what a card can hold."""

from __future__ import annotations

import re

FENCE = "```"
TICKS = re.compile("`(?=`)")
UNSEEN = "\u200b"
OWN_LINES = 2 * len(FENCE) + 2


def block(text: str) -> str:
    """The text in a code block; where two backticks meet, a space of no width keeps them from closing it."""
    return f"{FENCE}\n{TICKS.sub(f'`{UNSEEN}', text)}\n{FENCE}"


def first(text: str, room: int) -> str:
    """As many whole paragraphs as fit into a block of so many characters, or of a longer one as many lines or words.

    The file beside it holds the rest: no word is cut in two.
    """
    if len(block(text)) <= room:
        return text
    for between in ("\n\n", "\n", " "):
        kept = _kept(text.split(between), between, room)
        if kept:
            return kept
    return ""


def _kept(parts: list[str], between: str, room: int) -> str:
    kept: list[str] = []
    for part in parts:
        if len(block(between.join((*kept, part)))) > room:
            break
        kept.append(part)
    return between.join(kept)
