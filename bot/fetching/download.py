"""Gets an archive over https: redirects to https alone, a limit on bytes and seconds, and nothing where nothing is new."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from yarl import URL

from bot.fetching.errors import SourceTooLargeError, SourceUnreachableError
from bot.fetching.source import Limits

REDIRECTS = 5
MOVED = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT, 308)
CHUNK = 2**16
SEE_SETTING = "see that the address is right and open to everyone"
LATER = "try again later"


@dataclass(frozen=True, slots=True)
class Download:
    """An archive, and what its server calls it."""

    content: bytes
    etag: str | None


async def download(session: aiohttp.ClientSession, url: str, etag: str | None, limits: Limits) -> Download | None:
    """The archive at an https address; None where it still is what `etag` names.

    Raises SourceUnreachableError and SourceTooLargeError.
    """
    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(session, URL(url), etag, limits)
    except TimeoutError as error:
        raise SourceUnreachableError(f"the source took longer than {limits.seconds:g} seconds", LATER) from error
    except aiohttp.ClientConnectorCertificateError as error:
        raise SourceUnreachableError("the source's certificate does not hold", SEE_SETTING) from error
    except (aiohttp.ClientError, ValueError) as error:
        raise SourceUnreachableError(f"the source did not answer in full ({type(error).__name__})", LATER) from error


async def _follow(session: aiohttp.ClientSession, url: URL, etag: str | None, limits: Limits) -> Download | None:
    headers = {"Accept-Encoding": "identity"} | ({"If-None-Match": etag} if etag else {})
    for _ in range(REDIRECTS + 1):
        if url.scheme != "https":
            raise SourceUnreachableError("the source leads to an address without https", SEE_SETTING)
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status in MOVED:
                url = url.join(URL(response.headers.get("Location", "")))
                continue
            if response.status == HTTPStatus.NOT_MODIFIED and etag:
                return None
            if response.status != HTTPStatus.OK:
                retry = response.status >= HTTPStatus.INTERNAL_SERVER_ERROR or response.status == HTTPStatus.TOO_MANY_REQUESTS
                raise SourceUnreachableError(f"the source answered {response.status}", LATER if retry else SEE_SETTING)
            return Download(await _body(response, limits), response.headers.get("ETag"))
    raise SourceUnreachableError(f"the source leads on more than {REDIRECTS} times", SEE_SETTING)


async def _body(response: aiohttp.ClientResponse, limits: Limits) -> bytes:
    content = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):  # checked as it comes: the length announced may be a lie
        content += chunk
        if len(content) > limits.sent:
            raise SourceTooLargeError(f"the source sends more than {limits.sent:,} bytes", "keep the pack alone in the archive")
    return bytes(content)
