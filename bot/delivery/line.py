"""The outbox's own line to Discord: one request a call, no retry of its own, so that the outbox alone decides what is sent again.

discord.py waits and asks again by itself after 429, 500, 502 and 504, and keeps a book of every channel that it ever wrote to.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Protocol

import aiohttp
import discord
from discord.http import MultipartParameters, Route, handle_message_parameters

from bot.cards import Card
from bot.delivery.clock import Clock
from bot.delivery.pace import Pace
from bot.delivery.policy import LateError, RefusedError
from bot.replies import NOBODY, Replies, along

SECONDS_TO_ANSWER = 15.0
A_PAGE = 100
LONGEST_HOLD = dt.timedelta(seconds=10)


class Line(Protocol):
    """What the courier needs of Discord; all of it raises `policy.RefusedError`, TimeoutError, OSError or aiohttp.ClientError.

    What is to be sent `before` a moment, and whose turn comes later, is not sent at all and raises `policy.LateError`.
    """

    async def ready(self) -> None:
        """Return once there is a line."""

    async def open(self, user_id: int) -> int:
        """The channel of the direct messages with somebody."""

    async def post(self, channel: int, card: Card, nonce: str, *, before: dt.datetime | None = None) -> int:
        """Post a card; the message's id. The same nonce within a minute is the same message."""

    async def edit(self, channel: int, message: int, card: Card, *, before: dt.datetime | None = None) -> None:
        """Put a card in the place of one that we posted."""

    async def find(self, channel: int, marker: str, since: dt.datetime) -> int | None:
        """Our own message since then which carries the marker."""

    async def close(self) -> None:
        """Let go of the line."""


class DiscordLine:
    """The line to Discord itself, with the token of a client that has logged in."""

    def __init__(self, replies: Replies, clock: Clock, pace: Pace) -> None:
        """Leaving waits for what is sent here as it does for `replies`."""
        self._replies = replies
        self._clock = clock
        self._pace = pace
        self._client: asyncio.Future[discord.Client] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._held: dict[str, dt.datetime] = {}

    def attach(self, client: discord.Client) -> None:
        """Speak as this client from now on."""
        if not self._attached.done():
            self._attached.set_result(client)

    async def ready(self) -> None:
        """Return once a client has been attached."""
        await asyncio.shield(self._attached)

    async def open(self, user_id: int) -> int:
        """The channel of the direct messages with somebody."""
        made = await self._ask(Route("POST", "/users/@me/channels"), "open", json={"recipient_id": str(user_id)})
        return int(made["id"])

    async def post(self, channel: int, card: Card, nonce: str, *, before: dt.datetime | None = None) -> int:
        """Post a card; the message's id."""
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        files = await along(card)
        with handle_message_parameters(
            view=card, files=files or discord.utils.MISSING, nonce=nonce, allowed_mentions=NOBODY
        ) as parameters:
            made = await self._ask(route, f"post {channel}", before, **_body(parameters))
        return int(made["id"])

    async def edit(self, channel: int, message: int, card: Card, *, before: dt.datetime | None = None) -> None:
        """Put a card in the place of one that we posted."""
        route = Route("PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=message)
        with handle_message_parameters(view=card, attachments=await along(card), allowed_mentions=NOBODY) as parameters:
            await self._ask(route, f"edit {channel}", before, **_body(parameters))

    async def find(self, channel: int, marker: str, since: dt.datetime) -> int | None:
        """Our own message since then which carries the marker."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        client = await self._attached
        after = discord.utils.time_snowflake(since)
        while True:
            query = {"limit": str(A_PAGE), "after": str(after)}
            page = sorted(await self._ask(route, f"find {channel}", params=query), key=lambda message: int(message["id"]))
            for message in page:
                if client.user and int(message["author"]["id"]) == client.user.id and _carries(message, marker):
                    return int(message["id"])
            if len(page) < A_PAGE:
                return None
            after = int(page[-1]["id"])

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    @property
    def _attached(self) -> asyncio.Future[discord.Client]:
        if self._client is None:
            self._client = asyncio.get_running_loop().create_future()
        return self._client

    async def _ask(self, route: Route, bucket: str, before: dt.datetime | None = None, **sent: Any) -> Any:
        http = (await self._attached).http
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER))
        headers = {"Authorization": f"Bot {http.token}", "User-Agent": http.user_agent}
        await self._wait(bucket)
        await self._pace.turn()
        if before and self._clock.now() >= before:  # all were held for long, or the machine was suspended
            raise LateError
        with self._replies.busy():
            async with self._session.request(route.method, route.url, headers=headers, proxy=http.proxy, **sent) as answer:
                text = await answer.text()
        return self._read(answer, text, bucket)

    async def _wait(self, bucket: str) -> None:
        """Wait for a bucket to be filled again; raises RefusedError where that takes longer than a place should be kept for."""
        until = self._held.get(bucket)
        if until is None:
            return
        wait = until - self._clock.now()
        if wait > LONGEST_HOLD:
            raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, 0, wait.total_seconds())
        await self._clock.until(until)

    def _read(self, answer: aiohttp.ClientResponse, text: str, bucket: str) -> Any:
        now = self._clock.now()
        self._held = {name: until for name, until in self._held.items() if until > now}
        body = _json(text)
        if answer.headers.get("X-RateLimit-Remaining") == "0":
            self._hold(bucket, _seconds(answer.headers.get("X-RateLimit-Reset-After")))
        if answer.status < HTTPStatus.BAD_REQUEST and isinstance(body, dict | list):
            return body
        told = body if isinstance(body, dict) else {}
        seconds = _seconds(told.get("retry_after") or answer.headers.get("Retry-After"))
        everywhere = bool(told.get("global"))
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            if everywhere:
                self._pace.hold(now + dt.timedelta(seconds=seconds))
            else:
                self._hold(bucket, seconds)
        status = answer.status if answer.status >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_GATEWAY
        raise RefusedError(status, told.get("code", 0) if isinstance(body, dict) else None, seconds, everywhere=everywhere)

    def _hold(self, bucket: str, seconds: float) -> None:
        self._held[bucket] = self._clock.now() + dt.timedelta(seconds=seconds)


def _body(parameters: MultipartParameters) -> dict[str, Any]:
    if not parameters.files:
        return {"json": parameters.payload}
    form = aiohttp.FormData(quote_fields=False)
    for part in parameters.multipart or ():
        form.add_field(**part)
    return {"data": form}


def _carries(message: dict[str, Any], marker: str) -> bool:
    return any(marker in custom_id.split(":") for custom_id in _custom_ids(message))


def _custom_ids(part: dict[str, Any]) -> Iterator[str]:
    if "custom_id" in part:
        yield part["custom_id"]
    for inner in (*part.get("components", ()), *([part["accessory"]] if part.get("accessory") else ())):
        yield from _custom_ids(inner)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _seconds(told: object) -> float:
    try:
        return max(0.0, float(str(told)))
    except ValueError:
        return 0.0
