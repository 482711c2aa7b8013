"""Files that go with a moderator's card: plain text, for what no card can hold."""

from __future__ import annotations

import io

from discord import File

CHANGES = "changes.txt"
MISTAKES = "mistakes.txt"
DUE = "stale.txt"
LONGEST = 8 * 2**20

__all__ = ["CHANGES", "DUE", "MISTAKES", "File", "text"]


def text(name: str, content: str) -> File:
    """A text as a file that Discord takes, cut where it is too large."""
    return File(io.BytesIO(content.encode()[:LONGEST]), filename=name)
