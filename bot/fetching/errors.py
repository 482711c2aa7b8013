"""What can go wrong with fetching a pack, each a sentence with its remedy. Nothing was changed when one is raised.

SourceError
├── SourceAddressError        the setting names no folder and no https address
├── SourceUnreachableError    nobody answered, or not with the archive
├── SourceTooLargeError       more bytes or files than a pack may have
├── SourceUnsafeError         the archive is broken, or reaches outside of itself
└── SourceChecksumError       it is not the archive that was pinned
"""

from __future__ import annotations

from bot.errors import PlainsightError


class SourceError(PlainsightError):
    """A pack that could not be fetched."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}: {remedy}")


class SourceAddressError(SourceError):
    """The setting names no folder and no https address."""


class SourceUnreachableError(SourceError):
    """Nobody answered in time, or not with the archive."""


class SourceTooLargeError(SourceError):
    """There are more bytes or files than a pack may have."""


class SourceUnsafeError(SourceError):
    """The archive is broken, or a name or link in it reaches outside."""


class SourceChecksumError(SourceError):
    """The archive is another than the pinned one."""
