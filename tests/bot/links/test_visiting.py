"""Redirects and robots.txt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.links.outcomes import Reason, StoppedError
from bot.links.visiting import Visitor
from tests.bot.links.sites import Clock, Sites

ONE, TWO, THREE = "one.example/a", "two.example/b", "three.example/c"


async def _stopped(visitor: Visitor, url: str) -> StoppedError:
    with pytest.raises(StoppedError) as stopped:
        await visitor.visit(url, read=False)
    return stopped.value


async def test_a_page_where_it_should_be_has_not_moved(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE)
    assert (await visitor.visit(sites.url(ONE), read=False)).moved_to is None


@pytest.mark.parametrize("status", [301, 308])
async def test_where_a_page_has_moved_to_for_good_is_told(visitor: Visitor, sites: Sites, status: int) -> None:
    sites.give(ONE, status, Location=sites.url(TWO))
    sites.give(TWO, status, Location=sites.url(THREE))
    sites.give(THREE)
    arrival = await visitor.visit(sites.url(ONE), read=False)
    assert (arrival.reply.status, arrival.moved_to) == (200, sites.url(THREE))


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_detour_is_no_move(visitor: Visitor, sites: Sites, status: int) -> None:
    sites.give(ONE, status, Location="/elsewhere")
    sites.give("one.example/elsewhere")
    arrival = await visitor.visit(sites.url(ONE), read=False)
    assert (arrival.reply.status, arrival.moved_to) == (200, None)


async def test_a_move_counts_up_to_the_first_detour(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE, 301, Location="/new")
    sites.give("one.example/new", 302, Location="/consent")
    sites.give("one.example/consent", 301, Location="/consent/")
    sites.give("one.example/consent/")
    assert (await visitor.visit(sites.url(ONE), read=False)).moved_to == sites.url("one.example/new")


async def test_the_end_of_the_way_is_what_counts(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE, 301, Location=sites.url(TWO))
    arrival = await visitor.visit(sites.url(ONE), read=False)
    assert (arrival.reply.status, arrival.moved_to) == (404, sites.url(TWO))


@pytest.mark.parametrize("target", ["http://one.example/a", "ftp://one.example/a", "file:///etc/passwd"])
async def test_an_address_without_https_is_told_and_not_asked(visitor: Visitor, sites: Sites, target: str) -> None:
    sites.give(ONE, 301, Location=target)
    stopped = await _stopped(visitor, sites.url(ONE))
    assert (stopped.reason, stopped.moved_to) == (Reason.NO_HTTPS, target)
    assert sites.requests() == ["HEAD one.example/a"]


async def test_redirects_without_end_are_given_up(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE, 302, Location="/a")
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.REDIRECTS
    assert len(sites.requests()) == 6


async def test_a_redirect_into_a_private_network_is_not_followed(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE, 302, Location=f"https://127.0.0.1:{sites.port}/secret")
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.PRIVATE
    assert "GET 127.0.0.1/secret" not in sites.asked


@pytest.mark.parametrize("target", ["https://[", "https://one.example:port/"])
async def test_a_redirect_to_what_is_no_address_is_no_answer(visitor: Visitor, sites: Sites, target: str) -> None:
    sites.give(ONE, 302, Location=target)
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.NO_ANSWER


async def test_what_follows_the_number_sign_is_not_asked_for(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE)
    await visitor.visit(sites.url(ONE) + "#section-2", read=False)
    assert sites.requests() == ["HEAD one.example/a"]


async def test_the_rules_of_a_site_are_read_once(visitor: Visitor, sites: Sites, give_robots: Callable[[str], None]) -> None:
    give_robots("User-agent: *\nDisallow: /private")
    sites.give(ONE)
    for _ in range(3):
        await visitor.visit(sites.url(ONE), read=False)
    assert sites.asked.count("GET one.example/robots.txt") == 1


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /a",
        "User-agent: plainsight\nDisallow: /\n\nUser-agent: *\nDisallow:",
        "\ufeffUser-agent: *\nDisallow: /",
    ],
)
async def test_a_page_that_robots_may_not_see_is_not_asked(
    visitor: Visitor, sites: Sites, give_robots: Callable[[str], None], rules: str
) -> None:
    give_robots(rules)
    sites.give(ONE)
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.ROBOTS
    assert sites.requests() == []


@pytest.mark.parametrize(
    "rules", ["", "User-agent: *\nDisallow:", "User-agent: *\nDisallow: /b", "User-agent: GoogleBot\nDisallow: /", "<html>\0"]
)
async def test_a_page_that_robots_may_see_is_asked(
    visitor: Visitor, sites: Sites, give_robots: Callable[[str], None], rules: str
) -> None:
    give_robots(rules)
    sites.give(ONE)
    assert (await visitor.visit(sites.url(ONE), read=False)).reply.status == 200


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_rules_may_be_asked(visitor: Visitor, sites: Sites, status: int) -> None:
    sites.give("one.example/robots.txt", status)
    sites.give(ONE)
    assert (await visitor.visit(sites.url(ONE), read=False)).reply.status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_site_whose_rules_cannot_be_read_now_is_not_asked(visitor: Visitor, sites: Sites, status: int) -> None:
    sites.give("one.example/robots.txt", status)
    sites.give(ONE)
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.ROBOTS_UNREAD
    assert sites.requests() == []


@pytest.mark.parametrize("value", ["²", "9" * 5000])
async def test_rules_that_cannot_be_understood_are_not_passed_over(
    visitor: Visitor, sites: Sites, give_robots: Callable[[str], None], value: str
) -> None:
    give_robots(f"User-agent: *\nCrawl-delay: {value}\nDisallow: /private")
    sites.give(ONE)
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.ROBOTS_UNREAD


@pytest.mark.parametrize("url", ["http://one.example/a", "https://", "https:///a", "https://[", "one.example/a"])
async def test_an_address_that_is_none_is_never_asked(visitor: Visitor, sites: Sites, url: str) -> None:
    assert (await _stopped(visitor, url)).reason in {Reason.NO_HTTPS, Reason.NO_ANSWER}
    assert sites.asked == []


async def test_rules_that_stand_elsewhere_are_followed_there(visitor: Visitor, sites: Sites) -> None:
    sites.give("one.example/robots.txt", 301, Location=sites.url("two.example/robots.txt"))
    sites.give("two.example/robots.txt", body=b"User-agent: *\nDisallow: /", kind="text/plain")
    sites.give(ONE)
    assert (await _stopped(visitor, sites.url(ONE))).reason is Reason.ROBOTS


@pytest.mark.parametrize("target", ["/robots.txt", "http://one.example/robots.txt"])
async def test_rules_that_lead_nowhere_are_none(visitor: Visitor, sites: Sites, target: str) -> None:
    sites.give("one.example/robots.txt", 302, Location=target)
    sites.give(ONE)
    assert (await visitor.visit(sites.url(ONE), read=False)).reply.status == 200


async def test_the_rules_of_the_site_that_a_redirect_leads_to_are_heeded(visitor: Visitor, sites: Sites) -> None:
    sites.give(ONE, 301, Location=sites.url(TWO))
    sites.give("two.example/robots.txt", body=b"User-agent: *\nDisallow: /", kind="text/plain")
    stopped = await _stopped(visitor, sites.url(ONE))
    assert (stopped.reason, stopped.moved_to) == (Reason.ROBOTS, sites.url(TWO))


async def test_the_pause_that_a_site_asks_for_is_kept(
    visitor: Visitor, sites: Sites, clock: Clock, give_robots: Callable[[str], None]
) -> None:
    give_robots("User-agent: *\nCrawl-delay: 20\nDisallow: /private")
    sites.give(ONE)
    await visitor.visit(sites.url(ONE), read=False)
    before = clock.now()
    await visitor.visit(sites.url(ONE), read=False)
    assert clock.now() - before == 20
