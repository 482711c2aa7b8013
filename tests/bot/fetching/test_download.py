"""Over a loopback server with a certificate of its own: what is taken over https, and what is not."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
import trustme
from aiohttp import web

from bot.fetching import Fetched, Fetcher, fetch_archive
from bot.fetching.errors import SourceChecksumError, SourceTooLargeError, SourceUnreachableError, SourceUnsafeError
from bot.fetching.source import ArchiveSource, FolderSource, Limits
from tests.bot import variations
from tests.bot.fetching.packing import FILES, tarred, zipped

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
QUICK = Limits(sent=100_000, seconds=0.5)


class Host:
    """A server that answers as a test wants, and remembers what it was asked."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session
        self.asked: list[web.Request] = []
        self.pages: dict[str, Handler] = {}
        self.closing = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.pages[request.path](request)

    def give(self, path: str, content: bytes, status: int = 200, **headers: str) -> None:
        async def page(_: web.Request) -> web.StreamResponse:
            return web.Response(body=content, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})

        self.pages[path] = page

    async def fetch(
        self,
        path: str = "/pack.zip",
        *,
        etag: str | None = None,
        sha256: str | None = None,
        inside: str = "",
        limits: Limits = QUICK,
    ) -> Fetched | None:
        url = path if "://" in path else self.url + path
        return await fetch_archive(self.session, ArchiveSource(url, inside, sha256), etag, limits)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who signs the server's certificate."""
    return trustme.CA()


@pytest.fixture
async def host(authority: trustme.CA) -> AsyncIterator[Host]:
    """A server over https on this machine, and a session that trusts it."""
    served, trusting = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("localhost").configure_cert(served)
    authority.configure_trust(trusting)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trusting), auto_decompress=False) as session:
        made = Host("", session)
        application = web.Application()
        application.router.add_get("/{path:.*}", made.answer)
        runner = web.AppRunner(application, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "localhost", 0, ssl_context=served)
        await site.start()
        port = runner.addresses[0][1]
        made.url = f"https://localhost:{port}"
        yield made
        made.closing.set()
        await runner.cleanup()


@pytest.mark.parametrize("archive", [zipped(top="pack-main/"), tarred(top="pack-main/")])
async def test_an_archive_is_fetched_with_its_etag(host: Host, archive: bytes) -> None:
    host.give("/pack.zip", archive, ETag='"v1"')
    assert await host.fetch() == Fetched(FILES, '"v1"')


async def test_nothing_is_sent_again_where_nothing_is_new(host: Host) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        assert request.headers["If-None-Match"] == '"v1"'
        return web.Response(status=304)

    host.pages["/pack.zip"] = page
    assert await host.fetch(etag='"v1"') is None


async def test_the_first_time_no_etag_is_sent_and_not_modified_is_no_answer(host: Host) -> None:
    host.give("/pack.zip", b"", status=304)
    with pytest.raises(SourceUnreachableError, match="answered 304"):
        await host.fetch()
    assert "If-None-Match" not in host.asked[0].headers


async def test_redirects_over_https_are_followed(host: Host) -> None:
    host.give("/pack.zip", b"", status=302, Location="/other.zip")
    host.give("/other.zip", b"", status=307, Location=f"{host.url}/third.zip")
    host.give("/third.zip", zipped())
    assert await host.fetch()


@pytest.mark.parametrize(
    "target", ["http://localhost/pack.zip", "ftp://localhost/a", "file:///etc/passwd", "//localhost:1/x", ""]
)
async def test_a_redirect_without_https_is_refused(host: Host, target: str) -> None:
    host.give("/pack.zip", b"", status=302, Location=target)
    with pytest.raises(SourceUnreachableError):
        await host.fetch()


async def test_a_redirect_to_http_says_so(host: Host) -> None:
    host.give("/pack.zip", b"", status=301, Location="http://localhost/pack.zip")
    with pytest.raises(SourceUnreachableError, match="leads to an address without https"):
        await host.fetch()


async def test_redirects_without_end_are_refused(host: Host) -> None:
    host.give("/pack.zip", b"", status=302, Location="/pack.zip")
    with pytest.raises(SourceUnreachableError, match="leads on more than 5 times"):
        await host.fetch()
    assert len(host.asked) == 6


async def test_an_address_without_https_is_never_asked(host: Host) -> None:
    with pytest.raises(SourceUnreachableError, match="without https"):
        await host.fetch("http://localhost/pack.zip")


