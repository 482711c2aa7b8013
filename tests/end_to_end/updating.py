"""What organizers and followers do on the loopback Discord, in a line each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.client import PlainsightClient
from bot.moderation.office import Office
from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import BOT, DIRECT, GENERAL, Channel, Person
from tests.end_to_end.moderating import POSTER

ENGLISH = "en-US"
WITHIN = 10.0
HEADLINE, TEXT = "Vote on the cameras", "The council votes on the new contract."
LINK = "https://council.example/agenda"
SOON = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=10):%Y-%m-%d} 18:30"
WORDS: dict[str, Any] = {
    "headline": HEADLINE,
    "text": TEXT,
    "link": LINK,
    "when": SOON,
    "where": "Town Hall",
}
PUBLISH, DISCARD = "Publish", "Discard"


def office(client: PlainsightClient) -> Office:
    assert client.moderation
    return client.moderation


async def draft(server: Server, towns: str = "Alder", person: Person = POSTER, **typed: Any) -> Reply:
    """Write an update, and its preview."""
    form = await server.slash(person, "update post", towns=towns, locale=ENGLISH)
    return await server.submit(person, form, **{**WORDS, **typed}, locale=ENGLISH)


async def publish(server: Server, towns: str = "Alder", person: Person = POSTER, **typed: Any) -> Reply:
    """Write an update and publish it; the card that tells how far it is."""
    return await server.click(person, await draft(server, towns, person, **typed), PUBLISH, locale=ENGLISH)


async def follow(server: Server, person: Person, town: str = "Alder", channel: Channel = GENERAL) -> Reply:
    """Follow a first town, and the card that says so."""
    asked = await server.slash(person, "follow", town=town, channel=channel, locale=ENGLISH)
    return await server.click(person, asked, f"Agree and follow {town}", locale=ENGLISH)


async def until_sent(server: Server, channel: Channel, count: int = 1) -> Reply:
    """The last of so many messages in a channel."""
    await server.hub.changes.until(lambda: len(server.sent(channel)) >= count, f"{count} messages", WITHIN)
    return server.sent(channel)[-1]


async def until_reads(server: Server, channel: Channel, text: str) -> Reply:
    """The message in a channel that says this, once one does."""
    await server.hub.changes.until(lambda: any(text in reply.text for reply in server.sent(channel)), repr(text), WITHIN)
    return next(reply for reply in server.sent(channel) if text in reply.text)


def inbox(person: Person) -> Channel:
    return DIRECT[person.id]


async def ask(server: Server, person: Person, words: str) -> Reply:
    return await server.say(person, f"{BOT.mention} {words}")
