"""Fetches a pack from where the operator keeps it, whole and within limits, into memory."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass

import aiohttp

from bot.fetching import archives, folders
from bot.fetching.download import download
from bot.fetching.errors import SourceChecksumError
from bot.fetching.source import ArchiveSource, FolderSource, Limits, Source
from bot.files import Files

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """The files of a pack as its source has them, not yet checked, and what the source's server calls them."""

    files: Files
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches from one source."""

    source: Source
    limits: Limits = LIMITS

    @property
    def origin(self) -> str:
        """Where from, in a moderator's words."""
        return self.source.origin

    async def fetch(self, etag: str | None = None) -> Fetched | None:
        """The pack, or None where the source still has what `etag` names; raises SourceError."""
        if isinstance(self.source, FolderSource):
            return Fetched(await asyncio.to_thread(folders.read, self.source.path, self.limits))
        async with aiohttp.ClientSession(auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()) as session:
            return await fetch_archive(session, self.source, etag, self.limits)


async def fetch_archive(
    session: aiohttp.ClientSession, source: ArchiveSource, etag: str | None = None, limits: Limits = LIMITS
) -> Fetched | None:
    """The pack in an archive, over a session that does not decompress; None where nothing is new. Raises SourceError."""
    got = await download(session, source.url, etag, limits)
    if got is None:
        return None
    digest = hashlib.sha256(got.content).hexdigest()
    if source.sha256 and digest != source.sha256:
        raise SourceChecksumError(
            f"the archive is another than the pinned one (sha256 {digest})", "look into it, then pin the new sha256"
        )
    return Fetched(await asyncio.to_thread(archives.unpack, got.content, source.inside, limits), got.etag)
