"""What can go wrong with the database, each a sentence with its remedy.

StoreError
├── StoreNewerError           it was written by a newer version of this program
├── StoreForeignError         it holds something of another program
├── StoreDamagedError         it is no database, or a damaged one
├── StoreLockedError          another process holds it
├── StoreFullError            the disk is full
├── StoreUnreachableError     it is gone, or may not be read or written
├── StoreAddressError         its address is none, or the package for it is missing
├── ConflictError             somebody else changed the same thing first
├── UnknownReleaseError       there is no release with this version
├── AlreadyPublishedError     this release is the published one
├── CopyError                 a database cannot be copied into another
└── BackupError               a backup cannot be made or taken back
"""

from __future__ import annotations

from bot.errors import PlainsightError


class StoreError(PlainsightError):
    """An error of the database; the process goes on answering from memory."""


class StoreNewerError(StoreError):
    """The database has a later shape than this program knows; it was not touched."""

    def __init__(self, place: str, revision: str) -> None:
        super().__init__(
            f"the database {place} was written by a newer version of plainsight (revision {revision}) and was not touched: "
            "install that version again, or restore a backup from before it"
        )


class StoreForeignError(StoreError):
    """The database holds tables of another program; it was not touched."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is the database of another program and was not touched: name another folder")


class StoreDamagedError(StoreError):
    """The file is no database, or a part of it cannot be trusted."""

    def __init__(self, place: str, detail: str = "") -> None:
        what = f"is damaged ({detail})" if detail else "is damaged, or is no database"
        super().__init__(f"the database {place} {what}: stop the bot, then `plainsight db restore` the last backup")


class StoreLockedError(StoreError):
    """Others held the database for longer than we wait."""

    def __init__(
        self,
        place: str,
        problem: str = "is held by another process",
        remedy: str = "end what else uses it, then try again",
    ) -> None:
        super().__init__(f"the database {place} {problem}: {remedy}")


class StoreFullError(StoreError):
    """There was no room; nothing of the change was kept."""

    def __init__(self, place: str) -> None:
        super().__init__(f"there is no room for the database {place}, and nothing was changed: free disk space, then try again")


class StoreUnreachableError(StoreError):
    """The database is not there, or this user may not read or write it; without a `remedy`, that of a file is told."""

    def __init__(self, place: str, detail: str, remedy: str = "") -> None:
        in_a_folder = (
            "see that its folder exists and that this user may write there; "
            "a first start or `plainsight db upgrade` makes the database"
        )
        super().__init__(f"the database {place} cannot be used ({detail}): {remedy or in_a_folder}")


class StoreAddressError(StoreError):
    """The database cannot even be looked for; what is said does not repeat the address, which may hold a password."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}: {remedy}")


class ConflictError(StoreError):
    """Somebody else changed the same thing first; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("somebody else has changed this in the meantime, and nothing was overwritten: look again, then decide")


class UnknownReleaseError(StoreError):
    """No release has this version."""

    def __init__(self, version: str) -> None:
        super().__init__(f"there is no release {version}: see the versions in the history")


class AlreadyPublishedError(StoreError):
    """The release asked for is the published one."""

    def __init__(self, version: str) -> None:
        super().__init__(f"release {version} is the published one already: there is nothing to do")


class CopyError(StoreError):
    """A database that cannot be copied into another; the other is as it was."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}, and nothing was copied: {remedy}")


class BackupError(StoreError):
    """A backup that cannot be made or taken back; nothing was changed."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}, and nothing was changed: {remedy}")
