"""Where packs come from: the operator's setting, read into a folder or an https address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from bot.fetching.errors import SourceAddressError

SHA256 = re.compile(r"[0-9a-f]{64}")
WRITE_ONE = "write a folder, or an address such as https://codeberg.example/records/pack/archive/main.zip"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a source may send: bytes over the network, bytes unpacked, files, and seconds for all of it."""

    sent: int = 16 * 2**20
    unpacked: int = 64 * 2**20
    files: int = 5_000
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder on this machine."""

    path: Path

    @property
    def origin(self) -> str:
        """What moderators read."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """An archive at an https address; `inside` is the folder in it that holds the pack, "" for the archive itself.

    `sha256`, where given, is the only archive that is taken.
    """

    url: str
    inside: str = ""
    sha256: str | None = None

    @property
    def origin(self) -> str:
        """What moderators read: the address without its query, which may hold a key."""
        bare = urlsplit(self.url)._replace(query="").geturl()
        return f"{bare}#{self.inside}" if self.inside else bare


Source = FolderSource | ArchiveSource


def parse(text: str, sha256: str | None = None) -> Source:
    """Read the setting: a folder, or `https://host/archive.zip`, with `#folder/in/it` where the pack is not at the top.

    Raises SourceAddressError.
    """
    if "://" not in text:
        if sha256:
            raise SourceAddressError("a pinned sha256 is for an archive, and the source is a folder", "take one of the two away")
        return FolderSource(Path(text).expanduser())
    url, inside = urldefrag(text)
    try:
        parts = urlsplit(url)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise SourceAddressError("the source is no address", WRITE_ONE) from None
    if not sound:
        raise SourceAddressError("the source is no https address", WRITE_ONE)
    if parts.username or parts.password:
        raise SourceAddressError("the source holds a name or password", "use an address that needs none")
    if sha256 is not None and not SHA256.fullmatch(sha256.lower()):
        raise SourceAddressError("the pinned sha256 is none", "write its 64 hexadecimal digits, as sha256sum prints them")
    return ArchiveSource(url, unquote(inside).strip("/"), sha256.lower() if sha256 else None)
