"""What a moderator is told when something cannot be done: the sentence for each kind of error, nothing of this machine in it."""

from __future__ import annotations

from bot.errors import DeclinedError, SettingsError
from bot.fetching.errors import SourceAddressError, SourceError
from bot.markdown import escape
from bot.store.errors import (
    AlreadyPublishedError,
    ConflictError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    UnknownReleaseError,
)
from knowledge.errors import PackError

SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (ConflictError, "moderation.error.conflict"),
    (AlreadyPublishedError, "moderation.error.already_published"),
    (UnknownReleaseError, "moderation.error.unknown_release"),
    (StoreLockedError, "moderation.error.locked"),
    (StoreFullError, "moderation.error.full"),
    (StoreError, "moderation.error.store"),
    (PackError, "moderation.error.pack"),
    (SettingsError, "moderation.error.key"),
    (SourceAddressError, "moderation.error.source_address"),
    (SourceError, "moderation.error.source"),
)


def told(error: Exception) -> DeclinedError | None:
    """The error as a person is told it; None for one that has no sentence."""
    if isinstance(error, DeclinedError):
        return error
    detail = escape(str(error)) if isinstance(error, SourceError) else ""
    return next((DeclinedError(key, detail=detail) for kind, key in SENTENCES if isinstance(error, kind)), None)
