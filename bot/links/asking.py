"""Asks one address once, or again where that may help, and brings home what was answered within limits."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeAlias

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.links.outcomes import Reason, StoppedError
from bot.links.pace import Pace
from bot.links.reach import PrivateAddressError, PublicResolver, literal, public

AGENT = "Plainsight link check"
HEADERS = {"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "identity"}
LONGEST_HEADER = 2**16
CHUNK = 2**16
UNPACKED_BY_ZLIB = frozenset({"gzip", "x-gzip", "deflate"})
NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
ONCE_MORE = frozenset({Reason.NO_ANSWER, Reason.TIMEOUT})
Session: TypeAlias = aiohttp.ClientSession


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one answer, bytes read of a page, times a page is asked in full, seconds to wait before asking again."""

    seconds: float = 20.0
    read: int = 4 * 2**20
    times: int = 2
    wait: float = 5.0
    longest_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered.

    `body` is what was read of the page, None where it was not asked for or cannot be unpacked; `whole` whether that is all of it.
    """

    status: int
    location: str = ""
    kind: str = ""
    charset: str | None = None
    retry_after: float | None = None
    body: bytes | None = None
    whole: bool = True

    @property
    def busy(self) -> bool:
        """Whether it is worth asking again."""
        return self.status == HTTPStatus.TOO_MANY_REQUESTS or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


def session(resolver: AbstractResolver | None = None) -> Session:
    """A session for the public web: no cookies, nothing unpacked on the way."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver or PublicResolver()),
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=HEADERS,
        max_line_size=LONGEST_HEADER,
        max_field_size=LONGEST_HEADER,
    )


class Asker:
    """Asks addresses at a pace."""

    def __init__(self, session: Session, pace: Pace, limits: Limits | None = None, *, anywhere: bool = False) -> None:
        """`anywhere` lets addresses of this machine's own network be asked, for tests."""
        self.pace = pace
        self._session = session
        self._limits = limits or Limits()
        self._anywhere = anywhere

    async def ask(self, url: URL, *, read: bool) -> Reply:
        """The answer of one address, redirects not followed; raises StoppedError where there is none.

        Without `read`, only its head is asked for, and the page itself where that is refused: no page is called gone by its head.
        """
        host = url.host or ""
        if literal(host) and not (self._anywhere or public(host)):
            raise StoppedError(Reason.PRIVATE)
        head = None if read else await self._head(url)
        return head or await self._page(url, read=read)

    async def _head(self, url: URL) -> Reply | None:
        """What a server says of a page, None where the page itself has to be asked for."""
        try:
            head = await self._once("HEAD", url)
        except StoppedError as stopped:
            if stopped.reason is Reason.NO_ANSWER:
                return None
            raise
        if head.status < HTTPStatus.BAD_REQUEST:
            return head
        if head.busy:
            self._hold(url, head)
        return None

    async def _page(self, url: URL, *, read: bool) -> Reply:
        for left in reversed(range(self._limits.times)):
            try:
                reply = await self._once("GET", url, read=read)
            except StoppedError as stopped:
                if stopped.reason not in ONCE_MORE or not left:
                    raise
                self._hold(url)
                continue
            if not (reply.busy and left) or (reply.retry_after or 0) > self._limits.longest_wait:
                return reply
            self._hold(url, reply)
        raise StoppedError(Reason.NO_ANSWER)

    def _hold(self, url: URL, reply: Reply | None = None) -> None:
        wait = self._limits.wait if reply is None or reply.retry_after is None else reply.retry_after
        self.pace.hold(url.host or "", min(wait, self._limits.longest_wait))

    async def _once(self, method: str, url: URL, *, read: bool = False) -> Reply:
        async with self.pace.turn(url.host or ""):
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._answer(method, url, read=read)
            except TimeoutError as error:
                raise StoppedError(Reason.TIMEOUT) from error
            except aiohttp.ClientConnectorCertificateError as error:
                raise StoppedError(Reason.CERTIFICATE) from error
            except aiohttp.ClientConnectorError as error:
                raise StoppedError(_why(error.os_error)) from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise StoppedError(Reason.NO_ANSWER) from error

    async def _answer(self, method: str, url: URL, *, read: bool) -> Reply:
        async with self._session.request(method, url, allow_redirects=False) as got:
            location, wait = got.headers.get("Location", ""), _retry_after(got.headers.get("Retry-After", ""))
            body, whole = await self._body(got) if read and got.status == HTTPStatus.OK else (None, True)
            return Reply(got.status, location, got.content_type, got.charset, wait, body, whole)

    async def _body(self, got: aiohttp.ClientResponse) -> tuple[bytes | None, bool]:
        """What was read, and whether that is all of it."""
        most = self._limits.read
        content = bytearray()
        async for chunk in got.content.iter_chunked(CHUNK):
            content += chunk
            if len(content) > most:
                break
        packing = got.headers.get("Content-Encoding", "identity").lower()
        if packing == "identity":
            return bytes(content[:most]), len(content) <= most
        if packing not in UNPACKED_BY_ZLIB:
            return None, False
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            return unpacking.decompress(content, most), unpacking.eof
        except zlib.error:
            return None, False


def _why(error: OSError) -> Reason:
    if isinstance(error, PrivateAddressError):
        return Reason.PRIVATE
    return Reason.NO_NAME if isinstance(error, socket.gaierror) and error.errno in NO_SUCH_NAME else Reason.NO_ANSWER


def _retry_after(text: str) -> float | None:
    """The seconds of a Retry-After header, given as seconds or as a date."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())
