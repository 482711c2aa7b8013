from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from bot.links import checking
from bot.links.asking import Reply
from bot.links.checking import Checker, settle
from bot.links.outcomes import BROKEN, Checked, Outcome, Reason, StoppedError
from bot.links.pages import Page, Use
from bot.links.visiting import Arrival
from tests.bot.links.sites import Clock, Sites

MOMENT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
ONE, TWO, THREE = "one.example/a", "two.example/b", "three.example/c"
SAID = b"<p>We did not share a thing.</p>"


def page(url: str, **quotes: str) -> Page:
    """A page that a finding cites, and statements by their ids with the words that they quote."""
    return Page(url, ("source",), (Use("f-1"), *(Use(record, (), quote) for record, quote in quotes.items())))


async def one(checker: Checker, asked: Page) -> Checked:
    [checked] = await checker.check([asked])
    return checked


async def test_a_page_that_answers_is_alive(checker: Checker, sites: Sites) -> None:
    sites.give(ONE)
    checked = await one(checker, page(sites.url(ONE)))
    assert (checked.outcome, checked.status, checked.reason) == (Outcome.ALIVE, 200, None)


async def test_a_page_that_has_moved_for_good_tells_where_to(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, 301, Location=sites.url(TWO))
    sites.give(TWO)
    checked = await one(checker, page(sites.url(ONE)))
    assert (checked.outcome, checked.moved_to) == (Outcome.MOVED, sites.url(TWO))


@pytest.mark.parametrize("status", [404, 410])
async def test_a_page_that_is_not_there_is_gone(checker: Checker, sites: Sites, status: int) -> None:
    sites.give(ONE, status)
    checked = await one(checker, page(sites.url(ONE)))
    assert (checked.outcome, checked.status, checked.reason) == (Outcome.GONE, status, Reason.STATUS)
    assert sites.requests() == ["HEAD one.example/a", "GET one.example/a"]


async def test_a_site_whose_name_is_no_more_is_gone(checker: Checker, sites: Sites) -> None:
    sites.give(ONE)
    _, dead = await checker.check([page(sites.url(ONE)), page("https://dead.example/a")])
    assert (dead.outcome, dead.reason) == (Outcome.GONE, Reason.NO_NAME)


async def test_where_nothing_at_all_answers_nothing_is_called_gone(checker: Checker) -> None:
    found = await checker.check([page("https://dead.example/a"), page("https://dead.example/b")])
    assert {(checked.outcome, checked.reason) for checked in found} == {(Outcome.UNREACHABLE, Reason.OFFLINE)}


@pytest.mark.parametrize("status", [500, 502, 503, 599])
async def test_a_server_in_trouble_is_unreachable_and_never_gone(checker: Checker, sites: Sites, status: int) -> None:
    sites.give(ONE, status)
    assert (await one(checker, page(sites.url(ONE)))).outcome is Outcome.UNREACHABLE


@pytest.mark.parametrize("status", [401, 402, 403, 429, 451])
async def test_a_server_that_refuses_is_no_reason_to_call_a_page_gone(checker: Checker, sites: Sites, status: int) -> None:
    sites.give(ONE, status)
    assert (await one(checker, page(sites.url(ONE)))).outcome is Outcome.BLOCKED


async def test_a_page_that_robots_may_not_see_is_blocked_and_not_asked(checker: Checker, sites: Sites) -> None:
    sites.give("one.example/robots.txt", body=b"User-agent: *\nDisallow: /", kind="text/plain")
    sites.give(ONE)
    checked = await one(checker, page(sites.url(ONE)))
    assert (checked.outcome, checked.reason, checked.status) == (Outcome.BLOCKED, Reason.ROBOTS, None)
    assert sites.requests() == []


async def test_a_page_that_has_moved_to_http_has_moved(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, 301, Location="http://one.example/a")
    checked = await one(checker, page(sites.url(ONE)))
    assert (checked.outcome, checked.reason, checked.moved_to) == (Outcome.MOVED, Reason.NO_HTTPS, "http://one.example/a")


async def test_a_detour_over_http_is_unreachable(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, 302, Location="http://one.example/a")
    checked = await one(checker, page(sites.url(ONE)))
    assert (checked.outcome, checked.reason) == (Outcome.UNREACHABLE, Reason.NO_HTTPS)


async def test_a_page_that_still_says_what_is_quoted_is_alive(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, body=SAID)
    assert (await one(checker, page(sites.url(ONE), s1="We did not share"))).outcome is Outcome.ALIVE
    assert sites.requests() == ["GET one.example/a"]


async def test_quoted_words_that_are_gone_are_told_by_statement(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, body=SAID)
    checked = await one(checker, page(sites.url(ONE), s1="We did not share", s2="We never will", s3="Not ever"))
    assert (checked.outcome, checked.missing, checked.status) == (Outcome.QUOTE_GONE, ("s2", "s3"), 200)


