"""One text and one person through everything that the bot does, to the bitter end: nothing that stays names or quotes them."""

from __future__ import annotations

import asyncio
import dataclasses
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.store import corrections, servers, upgrading
from bot.store.engine import Store
from bot.store.servers import Server as Settings
from tests.bot import variations
from tests.discord_server.errors import NoAnswerError
from tests.discord_server.faults import Fault
from tests.discord_server.server import Server
from tests.discord_server.world import BACKROOM, BOT, BRUNO, GENERAL, GUILD_ID, KEEPERS
from tests.end_to_end.moderating import KEEPER, utc_now
from tests.end_to_end.reporting import form_of, sent, until_posted

CANARY = "zqxjkv"
ASKER = dataclasses.replace(BRUNO, id=1_122_334_455_667_788_990, name=f"{CANARY}person", locale="en-US")
QUESTION = f"does Alder share with ICE? my aunt {CANARY} lives there"
MESSAGES = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
STARTS_WITHIN = 20.0
GONE, FORBIDDEN = Fault(404, {"code": 10062, "message": "Unknown interaction"}), Fault(403, {"code": 50013, "message": "No"})


@dataclasses.dataclass
class House:
    """The folder of a bot, and the bot in a process of its own, as talkative as it can be."""

    folder: Path
    health: str

    @property
    def data(self) -> Path:
        return self.folder / "data"

    async def start(self, server: Server) -> Process:
        settings = {
            "PLAINSIGHT_DATA": str(self.data), "PLAINSIGHT_PACK": str(self.folder / "first"), "PLAINSIGHT_HOME": str(GUILD_ID),
            "PLAINSIGHT_LOG_LEVEL": "debug", "PLAINSIGHT_HEALTH": self.health, "PLAINSIGHT_LIMIT": "20",
            "PYTHONFAULTHANDLER": "1",
        }  # fmt: skip
        with (self.folder / "out").open("ab") as out, (self.folder / "err").open("ab") as err:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *server.redirected("bot", "run"),
                env=server.environment() | settings,
                stdout=out,
                stderr=err,
            )
        await server.gateway.wait_live(within=STARTS_WITHIN)
        await server.hub.changes.until(lambda: bool(server.commands), "the commands", STARTS_WITHIN)
        return process

    async def told(self, path: str) -> str:
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.health}{path}") as reply:
            return await reply.text()

    async def verb(self, *words: str) -> bytes:
        """What a verb of the command line prints."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, "--data", str(self.data), stdout=PIPE, stderr=PIPE
        )
        return b"".join(await process.communicate())

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the folder, but for the pack."""
        for path in self.folder.rglob("*"):
            if path.is_file() and "first" not in path.parts:
                yield str(path.relative_to(self.folder)), path.read_bytes()


@pytest.fixture
async def house(tmp_path: Path) -> House:
    variations.write(tmp_path / "first")
    async with Store.in_folder(tmp_path / "data") as store:
        await upgrading.upgrade(store)
        await servers.keep(store, Settings(GUILD_ID, KEEPERS.id, None, BACKROOM.id), utc_now())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return House(tmp_path, f"127.0.0.1:{free.getsockname()[1]}")


async def _spent(server: Server) -> None:
    """Wait until every accident that was ordered has happened."""
    for _ in range(2000):
        if not server.hub.faults.left:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("an accident that was ordered has not happened")


async def _everything(server: Server) -> None:
    """Each way to ask, and each to fail."""
    await server.slash(ASKER, "ask", question=QUESTION)
    await server.slash(ASKER, "town", name=CANARY)
    await server.autocomplete(ASKER, "town", "name", CANARY)
    first = await server.say(ASKER, f"{BOT.mention} {QUESTION}")
    await server.say(ASKER, f"and {CANARY}?", reply_to=first)
    message = await server.post(ASKER, QUESTION)
    await server.context_menu(KEEPER, "Look up towns in this message", message)
    await server.click(ASKER, first, "The law")
    server.fail("POST", CALLBACK, GONE)
    server.fail("POST", MESSAGES, FORBIDDEN)
    with pytest.raises(NoAnswerError):
        await server.slash(ASKER, "ask", question=QUESTION, within=0.5)
    await server.post(ASKER, f"{BOT.mention} {QUESTION}")
    await _spent(server)
    for _ in range(20):  # too much, until they are asked for patience
        await server.slash(ASKER, "law")


async def _reported_and_declined(server: Server) -> None:
    form = await form_of(server, ASKER)
    await sent(server, ASKER, form, told=f"It is wrong, {CANARY} knows", link=f"https://{CANARY}.example/", outcome="yes")
    card = await until_posted(server)
    reason = await server.click(KEEPER, card, "Decline")
    await server.submit(KEEPER, reason, words="It is right")


async def _lived_through(server: Server, house: House) -> tuple[str, bytes]:
    """All of it, with an answer under way at the end; what the bot told about itself meanwhile, and what verbs printed."""
    await _reported_and_declined(server)
    await _everything(server)
    pages = "".join([await house.told(path) for path in ("/metrics", "/readyz", "/healthz")])
    printed = await house.verb("db", "backup", str(house.folder / "copy.db"))
    printed += await house.verb("kb", "audit")
    server.fail("POST", MESSAGES, Fault(delay=30))
    await server.post(ASKER, f"{BOT.mention} {QUESTION}")
    await _spent(server)
    return pages, printed


async def test_nothing_that_stays_names_or_quotes_whoever_asked(server: Server, house: House) -> None:
    process = await house.start(server)
    try:
        pages, printed = await _lived_through(server, house)
        process.send_signal(signal.SIGABRT)
    except BaseException:
        process.kill()
        raise
    finally:
        await process.wait()

    kept = dict(house.kept())
    assert {"out", "err", "data/plainsight.db", "copy.db"} <= kept.keys()
    assert any(name.startswith("data/backups/plainsight-") for name in kept)
    assert b"Fatal Python error: Aborted" in kept["err"]
    assert b'"level": "debug"' in kept["err"]
    assert "plainsight_replies_total" in pages
    secrets = [CANARY, str(ASKER.id), str(GENERAL.id), ASKER.name]
    found = [(name, secret) for name, content in kept.items() for secret in secrets if secret.encode() in content]
    found += [("pages", secret) for secret in secrets if secret in pages]
    found += [("printed", secret) for secret in secrets if secret.encode() in printed]
    assert found == []


async def test_what_is_looked_through_would_be_found(house: House) -> None:
    """The search itself: a report that waits holds its words until it is decided, and is found."""
    async with Store.in_folder(house.data) as store:
        report = corrections.Report(at=utc_now(), language="en", answer="a", version="v", told=f"about {CANARY}")
        await corrections.add(store, report)
        assert [name for name, content in house.kept() if CANARY.encode() in content] == ["data/plainsight.db-wal"]
