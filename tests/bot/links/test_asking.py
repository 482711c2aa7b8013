from __future__ import annotations

import datetime as dt
import gzip
import zlib
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from bot.links import asking
from bot.links.asking import AGENT, Asker, Limits
from bot.links.outcomes import Reason, StoppedError
from bot.links.pace import Pace
from tests.bot.links.sites import Clock, Names, Sites

ONE = "one.example/a"


async def _stopped(asker: Asker, url: str, *, read: bool = False) -> Reason:
    with pytest.raises(StoppedError) as stopped:
        await asker.ask(URL(url), read=read)
    return stopped.value.reason


async def test_a_page_that_answers_is_asked_for_its_head_alone(asker: Asker, sites: Sites) -> None:
    sites.give(ONE, body=b"hello")
    reply = await asker.ask(URL(sites.url(ONE)), read=False)
    assert (reply.status, reply.body) == (200, None)
    assert sites.asked == ["HEAD one.example/a"]


async def test_it_says_plainly_who_asks(asker: Asker, sites: Sites) -> None:
    sites.give(ONE)
    await asker.ask(URL(sites.url(ONE)), read=True)
    assert sites.agents == {AGENT} == {"Plainsight link check"}


@pytest.mark.parametrize("head", [400, 403, 404, 405, 501])
async def test_where_the_head_is_refused_the_page_itself_is_asked_for(asker: Asker, sites: Sites, head: int) -> None:
    sites.give(ONE, head=head)
    assert (await asker.ask(URL(sites.url(ONE)), read=False)).status == 200
    assert sites.asked == ["HEAD one.example/a", "GET one.example/a"]


async def test_where_a_server_hangs_up_on_a_head_the_page_itself_is_asked_for(asker: Asker, sites: Sites) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        if request.method == "HEAD":
            assert request.transport
            request.transport.close()
        return web.Response()

    sites.answer(ONE, page)
    assert (await asker.ask(URL(sites.url(ONE)), read=False)).status == 200


async def test_a_page_is_read_with_its_kind_and_charset(asker: Asker, sites: Sites) -> None:
    sites.give(ONE, body=b"caf\xe9", kind="text/html; charset=iso-8859-1")
    reply = await asker.ask(URL(sites.url(ONE)), read=True)
    assert (reply.body, reply.kind, reply.charset, reply.whole) == (b"caf\xe9", "text/html", "iso-8859-1", True)
    assert sites.asked == ["GET one.example/a"]


async def test_no_more_is_read_than_the_limit(asker: Asker, sites: Sites) -> None:
    sent = 0

    async def page(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(b"x" * 10_000)
            sent += 10_000
        return response

    sites.answer(ONE, page)
    reply = await asker.ask(URL(sites.url(ONE)), read=True)
    assert (len(reply.body or b""), reply.whole) == (50_000, False)
    assert sent < 100_000_000


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
async def test_a_page_that_comes_packed_though_nobody_asked_is_unpacked(
    asker: Asker, sites: Sites, packing: str, pack: Any
) -> None:
    sites.give(ONE, body=pack(b"hello"), Content_Encoding=packing)
    assert (await asker.ask(URL(sites.url(ONE)), read=True)).body == b"hello"


async def test_a_page_that_unpacks_without_end_is_cut_off(asker: Asker, sites: Sites) -> None:
    sites.give(ONE, body=gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")
    reply = await asker.ask(URL(sites.url(ONE)), read=True)
    assert (len(reply.body or b""), reply.whole) == (50_000, False)


@pytest.mark.parametrize("packing", ["br", "gzip", "no-such-packing"])
async def test_a_page_that_cannot_be_unpacked_is_alive_and_not_read(asker: Asker, sites: Sites, packing: str) -> None:
    sites.give(ONE, body=b"not packed so", Content_Encoding=packing)
    reply = await asker.ask(URL(sites.url(ONE)), read=True)
    assert (reply.status, reply.body) == (200, None)


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_server_is_asked_once_more_after_a_while(asker: Asker, sites: Sites, clock: Clock, status: int) -> None:
    sites.give(ONE, status)
    sites.give(ONE, 200)
    assert (await asker.ask(URL(sites.url(ONE)), read=True)).status == 200
    assert clock.now() == 5


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_says_how_long_to_wait_is_heeded(asker: Asker, sites: Sites, clock: Clock, status: int) -> None:
    sites.give(ONE, status, Retry_After="40")
    sites.give(ONE, 200)
    assert (await asker.ask(URL(sites.url(ONE)), read=False)).status == 200
    assert clock.now() == 40


async def test_a_server_that_says_it_as_a_date_is_heeded(asker: Asker, sites: Sites, clock: Clock) -> None:
    sites.give(ONE, 503, Retry_After=format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=50)))
    sites.give(ONE, 200)
    assert (await asker.ask(URL(sites.url(ONE)), read=True)).status == 200
    assert 30 < clock.now() <= 50