async def test_quoted_words_are_looked_for_where_the_page_has_moved_to(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, 301, Location=sites.url(TWO))
    sites.give(TWO, body=b"<p>Welcome to our new pages!</p>")
    checked = await one(checker, page(sites.url(ONE), s1="We did not share"))
    assert (checked.outcome, checked.moved_to) == (Outcome.QUOTE_GONE, sites.url(TWO))


@pytest.mark.parametrize("kind", ["application/pdf", "text/plain", "image/png", "application/octet-stream"])
async def test_what_is_no_web_page_is_not_looked_into(checker: Checker, sites: Sites, kind: str) -> None:
    sites.give(ONE, body=b"%PDF-1.7", kind=kind)
    checked = await one(checker, page(sites.url(ONE), s1="We did not share"))
    assert (checked.outcome, checked.reason, checked.missing) == (Outcome.ALIVE, Reason.NOT_READ, ())


async def test_a_page_longer_than_is_read_is_not_called_wrong(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, body=b" " * 60_000 + SAID)
    checked = await one(checker, page(sites.url(ONE), s1="We did not share"))
    assert (checked.outcome, checked.reason) == (Outcome.ALIVE, Reason.NOT_READ)


async def test_a_page_that_is_gone_is_not_searched_for_quotes(checker: Checker, sites: Sites) -> None:
    checked = await one(checker, page(sites.url(ONE), s1="We did not share"))
    assert (checked.outcome, checked.missing) == (Outcome.GONE, ())


async def test_a_quote_that_another_source_of_its_statement_holds_is_not_gone(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, body=b"<p>Somebody said something.</p>")
    sites.give(TWO, body=SAID)
    quote = {"s1": "We did not share"}
    found = await checker.check([page(sites.url(ONE), **quote), page(sites.url(TWO), **quote)])
    assert [checked.outcome for checked in found] == [Outcome.ALIVE, Outcome.ALIVE]


async def test_a_quote_is_not_gone_while_one_of_its_sources_could_not_be_looked_into(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, body=b"<p>Somebody said something.</p>")
    sites.give(TWO, 403)
    quote = {"s1": "We did not share"}
    found = await checker.check([page(sites.url(ONE), **quote), page(sites.url(TWO), **quote)])
    assert [checked.outcome for checked in found] == [Outcome.ALIVE, Outcome.BLOCKED]


async def test_a_quote_that_all_of_its_sources_have_lost_is_gone_from_each(checker: Checker, sites: Sites) -> None:
    sites.give(ONE, body=b"<p>Somebody said something.</p>")
    sites.give(TWO, body=b"<p>Nothing here.</p>")
    quote = {"s1": "We did not share"}
    found = await checker.check([page(sites.url(ONE), **quote), page(sites.url(TWO), **quote)])
    assert [checked.missing for checked in found] == [("s1",), ("s1",)]


async def test_results_come_in_the_order_of_the_pages_and_progress_is_told(checker: Checker, sites: Sites) -> None:
    addresses = [f"one.example/{n}" for n in range(6)] + [f"two.example/{n}" for n in range(6)]
    for address in addresses:
        sites.give(address)
    done: list[int] = []
    found = await checker.check([page(sites.url(address)) for address in addresses], done.append)
    assert [checked.url for checked in found] == [sites.url(address) for address in addresses]
    assert done == list(range(1, 13))


async def test_a_host_is_asked_one_page_a_second(checker: Checker, sites: Sites, clock: Clock) -> None:
    for n in range(10):
        sites.give(f"one.example/{n}")
    await checker.check([page(sites.url(f"one.example/{n}")) for n in range(10)])
    assert clock.now() >= 10
    assert sites.most_at_once <= 2


async def test_one_slow_site_does_not_keep_the_others_waiting(sites: Sites) -> None:
    arrived: list[str] = []
    all_others = asyncio.Event()

    class Visitor:
        async def visit(self, url: str, *, read: bool) -> Arrival:
            if url == "slow":
                await all_others.wait()
            arrived.append(url)
            if len(arrived) == 20:
                all_others.set()
            return Arrival(Reply(200), None)

    await Checker(Visitor()).check([page("slow"), *(page(str(n)) for n in range(20))])
    assert arrived[-1] == "slow"


async def test_a_check_that_is_cancelled_leaves_nothing_running(sites: Sites, checker: Checker) -> None:
    begun = asyncio.Event()
    ended: list[str] = []

    class Visitor:
        async def visit(self, url: str, *, read: bool) -> Arrival:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.append(url)
            raise StoppedError(Reason.TIMEOUT)

    task = asyncio.create_task(Checker(Visitor()).check([page("a"), page("b")]))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sorted(ended) == ["a", "b"]


async def test_nothing_to_check_is_soon_done() -> None:
    assert await checking.check([]) == ()


def test_settling_keeps_what_was_found() -> None:
    found = [Checked("a", MOMENT, Outcome.MOVED, 200, "b"), Checked("c", MOMENT, Outcome.GONE, None, None, Reason.NO_NAME)]
    assert settle([page("a"), page("c")], found) == tuple(found)


def test_what_is_broken_is_what_a_curator_has_to_mend() -> None:
    assert {outcome.value for outcome in BROKEN} == {"gone", "quote_gone"}
