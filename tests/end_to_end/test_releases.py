"""The record changes while the real client is connected to the loopback Discord: looked at, published, asked, taken back."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot import kb
from bot.client import PlainsightClient, build
from bot.desk import Desk
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.keeper import Keeper
from bot.releases import Releases
from bot.settings import Settings
from bot.store.engine import Store
from tests.bot import variations
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT
from tests.knowledge.pack import small_pack

FIRST = variations.version()
ALDER = "agencies/alder-police.yaml"
PAUSE = 0.02
LOOKS = 500


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The curator's folder, three changes ahead."""
    return variations.ahead(tmp_path / "records")


@pytest.fixture
def place(tmp_path: Path, source: Path) -> Place:
    """The operator's folder, still empty."""
    return Place(tmp_path / "data", FolderSource(source), variations.write(tmp_path / "first"))


def _settings(place: Place) -> Settings:
    return Settings(_env_file=None, plainsight_data=place.folder, plainsight_pack=place.first)


def _client(place: Place) -> PlainsightClient:
    """The client of `plainsight run`, which looks at the database more often."""
    live = Releases()
    return PlainsightClient(Desk(live), Keeper(Store.in_folder(place.folder), live, first=place.first, pause=PAUSE))


async def _ask(server: Server) -> str:
    reply = await server.say(ALICE, f"{BOT.mention} does Alder share with ICE?")
    return (await server.click(ALICE, reply, "What was reported")).text


async def _serves(client: PlainsightClient, version: str) -> None:
    for _ in range(LOOKS):
        if client.desk.release.base.version == version:
            return
        await asyncio.sleep(PAUSE)
    raise AssertionError(f"{version} is not served")


async def test_look_refuse_publish_ask_go_back_ask(
    server: Server, place: Place, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with server.connect(_client(place)) as client:
        assert "edition 1" not in await _ask(server)

        assert await asyncio.to_thread(kb.refresh, place, yes=False) == 0
        assert "Nothing was published." in capsys.readouterr().out
        small_pack.change(source, ALDER, "kind: sharing_claim", "kind: rumour")
        assert await asyncio.to_thread(kb.refresh, place, yes=True) == 1
        assert "nothing was published" in capsys.readouterr().out
        await asyncio.sleep(3 * PAUSE)
        assert "edition 1" not in await _ask(server)

        small_pack.change(source, ALDER, "kind: rumour", "kind: sharing_claim")
        assert await asyncio.to_thread(kb.refresh, place, yes=True) == 0
        await _serves(client, kb.pack.load(source).version)
        assert "edition 1" in await _ask(server)

        assert await asyncio.to_thread(kb.roll_back, place, FIRST) == 0
        await _serves(client, FIRST)
        assert "edition 1" not in await _ask(server)


async def test_run_starts_from_the_published_release(server: Server, place: Place) -> None:
    assert await asyncio.to_thread(kb.refresh, place, yes=True) == 0
    async with server.connect(build(_settings(place))):
        assert "edition 1" in await _ask(server)


async def test_with_the_database_locked_and_then_gone_questions_are_answered(server: Server, place: Place) -> None:
    assert await asyncio.to_thread(kb.refresh, place, yes=True) == 0
    async with server.connect(_client(place)):
        other = sqlite3.connect(place.folder / "plainsight.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert "edition 1" in await _ask(server)
        other.close()
        for file in place.folder.iterdir():
            file.unlink()
        await asyncio.sleep(3 * PAUSE)
        assert "edition 1" in await _ask(server)


async def test_a_database_that_cannot_be_read_at_the_start_leaves_the_first_pack_answering(server: Server, place: Place) -> None:
    place.folder.mkdir()
    (place.folder / "plainsight.db").write_bytes(b"no database " * 1000)
    async with server.connect(build(_settings(place))):
        assert "The Gazette reported" in await _ask(server)
