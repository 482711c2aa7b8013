from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest
import trustme
from aiohttp import web

from bot.links.asking import HEADERS, Asker, Limits
from bot.links.checking import Checker
from bot.links.pace import Pace
from bot.links.visiting import Visitor
from tests.bot.links.sites import NAMES, Clock, Names, Sites
from tests.knowledge.pack import small_pack

QUICK = Limits(seconds=0.5, read=50_000, wait=5, longest_wait=60)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who signs the certificate of the sites."""
    return trustme.CA()


@pytest.fixture
async def sites(authority: trustme.CA) -> AsyncIterator[Sites]:
    """The sites, open."""
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*NAMES, "127.0.0.1").configure_cert(served)
    made = Sites()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=served)
    await site.start()
    made.port = runner.addresses[0][1]
    yield made
    made.closing.set()
    await runner.cleanup()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def session(authority: trustme.CA) -> AsyncIterator[aiohttp.ClientSession]:
    """A session like the real one, that trusts the sites and finds them by name."""
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    connector = aiohttp.TCPConnector(ssl=trusting, resolver=Names())
    async with aiohttp.ClientSession(
        connector=connector, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(), headers=HEADERS
    ) as made:
        yield made


@pytest.fixture
def asker(session: aiohttp.ClientSession, clock: Clock) -> Asker:
    """Asks the sites, waiting by the clock alone."""
    return Asker(session, Pace(now=clock.now, sleep=clock.sleep), QUICK)


@pytest.fixture
def visitor(asker: Asker) -> Visitor:
    return Visitor(asker)


@pytest.fixture
def checker(visitor: Visitor) -> Checker:
    return Checker(visitor)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small pack in a folder."""
    return small_pack.write(tmp_path / "testland")


@pytest.fixture
def give_robots(sites: Sites) -> Callable[[str], None]:
    """Gives the first site rules."""
    return lambda text: sites.give("one.example/robots.txt", body=text.encode(), kind="text/plain")