@pytest.mark.parametrize("text", ["soon", "-5", "", "1e9", "Wed, 99 Foo 2026"])
async def test_a_wait_that_is_none_is_passed_over(asker: Asker, sites: Sites, clock: Clock, text: str) -> None:
    sites.give(ONE, 503, Retry_After=text)
    sites.give(ONE, 200)
    assert (await asker.ask(URL(sites.url(ONE)), read=True)).status == 200
    assert clock.now() == 5


async def test_a_server_that_wants_to_be_left_alone_for_long_is(asker: Asker, sites: Sites) -> None:
    sites.give(ONE, 429, Retry_After="86400")
    assert (await asker.ask(URL(sites.url(ONE)), read=True)).status == 429
    assert len(sites.asked) == 1


async def test_a_server_that_stays_busy_is_not_asked_for_ever(asker: Asker, sites: Sites) -> None:
    sites.give(ONE, 503)
    assert (await asker.ask(URL(sites.url(ONE)), read=True)).status == 503
    assert len(sites.asked) == 2


@pytest.mark.parametrize("begun", [False, True])
async def test_a_server_that_is_too_slow_is_given_up_after_a_second_time(asker: Asker, sites: Sites, *, begun: bool) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if begun:
            await response.prepare(request)
            await response.write(b"<html>")
        await sites.closing.wait()
        return response

    sites.answer(ONE, page)
    assert await _stopped(asker, sites.url(ONE), read=True) is Reason.TIMEOUT
    assert len(sites.asked) == 2


async def test_a_connection_that_breaks_off_is_told(asker: Asker, sites: Sites) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.close()
        return web.Response()

    sites.answer(ONE, page)
    assert await _stopped(asker, sites.url(ONE), read=True) is Reason.NO_ANSWER


async def test_nobody_there_is_no_answer(asker: Asker) -> None:
    assert await _stopped(asker, "https://one.example:1/a") is Reason.NO_ANSWER


async def test_a_name_that_is_no_more_is_told_from_one_that_cannot_be_found_now(asker: Asker) -> None:
    assert await _stopped(asker, "https://dead.example/a") is Reason.NO_NAME
    assert await _stopped(asker, "https://busy.example/a") is Reason.NO_ANSWER


async def test_a_certificate_that_nobody_vouches_for_is_told(sites: Sites, clock: Clock) -> None:
    async with asking.session(Names()) as stranger:
        asker = Asker(stranger, Pace(now=clock.now, sleep=clock.sleep))
        assert await _stopped(asker, sites.url(ONE)) is Reason.CERTIFICATE
    assert sites.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "[::1]", "10.0.0.1"])
async def test_an_address_of_a_private_network_is_never_asked(asker: Asker, sites: Sites, host: str) -> None:
    assert await _stopped(asker, f"https://{host}:{sites.port}/a") is Reason.PRIVATE
    assert sites.asked == []


async def test_the_real_session_never_asks_a_name_that_leads_to_this_machine(sites: Sites) -> None:
    async with asking.session() as real:
        assert await _stopped(Asker(real, Pace()), f"https://localhost:{sites.port}/a") is Reason.PRIVATE
    assert sites.asked == []


async def test_cookies_are_not_kept(session: aiohttp.ClientSession, asker: Asker, sites: Sites) -> None:
    seen: list[str] = []

    async def page(request: web.Request) -> web.StreamResponse:
        seen.append(request.headers.get("Cookie", ""))
        response = web.Response()
        response.set_cookie("id", "1")
        return response

    sites.answer(ONE, page)
    for _ in range(2):
        await asker.ask(URL(sites.url(ONE)), read=True)
    assert seen == ["", ""]


def test_the_limits_are_those_of_a_polite_reader() -> None:
    limits = Limits()
    assert limits.seconds <= 30
    assert limits.read <= 8 * 2**20
    assert limits.times <= 3
