"""What can go wrong on the way to a picture.

KnowledgeError
└── OutlinesError        a pack's outlines are missing or cannot be read, so that no map can be drawn from it
"""

from __future__ import annotations

from knowledge.errors import KnowledgeError


class OutlinesError(KnowledgeError):
    """A pack without usable outlines; says what is wrong, for a curator."""
