"""The counts of the process in the form that Prometheus reads; imported only where metrics are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.health.vitals import ages, waiting
from bot.tally import BOUNDS, Tally

if TYPE_CHECKING:
    from bot.client import PlainsightClient

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
A_DAY = 86_400


class Metrics(Collector):
    """Reads the tally, the lines to Discord and the release when it is asked, in a registry of its own."""

    def __init__(self, client: PlainsightClient) -> None:
        self._client = client
        self._waiting: int | None = None
        self._registry = CollectorRegistry()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    async def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        self._waiting = await waiting(self._client.keeper.store) if self._client.keeper else None
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Every family of metrics, with no name of a person, a server or a town in any of them."""
        client = self._client
        yield from _answers(client.reception.tally)
        gateway = GaugeMetricFamily("plainsight_gateway_age_seconds", "Since Discord's last heartbeat answer.", labels=["shard"])
        for number, age in ages(client).items():
            gateway.add_metric([str(number)], float("inf") if age is None else age)
        yield gateway
        yield GaugeMetricFamily("plainsight_servers", "Servers that this process serves.", value=len(client.guilds))
        if self._waiting is not None:
            yield GaugeMetricFamily("plainsight_outbox_waiting", "Deliveries that wait or are on their way.", value=self._waiting)
        if client.desk.releases.loaded:
            manifest = client.desk.release.base.manifest
            told = {"version": client.desk.release.base.version, "as_of": str(manifest.as_of)}
            yield InfoMetricFamily("plainsight_release", "The release that questions are answered from.", value=told)
            age_in_days = (client.desk.today() - manifest.as_of.first_day) / dt.timedelta(days=1)
            yield GaugeMetricFamily(
                "plainsight_release_age_seconds", "Since the day up to which it was researched.", value=age_in_days * A_DAY
            )


def _answers(tally: Tally) -> Iterator[Metric]:
    replies = CounterMetricFamily("plainsight_replies", "What was replied.", labels=["way", "intent", "outcome"])
    for kind, count in list(tally.replies.items()):
        replies.add_metric([kind.way, kind.intent, kind.outcome], count)
    yield replies
    counts = list(zip([*map(str, BOUNDS), "+Inf"], accumulate(tally.took), strict=True))
    yield HistogramMetricFamily("plainsight_reply_seconds", "From the question to its reply, sent.", counts, tally.seconds)
