"""What can keep a website from being written.

PlainsightError
└── SiteError    the folder or the address given will not do, and the sentence says what will
"""

from __future__ import annotations

from bot.errors import PlainsightError


class SiteError(PlainsightError):
    """A website that is not written; nothing was touched."""
