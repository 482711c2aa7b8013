"""Several processes on one PostgreSQL: each answers on its own shard, all serve what one publishes, and nothing is done twice."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import kb
from bot.client import PlainsightClient
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.shards import Shards
from bot.store import releases
from bot.store.errors import StoreDamagedError
from tests.bot import variations
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BACKROOM, BOT, DIRECT, GENERAL, TOKEN
from tests.end_to_end.moderating import KEEPER, Deployment
from tests.postgres.server import Cluster
from tests.postgres.server import Server as Postgres
from tests.report import report

FIRST, SECOND = variations.version(), variations.version(1)
NEVER = 3600.0
LOOKS = 1000
STARTS_WITHIN = 20.0
QUESTION = f"{BOT.mention} does Alder share with ICE?"
COMMANDS = "/applications/{application_id}/commands"


@pytest.fixture
async def two_shards() -> AsyncIterator[Server]:
    """A loopback Discord that wants two shards; the servers of its world are on shard 1."""
    async with Server(shards=2) as running:
        yield running
    running.assert_no_breaches()


@pytest.fixture
def deployment(tmp_path: Path, address: str) -> Deployment:
    """A deployment on PostgreSQL."""
    return Deployment(tmp_path, address=address)


@asynccontextmanager
async def _processes(
    server: Server, deployment: Deployment, pause: float
) -> AsyncIterator[tuple[PlainsightClient, PlainsightClient]]:
    clients = [deployment.client(Shards(2, (number,)), pause) for number in range(2)]
    async with server.connect(clients[0]) as first, server.connect(clients[1]) as second:
        await deployment.set_up(second)
        yield first, second


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(LOOKS):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to that")


def _place(deployment: Deployment) -> Place:
    return Place(None, FolderSource(deployment.source), deployment.first, address=deployment.address)


def _serves(version: str, *clients: PlainsightClient) -> Callable[[], bool]:
    return lambda: all(client.desk.release.base.version == version for client in clients)


async def _heard(*clients: PlainsightClient, postgres: Postgres, database: str) -> None:
    """Wait until each of them listens."""
    listening = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database}' AND query LIKE 'LISTEN%'"
    for _ in range(LOOKS):
        if len(await postgres.run(listening)) >= len(clients):
            return
        await asyncio.sleep(0.005)
    raise AssertionError("nobody listens")


# Shards


async def test_each_answers_on_its_own_shard_and_one_registers_the_commands(two_shards: Server, deployment: Deployment) -> None:
    async with _processes(two_shards, deployment, NEVER):
        assert "Alder" in (await two_shards.say(ALICE, QUESTION)).text
        assert "Alder" in (await two_shards.say(ALICE, "does Alder share with ICE?", channel=DIRECT[ALICE.id])).text
        assert [len(two_shards.sent(channel)) for channel in (GENERAL, DIRECT[ALICE.id])] == [1, 1]
    assert [identify["shard"] for identify in two_shards.gateway.identifies] == [[0, 2], [1, 2]]
    assert len(two_shards.calls_to("PUT", COMMANDS)) == 1


# A release


async def test_what_is_published_reaches_every_process_at_once_and_moderators_are_told_once(
    two_shards: Server, deployment: Deployment, postgres: Postgres, database: str
) -> None:
    variations.write(deployment.source, 1)
    async with _processes(two_shards, deployment, NEVER) as clients:
        await _heard(*clients, postgres=postgres, database=database)
        assert await asyncio.to_thread(kb.refresh, _place(deployment), yes=True) == 0
        began = time.perf_counter()
        await _until(_serves(SECOND, *clients))
        report(
            f"postgresql: a release reached both processes {1000 * (time.perf_counter() - began):.0f} ms after it was published"
        )
        await two_shards.hub.changes.until(lambda: len(two_shards.sent(BACKROOM)) == 1, "the moderators to be told")
        assert await asyncio.to_thread(kb.roll_back, _place(deployment), FIRST) == 0
        await _until(_serves(FIRST, *clients))
        await two_shards.hub.changes.until(lambda: len(two_shards.sent(BACKROOM)) == 2, "the moderators to be told")
    assert len(two_shards.sent(BACKROOM)) == 2


async def test_without_a_line_to_hear_by_the_release_is_found_by_looking(
    two_shards: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deaf(_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.store.listening.Listener.run", deaf)
    variations.write(deployment.source, 1)
    async with _processes(two_shards, deployment, 0.02) as clients:
        assert await asyncio.to_thread(kb.refresh, _place(deployment), yes=True) == 0
        await _until(_serves(SECOND, *clients))


# PostgreSQL is gone


async def test_with_the_server_gone_questions_are_answered_and_all_goes_on_when_it_is_back(
    server: Server, tmp_path: Path, cluster: Cluster
) -> None:
    deployment = Deployment(tmp_path, address=cluster.address())
    variations.write(deployment.source, 1)
    async with server.connect(deployment.client(pause=0.02)) as client:
        await deployment.set_up(client)
        await server.slash(KEEPER, "kb status", locale="en-US")
        cluster.kill()
        assert "Alder" in (await server.say(ALICE, QUESTION)).text
        told = await server.slash(KEEPER, "kb history", locale="en-US")
        assert "cannot be used just now, so nothing was changed" in told.text
        assert "Alder" in (await server.slash(ALICE, "town", name="Alder")).text
        cluster.start()
        told = await server.slash(KEEPER, "kb history", locale="en-US")
        assert FIRST in told.text
        assert await asyncio.to_thread(kb.refresh, _place(deployment), yes=True) == 0
        await _until(_serves(SECOND, client))


async def test_cut_connections_are_made_anew_and_nobody_notices(
    server: Server, deployment: Deployment, postgres: Postgres, database: str
) -> None:
    variations.write(deployment.source, 1)
    async with server.connect(deployment.client(pause=NEVER)) as client:
        await deployment.set_up(client)
        await _heard(client, postgres=postgres, database=database)
        await postgres.cut(database)
        assert FIRST in (await server.slash(KEEPER, "kb history", locale="en-US")).text
        assert await asyncio.to_thread(kb.refresh, _place(deployment), yes=True) == 0
        await _until(_serves(SECOND, client))


async def test_a_start_without_the_server_answers_and_begins_when_it_is_there(
    server: Server, tmp_path: Path, cluster: Cluster
) -> None:
    deployment = Deployment(tmp_path, address=cluster.address())
    cluster.stop()
    async with server.connect(deployment.client(pause=0.02)) as client:
        assert "Alder" in (await server.say(ALICE, QUESTION)).text
        cluster.start()
        assert client.keeper
        for _ in range(LOOKS):
            try:
                found = await releases.published(client.keeper.store)
            except StoreDamagedError:  # it has no tables yet
                found = None
            if found:
                break
            await asyncio.sleep(0.01)
        assert found
        assert (found.version, found.by) == (FIRST, "plainsight")


# As operators run them


def _environment(server: Server, tmp_path: Path, **settings: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PLAINSIGHT_", "DATABASE_", "SHARD_"))}
    return {**clean, "DISCORD_TOKEN": TOKEN, **settings}


async def _run(server: Server, environment: dict[str, str]) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    command = server.redirected("bot", "run")
    return await asyncio.create_subprocess_exec(sys.executable, *command, env=environment, stdout=pipe, stderr=pipe)


async def test_two_processes_run_from_the_same_settings_but_their_shards(
    two_shards: Server, tmp_path: Path, address: str
) -> None:
    (tmp_path / "url").write_text(address)
    shared = {"DATABASE_URL_FILE": str(tmp_path / "url"), "PLAINSIGHT_KEY": "k" * 32, "SHARD_COUNT": "2"}
    running = [await _run(two_shards, _environment(two_shards, tmp_path, SHARD_IDS=str(number), **shared)) for number in range(2)]
    await two_shards.gateway.wait_live(2, within=2 * STARTS_WITHIN)
    assert "Fairfield" in (await two_shards.say(ALICE, f"{BOT.mention} Fairfield", within=STARTS_WITHIN)).text
    logs = b""
    for process in running:
        process.terminate()
        out, log = await process.communicate()
        assert process.returncode == 0, log.decode()
        logs += out + log
    assert address.encode() not in logs
    assert sorted(identify["shard"] for identify in two_shards.gateway.identifies) == [[0, 2], [1, 2]]


async def test_a_second_process_on_sqlite_is_refused_with_the_reason(server: Server, tmp_path: Path) -> None:
    environment = _environment(server, tmp_path, PLAINSIGHT_DATA=str(tmp_path / "data"))
    first = await _run(server, environment)
    await server.gateway.wait_live(within=STARTS_WITHIN)
    second = await _run(server, environment)
    _, log = await second.communicate()
    assert second.returncode == 1
    assert b"another bot runs on the database in" in log
    assert b"DATABASE_URL" in log
    assert len(server.gateway.identifies) == 1
    first.kill()
    await first.communicate()
    third = await _run(server, environment)
    await server.gateway.wait_identified(2, within=STARTS_WITHIN)
    third.terminate()
    await third.communicate()