async def test_a_pinned_archive_is_taken(host: Host) -> None:
    host.give("/pack.zip", zipped())
    assert await host.fetch(sha256=hashlib.sha256(zipped()).hexdigest())


async def test_another_archive_than_the_pinned_one_is_refused(host: Host) -> None:
    host.give("/pack.zip", zipped(variations.files(1)))
    with pytest.raises(SourceChecksumError, match=r"another than the pinned one .*: look into it"):
        await host.fetch(sha256=hashlib.sha256(zipped()).hexdigest())


async def test_the_pack_is_taken_from_the_folder_that_is_named(host: Host) -> None:
    host.give("/pack.zip", zipped(top="main/records/"))
    assert await host.fetch(inside="records") == Fetched(FILES)


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(401, "right and open"), (403, "right and open"), (404, "right and open"), (429, "later"), (500, "later"), (503, "later")],
)
async def test_a_refusal_is_told_with_what_helps(host: Host, status: int, remedy: str) -> None:
    host.give("/pack.zip", b"no", status=status)
    with pytest.raises(SourceUnreachableError, match=f"answered {status}: .*{remedy}"):
        await host.fetch()


async def test_a_page_that_is_no_archive_is_refused(host: Host) -> None:
    host.give("/pack.zip", b"<!doctype html><title>Sign in</title>")
    with pytest.raises(SourceUnsafeError, match="give the address of the archive itself"):
        await host.fetch()


async def test_more_bytes_than_the_limit_are_refused_while_they_come(host: Host) -> None:
    sent = 0

    async def page(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()  # without a length
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(b"x" * 10_000)
            sent += 10_000
        return response

    host.pages["/pack.zip"] = page
    with pytest.raises(SourceTooLargeError, match="sends more than 100,000 bytes"):
        await host.fetch(limits=Limits(sent=100_000, seconds=20))
    assert sent < 100_000_000


async def test_a_transport_that_is_packed_is_not_unpacked_on_the_way(host: Host) -> None:
    host.give("/pack.zip", gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")
    with pytest.raises(SourceUnsafeError):
        await host.fetch()
    assert host.asked[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("first", [b"", b"PK\x03\x04"])
async def test_a_server_that_is_too_slow_is_given_up(host: Host, first: bytes) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if first:
            await response.prepare(request)
            await response.write(first)
        await host.closing.wait()
        return response

    host.pages["/pack.zip"] = page
    with pytest.raises(SourceUnreachableError, match=r"took longer than 0\.5 seconds: try again later"):
        await host.fetch()


async def test_a_connection_that_breaks_off_is_told(host: Host) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"PK\x03\x04")
        assert request.transport
        request.transport.close()
        return response

    host.pages["/pack.zip"] = page
    with pytest.raises(SourceUnreachableError, match="did not answer in full"):
        await host.fetch()


async def test_nobody_there_is_told(host: Host) -> None:
    with pytest.raises(SourceUnreachableError, match="did not answer in full"):
        await host.fetch("https://localhost:1/pack.zip")


async def test_a_certificate_that_nobody_vouches_for_is_refused(host: Host) -> None:
    host.give("/pack.zip", zipped())
    async with aiohttp.ClientSession() as session:
        with pytest.raises(SourceUnreachableError, match="certificate does not hold"):
            await fetch_archive(session, ArchiveSource(f"{host.url}/pack.zip"))
    assert host.asked == []


async def test_a_fetcher_makes_its_own_session_and_trusts_the_system_alone(host: Host) -> None:
    host.give("/pack.zip", zipped())
    with pytest.raises(SourceUnreachableError, match="certificate"):
        await Fetcher(ArchiveSource(f"{host.url}/pack.zip")).fetch()


async def test_a_key_in_the_address_stands_in_no_error(host: Host) -> None:
    host.give("/pack.zip", b"", status=404)
    with pytest.raises(SourceUnreachableError) as raised:
        await host.fetch("/pack.zip?token=secret")
    assert "secret" not in str(raised.value)


async def test_a_folder_is_fetched_as_it_stands(tmp_path: Path) -> None:
    folder = variations.write(tmp_path)
    fetcher = Fetcher(FolderSource(folder))
    assert await fetcher.fetch('"an etag means nothing here"') == Fetched(variations.files())
    assert fetcher.origin == str(folder)
