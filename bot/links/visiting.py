"""Goes to a page as a reader would, over https alone and where robots.txt allows it, and sees where that ends."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from yarl import URL

from bot.links.asking import Asker, Reply
from bot.links.outcomes import Reason, StoppedError
from bot.links.robots import Robots

REDIRECTS = 5
FOR_GOOD = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
ONWARD = FOR_GOOD | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}


@dataclass(frozen=True, slots=True)
class Arrival:
    """The answer at the end of the way, and where the page has moved for good, None where it has not."""

    reply: Reply
    moved_to: str | None


class Visitor:
    """Visits pages, each site's rules kept in mind."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._robots = Robots(self._rules, asker.pace)

    async def visit(self, url: str, *, read: bool) -> Arrival:
        """Follow an address to its end, and `read` the page there; raises StoppedError."""
        try:
            start = URL(url).with_fragment(None)
        except ValueError as error:
            raise StoppedError(Reason.NO_ANSWER) from error
        return await self._follow(start, read=read, heed=True)

    async def _rules(self, url: URL) -> Reply:
        return (await self._follow(url, read=True, heed=False)).reply

    async def _follow(self, here: URL, *, read: bool, heed: bool) -> Arrival:
        moved_to, for_good = None, True
        for _ in range(REDIRECTS + 1):
            if here.scheme != "https" or not here.host:
                raise StoppedError(Reason.NO_HTTPS, moved_to)
            try:
                if heed:
                    await self._robots.see(here)
                reply = await self._asker.ask(here, read=read)
            except StoppedError as stopped:
                raise StoppedError(stopped.reason, stopped.moved_to or moved_to) from stopped
            if reply.status not in ONWARD or not reply.location:
                return Arrival(reply, moved_to)
            try:
                here = here.join(URL(reply.location)).with_fragment(None)
            except ValueError as error:
                raise StoppedError(Reason.NO_ANSWER, moved_to) from error
            for_good = for_good and reply.status in FOR_GOOD
            moved_to = str(here) if for_good else moved_to
        raise StoppedError(Reason.REDIRECTS, moved_to)
