"""How the bot says that it is well: alive, ready, counted; and that nobody and no town is named."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import structlog
from prometheus_client.parser import text_string_to_metric_families

from bot.client import PlainsightClient
from bot.health import asking, vitals
from bot.health.address import Address, parse
from bot.health.serving import Health
from bot.health.vitals import MOST_SECONDS, Vitals, ages, look
from tests.bot import desks
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BRUNO, GENERAL, GUILD_ID
from tests.end_to_end.moderating import Deployment

ANYWHERE = Address("127.0.0.1", 0)


class Asked:
    """A client on the loopback Discord that tells how it is, and what it tells."""

    def __init__(self, client: PlainsightClient) -> None:
        self.client = client

    @property
    def place(self) -> str:
        assert self.client.health
        return f"127.0.0.1:{self.client.health.port}"

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.place}{path}") as reply:
            return reply.status, await reply.text()

    async def ready(self) -> tuple[int, dict[str, object]]:
        status, text = await self.get("/readyz")
        return status, json.loads(text)

    async def metrics(self) -> dict[tuple[str, ...], float]:
        """Every sample: its name and its labels' values, in order of their names."""
        _, text = await self.get("/metrics")
        families = text_string_to_metric_families(text)
        return {(s.name, *(s.labels[k] for k in sorted(s.labels))): s.value for family in families for s in family.samples}


@pytest.fixture
async def asked(server: Server) -> AsyncIterator[Asked]:
    client = desks.client()
    client.health = Health(client, ANYWHERE)
    async with server.connect(client):
        yield Asked(client)


async def test_the_process_lives(asked: Asked) -> None:
    assert await asked.get("/healthz") == (200, '{"alive": true}')


async def test_it_is_ready_with_a_line_to_discord_and_a_release(asked: Asked) -> None:
    status, told = await asked.ready()
    assert status == 200
    assert (told["ready"], told["troubles"]) == (True, [])
    assert told["release"] == desks.release().base.version
    assert told["database"] is None


async def test_the_age_of_the_line_grows_until_discord_answers_the_next_heartbeat(asked: Asked) -> None:
    [shard] = asked.client.shards.values()
    beats = shard._parent.ws._keep_alive
    assert beats
    beats._last_ack = time.perf_counter() - 60
    assert 60 <= (ages(asked.client)[0] or 0) < 60 + MOST_SECONDS
    beats.ack()
    assert (ages(asked.client)[0] or 0) < 60


async def test_a_line_that_has_been_silent_too_long_is_told(asked: Asked) -> None:
    [shard] = asked.client.shards.values()
    beats = shard._parent.ws._keep_alive
    assert beats
    beats._last_ack = time.perf_counter() - MOST_SECONDS - 1
    status, told = await asked.ready()
    assert status == 503
    assert told["troubles"] == ["1 of 1 lines to Discord are silent"]


async def test_without_a_line_it_is_alive_and_not_ready() -> None:
    client = desks.client()
    seen = await look(client)
    assert seen.troubles == ("no line to Discord yet",)


@pytest.mark.parametrize(
    ("seen", "troubles"),
    [
        (Vitals({0: 1.0}, "v", "d", None), ()),
        (Vitals({0: 1.0}, "v", "d", True), ()),
        (Vitals({0: None, 1: 3.0}, "v", "d", True), ("1 of 2 lines to Discord are silent",)),
        (Vitals({0: 1.0}, None, None, None), ("no release is live",)),
        (Vitals({0: 1.0}, "v", "d", False), ("the database is out of reach",)),
    ],
)
def test_each_trouble_is_named(seen: Vitals, troubles: tuple[str, ...]) -> None:
    assert seen.troubles == troubles


async def test_a_database_that_is_gone_is_told_and_questions_are_answered_on(server: Server, tmp_path: Path) -> None:
    place = Deployment(tmp_path)
    client = place.client()
    client.health = Health(client, ANYWHERE)
    async with server.connect(client):
        asked = Asked(client)
        assert (await asked.ready())[1]["database"] is True
        assert (await asked.metrics())[("plainsight_outbox_waiting",)] == 0
        (place.data / "plainsight.db").rename(place.data / "away.db")
        status, told = await asked.ready()
        assert (status, told["database"]) == (503, False)
        assert (await server.slash(ALICE, "town", name="Alder")).text.startswith("## Alder")
        (place.data / "away.db").rename(place.data / "plainsight.db")


