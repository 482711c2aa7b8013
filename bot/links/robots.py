"""What each site's robots.txt allows; read once a site."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.robotparser import RobotFileParser

from yarl import URL

from bot.links.asking import Reply
from bot.links.outcomes import Reason, StoppedError
from bot.links.pace import Pace
from bot.links.words import decode

NAME = "Plainsight"
NO_RULES = frozenset({Reason.NO_HTTPS, Reason.REDIRECTS})


class Robots:
    """The rules of the sites asked so far; `fetch` brings a robots.txt."""

    def __init__(self, fetch: Callable[[URL], Awaitable[Reply]], pace: Pace) -> None:
        self._fetch = fetch
        self._pace = pace
        self._rules: dict[URL, RobotFileParser | Reason] = {}
        self._locks: defaultdict[URL, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def see(self, url: URL) -> None:
        """Return where the page may be asked for; raises StoppedError where it may not, or the site cannot be asked."""
        site = url.origin()
        async with self._locks[site]:
            if site not in self._rules:
                self._rules[site] = await self._read(site)
        rules = self._rules[site]
        if isinstance(rules, Reason):
            raise StoppedError(rules)
        if not rules.can_fetch(NAME, str(url)):
            raise StoppedError(Reason.ROBOTS)

    async def _read(self, site: URL) -> RobotFileParser | Reason:
        """The rules; where a site has none, or refuses them, everything is allowed, as RFC 9309 has it."""
        rules = RobotFileParser()
        try:
            reply = await self._fetch(site.with_path("/robots.txt"))
        except StoppedError as stopped:
            if stopped.reason not in NO_RULES:
                return stopped.reason
            reply = Reply(HTTPStatus.NOT_FOUND)
        if reply.busy:
            return Reason.ROBOTS_UNREAD
        try:
            rules.parse(decode(reply.body or b"", reply.charset).removeprefix("\ufeff").splitlines())
        except ValueError:  # it takes digits such as ² for numbers
            return Reason.ROBOTS_UNREAD
        delay = rules.crawl_delay(NAME)
        if delay:
            self._pace.slow(site.host or "", float(delay))
        return rules
