"""Sites on this machine, each under a name and over https, that answer as a test wants and remember what they were asked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

NAMES = ("one.example", "two.example", "three.example")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Clock:
    """A clock that moves only while somebody waits for it."""

    def __init__(self) -> None:
        self.moment = 0.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.moment += seconds
        await asyncio.sleep(0)


class Names(AbstractResolver):
    """Leads the names of the sites to this machine; knows no other."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.address = address
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        self.asked.append(host)
        if host == "busy.example":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        if host not in NAMES:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [
            ResolveResult(hostname=host, host=self.address, port=port, family=socket.AF_INET, proto=0, flags=0),
        ]

    async def close(self) -> None:
        """There is nothing to close."""


@dataclass
class Sites:
    """Every site at once: the pages by address, and the requests in order as "METHOD host/path"."""

    port: int = 0
    pages: dict[str, list[Handler]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, address: str) -> str:
        """The https address of "one.example/path"."""
        host, _, path = address.partition("/")
        return f"https://{host}:{self.port}/{path}"

    def give(
        self, address: str, status: int = 200, body: bytes = b"", kind: str = "text/html", head: int | None = None, **more: str
    ) -> None:
        """Answer so from now on; given again, the second request is answered so, and so on, the last one for ever."""
        headers: Mapping[str, str] = {name.replace("_", "-"): value for name, value in more.items()}

        async def page(request: web.Request) -> web.StreamResponse:
            if request.method == "HEAD" and head is not None:
                return web.Response(status=head)
            return web.Response(body=body, status=status, headers={"Content-Type": kind, **headers})

        self.answer(address, page)

    def answer(self, address: str, handler: Handler) -> None:
        """The same, by a handler of one's own."""
        self.pages.setdefault(address, []).append(handler)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request of any site."""
        address = f"{request.url.host}{request.rel_url.raw_path_qs}"
        self.asked.append(f"{request.method} {address}")
        self.agents.add(request.headers["User-Agent"])
        handlers = self.pages.get(address, [])
        if not handlers:
            return web.Response(status=404)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await (handlers.pop(0) if len(handlers) > 1 else handlers[0])(request)
        finally:
            self.at_once -= 1

    def requests(self) -> list[str]:
        """What was asked but for the rules."""
        return [request for request in self.asked if not request.endswith("/robots.txt")]
