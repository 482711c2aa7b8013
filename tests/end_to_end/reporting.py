"""Reporting a mistake and looking at what came of it, as people do it on the loopback Discord."""

from __future__ import annotations

import sqlite3
from typing import Any

from bot.client import PlainsightClient
from bot.moderation.office import Office
from bot.store import corrections
from bot.store.corrections import Correction
from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import BACKROOM, BRUNO, DIRECT, GENERAL, Channel, Person
from tests.end_to_end.moderating import Deployment

CANARY = "zqxjkv"
WRONG = f"The year is wrong, it was 2024 {CANARY}"
REPORT = {"en": "Report a mistake", "es": "Avisar de un error", "pt": "Avisar um erro"}
FINDING = "f-alder"


def office(client: PlainsightClient) -> Office:
    assert client.moderation
    return client.moderation


async def only(client: PlainsightClient) -> Correction:
    """The one correction that there is."""
    assert await corrections.find(office(client).store, 2) is None
    found = await corrections.find(office(client).store, 1)
    assert found is not None
    return found


async def form_of(server: Server, person: Person, channel: Channel = GENERAL, **where: Any) -> Reply:
    """The form that opens from the card of Alder."""
    card = await server.slash(person, "town", channel=channel, name="Alder", **where)
    part = await server.click(
        person, card, custom_id=next(b.custom_id for b in card.buttons if "reported" in (b.custom_id or ""))
    )
    return await server.click(person, part, REPORT[person.locale[:2]])


async def report(server: Server, person: Person = BRUNO, channel: Channel = GENERAL, **fields: Any) -> Reply:
    """Report something wrong in the sentence about Alder, and the thanks."""
    form = await form_of(server, person, channel)
    return await sent(server, person, form, **fields)


async def sent(server: Server, person: Person, form: Reply, **fields: Any) -> Reply:
    """Send the form, and what comes of it."""
    filled = {"sentence": FINDING, "told": WRONG, "outcome": "no"} | fields
    return await server.submit(person, form, **filled)


def posted(server: Server) -> Reply:
    """The last card in the moderators' channel, as it stands now."""
    return server.sent(BACKROOM)[-1]


async def until_posted(server: Server, count: int = 1) -> Reply:
    await server.hub.changes.until(lambda: len(server.sent(BACKROOM)) >= count, "the moderators' card")
    return posted(server)


async def settled(client: PlainsightClient) -> None:
    """Wait until nothing is being done any more."""
    await office(client).replies.finished()


def written(server: Server, person: Person) -> list[Reply]:
    """The bot's direct messages to somebody."""
    return server.sent(DIRECT[person.id])


def stored(deployment: Deployment) -> str:
    """All that the database holds, as text."""
    connection = sqlite3.connect(deployment.data / "plainsight.db")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = "\n".join(str(row) for table in tables if table != "files" for row in connection.execute(f"SELECT * FROM {table}"))
    connection.close()
    return found
