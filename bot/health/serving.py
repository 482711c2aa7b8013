"""Tells on a local address how the process is, for whoever watches over it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.health.address import ALIVE, Address
from bot.health.metrics import CONTENT_TYPE, Metrics
from bot.health.vitals import look

if TYPE_CHECKING:
    from bot.client import PlainsightClient

SECONDS_TO_LEAVE = 0.5
log = structlog.get_logger()


@dataclass(slots=True)
class Health:
    """Serves an address from `start` to `close`; where the address is taken, the bot goes on without."""

    client: PlainsightClient
    address: Address
    port: int | None = None
    _metrics: Metrics | None = None
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Begin to tell; `port` is then the one that it is told on."""
        self._metrics = Metrics(self.client)
        app = web.Application()
        app.router.add_get("/healthz", self._alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._counts)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=SECONDS_TO_LEAVE)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.address.host, self.address.port).start()
        except OSError as error:
            await runner.cleanup()
            log.error("nobody can be told how the bot is: the address of PLAINSIGHT_HEALTH is taken", reason=error.strerror)
            return
        self._runner, self.port = runner, runner.addresses[0][1]

    async def close(self) -> None:
        """End."""
        if self._runner:
            with contextlib.suppress(OSError):
                await self._runner.cleanup()

    async def _counts(self, _: web.Request) -> web.Response:
        text = await self._metrics.text() if self._metrics else b""
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE})

    async def _alive(self, _: web.Request) -> web.Response:
        return web.json_response(ALIVE)

    async def _ready(self, _: web.Request) -> web.Response:
        vitals = await look(self.client)
        told = {
            "ready": not vitals.troubles,
            "troubles": vitals.troubles,
            "gateway_age_seconds": {str(number): _rounded(age) for number, age in vitals.shards.items()},
            "release": vitals.release,
            "as_of": vitals.as_of,
            "database": vitals.database,
        }
        return web.json_response(told, status=503 if vitals.troubles else 200)


def _rounded(age: float | None) -> float | None:
    return None if age is None else round(age, 1)
