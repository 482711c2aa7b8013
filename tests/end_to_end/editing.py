"""What moderators do with the forms for entries, in a line each."""

from __future__ import annotations

from typing import Any

from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BACKROOM, BOT, Person
from tests.end_to_end.moderating import KEEPER, SECOND

KNOWN = "https://gazette.example/cameras"
ACT = "https://parliament.example/act"
NEW = "https://herald.example/birch"
BIRCH: dict[str, Any] = {"agency": "birch-police", "reported": "2026-07-01", "recipient": "ice"}
SUMMARY = "The Gazette reported that Birch police shared plate data with ICE."
FINDING: dict[str, Any] = {
    "kind": "sharing_claim",
    "status": "alleged",
    "summary": SUMMARY,
    "asserted_by": "The Gazette",
    "url": KNOWN,
}
STATEMENT: dict[str, Any] = {
    "stance": "denies",
    "summary": "Denied that anything was shared.",
    "quote": "“We share nothing.”",
    "url": KNOWN,
}
SOURCE: dict[str, Any] = {
    "publisher": "The Herald",
    "title": "Birch shares too",
    "published": "2026-07-01",
    "source_kind": "news",
    "read": "full",
}
ENDED: dict[str, Any] = {"status": "ended", "url": ACT, "note": "The act stopped it."}
SPEAKER: dict[str, Any] = {
    "speaker": "B. Chief",
    "role": "Police chief",
    "organization": "Birch Police Department",
    "date": "2026-07-02",
}
ENGLISH = "en-US"
APPROVE, DECLINE = "Approve and publish", "Decline"


def card(server: Server) -> Reply:
    """The last card in the moderators' channel."""
    return server.sent(BACKROOM)[-1]


async def ask(server: Server, town: str) -> str:
    """The answer about a town, with what was reported about it."""
    reply = await server.say(ALICE, f"{BOT.mention} does {town} share with ICE?")
    label = next(button.label for button in reply.buttons if button.label in ("What was reported", "Who polices the town"))
    return f"{reply.text}\n{(await server.click(ALICE, reply, label)).text}"


async def add_finding(server: Server, person: Person = KEEPER, **typed: Any) -> Reply:
    """Propose a finding about Birch, with these fields other than usual."""
    return await server.submit(person, await server.slash(person, "kb add-finding", **BIRCH), **{**FINDING, **typed})


async def change_status(server: Server, person: Person = KEEPER, **typed: Any) -> Reply:
    """Propose that the sharing reported about Alder has ended."""
    form = await server.slash(person, "kb change-status", finding="f-alder", locale=ENGLISH)
    return await server.submit(person, form, **{**ENDED, **typed}, locale=ENGLISH)


async def retract(server: Server, record: str = "f-alder", person: Person = KEEPER) -> Reply:
    """Propose to take a record back."""
    form = await server.slash(person, "kb retract", record=record, locale=ENGLISH)
    return await server.submit(person, form, reason="The Gazette corrected its story.", locale=ENGLISH)


async def approve(server: Server, message: Reply | None = None, person: Person = SECOND) -> Reply:
    """Press Approve on a card, the last in the moderators' channel unless told."""
    return await server.click(person, message or card(server), APPROVE, locale=ENGLISH)