async def test_answers_are_counted_by_way_intent_and_outcome(asked: Asked, server: Server) -> None:
    card = await server.slash(ALICE, "town", name="Fairfield")
    await server.click(ALICE, card, "The law")
    await server.say(BRUNO, f"{BOT.mention} who are my legislators in Mystic?")
    seen = await asked.metrics()
    name = "plainsight_replies_total"
    assert (name, "none", "answered", "command") not in seen, "a question is counted once"
    assert seen[(name, "town_status", "answered", "command")] == 1
    assert seen[(name, "law", "answered", "press")] == 1
    assert seen[(name, "legislators", "asked_back", "message")] == 1
    assert seen[("plainsight_reply_seconds_count",)] == 3
    assert seen[("plainsight_servers",)] == 1
    assert seen[("plainsight_release_age_seconds",)] >= 0


async def test_no_metric_names_a_person_a_server_or_a_town(asked: Asked, server: Server) -> None:
    await server.slash(ALICE, "town", name="Fairfield")
    await server.direct(ALICE, "Norwalk?")
    _, text = await asked.get("/metrics")
    for secret in (str(ALICE.id), ALICE.name, str(GUILD_ID), str(GENERAL.id), "Fairfield", "Norwalk"):
        assert secret not in text


async def test_a_taken_address_keeps_nobody_from_being_answered(server: Server, asked: Asked) -> None:
    client = desks.client()
    assert asked.client.health
    client.health = Health(client, Address("127.0.0.1", asked.client.health.port or 0))
    with structlog.testing.capture_logs() as logged:
        await client.health.start()
    assert ["PLAINSIGHT_HEALTH" in line["event"] for line in logged] == [True]
    await client.health.close()


async def test_the_verb_says_so_and_counts_as_a_check(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert await asyncio.to_thread(asking.health, asked.place) == 0
    assert json.loads(capsys.readouterr().out)["ready"] is True
    assert await asyncio.to_thread(lambda: asking.health(asked.place, alive=True)) == 0
    [shard] = asked.client.shards.values()
    assert shard._parent.ws._keep_alive
    shard._parent.ws._keep_alive._last_ack -= 1000
    assert await asyncio.to_thread(asking.health, asked.place) == 1


def test_the_verb_tells_what_to_do_where_nobody_answers(capsys: pytest.CaptureFixture[str]) -> None:
    for place in (None, "127.0.0.1:1", "nonsense"):
        assert asking.health(place) == 1
        assert capsys.readouterr().err.startswith("plainsight: ")


def test_the_verb_imports_next_to_nothing() -> None:
    code = "import sys; from bot.cli import main; main(['health', '--at', '127.0.0.1:1']); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"discord", "aiohttp", "pydantic", "sqlalchemy", "prometheus_client", "structlog"} & set(told)


def test_who_asks_for_no_metrics_pays_for_none() -> None:
    code = "import sys; from bot import client; client.build(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "discord" in told
    assert "prometheus_client" not in told


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("8080", Address("127.0.0.1", 8080)),
        (":8080", Address("127.0.0.1", 8080)),
        ("0.0.0.0:80", Address("0.0.0.0", 80)),
        ("[::1]:80", Address("::1", 80)),
        ("::1:80", None),
        ("here", None),
        ("here:", None),
        ("127.0.0.1:70000", None),
    ],
)
def test_an_address_is_a_host_and_a_port_or_a_port_on_loopback(text: str, address: Address | None) -> None:
    if address is None:
        with pytest.raises(ValueError, match="no address"):
            parse(text)
    else:
        assert parse(text) == address
        assert parse(str(address)) == address


def test_the_wait_for_the_database_is_short() -> None:
    assert asking.PATIENCE > vitals.PATIENCE
