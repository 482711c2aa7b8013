"""Moderators change the record from Discord: a form, a proposal, another moderator, and the next answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.client import PlainsightClient
from bot.store import proposals, releases
from bot.store.proposals import Proposal
from knowledge.wording import wording
from tests.bot import variations
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import BACKROOM
from tests.end_to_end.editing import (
    APPROVE,
    BIRCH,
    DECLINE,
    ENDED,
    FINDING,
    KNOWN,
    NEW,
    SOURCE,
    SPEAKER,
    STATEMENT,
    SUMMARY,
    add_finding,
    approve,
    ask,
    card,
    retract,
)
from tests.end_to_end.moderating import KEEPER, POSTER, SECOND

FIRST = variations.version()
ALDER = "agencies/alder-police.yaml"
NOTHING = "Nothing on record"


def live(client: PlainsightClient) -> str:
    return client.desk.release.base.version


async def published(client: PlainsightClient) -> dict[str, str]:
    """The files of the published release."""
    assert client.moderation
    files = await releases.files(client.moderation.store, live(client))
    return {name: data.decode() for name, data in files.items()}


async def waiting(client: PlainsightClient) -> tuple[Proposal, ...]:
    assert client.moderation
    return await proposals.waiting(client.moderation.store)


# Findings, statements, statuses, retractions


async def test_a_finding_is_proposed_approved_by_another_and_in_the_next_answer(server: Server, client: PlainsightClient) -> None:
    assert NOTHING in await ask(server, "Birch")
    told = await add_finding(server)
    assert told.ephemeral
    assert "Proposal 1 waits for another moderator" in told.text
    assert f"<#{BACKROOM.id}>" in told.text
    shown = card(server)
    assert "**A new finding: Birch Police Department (f-birch-police-2026-07-01)**" in shown.text
    assert f"now: {NOTHING}\nthen: Sharing was reported" in shown.text
    assert f"**What is reported:** {SUMMARY}" in shown.text
    assert "**Who received it:** ICE" in shown.text
    assert shown.links == (KNOWN,)
    assert live(client) == FIRST
    done = await approve(server)
    assert done.kind is Kind.EDIT
    assert "Approved by" in done.text
    assert live(client) in done.text
    assert done.buttons == ()
    answer = await ask(server, "Birch")
    assert "**Sharing was reported (2026)**" in answer
    assert SUMMARY in answer
    assert KNOWN in answer


async def test_a_statement_with_a_new_source_asks_for_it_and_stands_beside_the_finding(
    server: Server, client: PlainsightClient
) -> None:
    form = await server.slash(KEEPER, "kb add-statement", **SPEAKER, answers="f-alder")
    assert form.fields[0].value == "B. Chief; Police chief; Birch Police Department"
    told = await server.submit(KEEPER, form, **{**STATEMENT, "url": NEW})
    assert "does not know this page of herald.example yet" in told.text
    assert await waiting(client) == ()
    await server.submit(KEEPER, await server.click(KEEPER, told, "Describe the source"), **SOURCE)
    shown = card(server)
    assert "**A new statement: B. Chief (s-b-chief-2026-07-02)**" in shown.text
    assert f"**Position:** {wording('en').say('stance.denies')}" in shown.text
    assert "**Answers:** Alder Police Department (f-alder)" in shown.text
    assert f"**The Herald: Birch shares too**\na news report, 2026-07-01. Read by the curators: in full.\n`{NEW}`" in shown.text
    assert shown.links == (NEW,)
    await approve(server)
    base = client.desk.release.base
    assert base.statements["s-b-chief-2026-07-02"].about == ("f-alder",)
    assert base.statements["s-b-chief-2026-07-02"].quote == "We share nothing."
    assert base.sources["the-herald-2026-07-01"].url == NEW


async def test_a_status_is_changed_with_its_source_and_the_headline_follows(server: Server, client: PlainsightClient) -> None:
    form = await server.slash(KEEPER, "kb change-status", finding="f-alder")
    assert [option["value"] for option in form.body["components"][0]["component"]["options"] if option.get("default")] == [
        "alleged"
    ]
    await server.submit(KEEPER, form, **ENDED)
    shown = card(server)
    assert "**Where it stands:** reported; the agency has not answered → said to have ended" in shown.text
    assert "**Sources:** The Gazette: Cameras in Alder → The Gazette: Cameras in Alder; Testland Parliament: The Camera Act" in (
        shown.text
    )
    await approve(server)
    finding = client.desk.release.base.findings["f-alder"]
    assert (finding.status, finding.sources, finding.notes) == (
        "ended",
        ("gazette", "act-text"),
        "2026-11-22: The act stopped it.",
    )


async def test_what_is_retracted_is_answered_no_more_and_kept_with_its_reason(server: Server, client: PlainsightClient) -> None:
    claim = "shared plate data"
    assert claim in await ask(server, "Alder")
    await retract(server)
    assert "**What it says:** The Gazette reported that Alder police shared plate data" in card(server).text
    assert "**Why it is taken back:** The Gazette corrected its story." in card(server).text
    await approve(server)
    assert claim not in await ask(server, "Alder")
    text = (await published(client))[ALDER]
    assert claim in text
    assert "reason: The Gazette corrected its story." in text


async def test_a_town_is_shown_as_it_is_and_as_it_would_be(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    seen = await server.click(SECOND, card(server), "Preview Birch", locale="en-US")
    assert seen.ephemeral
    assert NOTHING in seen.text
    assert SUMMARY in seen.text


# Mistakes


async def test_every_mistake_is_named_with_its_remedy_and_nothing_typed_is_lost(server: Server, client: PlainsightClient) -> None:
    told = await add_finding(server, url="http://gazette.example", asserted_by=" ", summary="Short.")
    assert "2 things to mend" in told.text
    assert "**Who says so**: the field is empty. Fill it in" in told.text
    assert "**Address of the source**:" in told.text
    assert "Write a full https:" in told.text
    assert await waiting(client) == ()
    again = await server.click(KEEPER, told, "Open the form again")
    values = {field.custom_id: field.value for field in again.fields}
    assert (values["summary"], values["url"]) == ("Short.", "http://gazette.example")
    chosen = [o["value"] for label in again.body["components"][:2] for o in label["component"]["options"] if o.get("default")]
    assert chosen == ["sharing_claim", "alleged"]
    fixed = await server.submit(KEEPER, again, **{**FINDING, "summary": "Short."})
    assert "Proposal 1 waits" in fixed.text


async def test_a_mistake_in_the_source_opens_the_source_again_prefilled(server: Server, client: PlainsightClient) -> None:
    told = await add_finding(server, url=NEW)
    form = await server.click(KEEPER, told, "Describe the source")
    wrong = await server.submit(KEEPER, form, **{**SOURCE, "published": "2027"})
    assert "**Published on**: 2027 lies after today, 2026-11-22. Correct the date." in wrong.text
    again = await server.click(KEEPER, wrong, "Describe the source again")
    assert {field.custom_id: field.value for field in again.fields}["publisher"] == "The Herald"
    done = await server.submit(KEEPER, again, **SOURCE)
    assert "Proposal 1 waits" in done.text


async def test_a_source_that_was_described_is_never_taken_for_another(server: Server, client: PlainsightClient) -> None:
    told = await add_finding(server, url=NEW)
    form = await server.click(KEEPER, told, "Describe the source")
    wrong = await server.submit(KEEPER, form, **{**SOURCE, "published": "2027"})
    again = await server.click(KEEPER, wrong, "Open the form again")
    told = await server.submit(KEEPER, again, **{**FINDING, "url": "https://tribune.example/other"})
    assert "does not know this page of tribune.example yet" in told.text


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("kb add-finding", {**BIRCH, "reported": "last week"}, "**Made public**: that is no date"),
        ("kb add-finding", {**BIRCH, "reported": "2026-12-01"}, "**Made public**: 2026-12-01 lies after today"),
        ("kb add-finding", {"agency": "none"}, "**Agency**: the record holds none of that name"),
        ("kb add-finding", {**BIRCH, "town": "Nowhere"}, "**Town**: the record holds no such town"),
        ("kb add-statement", {**SPEAKER, "answers": "none"}, "**Finding**: the record holds none of that name"),
        ("kb add-statement", {**SPEAKER, "answers": "Two words: here"}, "**Finding**: the record holds none of that name"),
        ("kb add-finding", {**BIRCH, "agency": "Birch Police!"}, "**Agency**: the record holds none of that name"),
        ("kb change-status", {"finding": "s-chief"}, "**Finding**: the record holds none of that name"),
        ("kb retract", {"record": "camera-act"}, "**Finding or statement**: the record holds none of that name"),
    ],
)
async def test_what_is_chosen_wrong_is_told_before_any_form(
    server: Server, client: PlainsightClient, command: str, options: dict[str, Any], told: str
) -> None:
    reply = await server.slash(KEEPER, command, **options)
    assert reply.kind is Kind.MESSAGE
    assert reply.ephemeral
    assert told in reply.text
    assert reply.buttons == ()


async def test_what_is_typed_shows_as_it_is_and_pings_nobody(server: Server, client: PlainsightClient) -> None:
    await add_finding(server, summary="@everyone **look** <https://evil.example> [here](https://evil.example)")
    shown = card(server)
    assert "@everyone" not in shown.text
    assert "\\*\\*look\\*\\*" in shown.text
    assert "](https://evil.example)" not in shown.text
    assert server.calls_to("POST", "/channels/{channel_id}/messages")[-1].body["allowed_mentions"] == {"parse": []}


# Rights


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("kb add-finding", BIRCH),
        ("kb add-statement", SPEAKER),
        ("kb change-status", {"finding": "f-alder"}),
        ("kb retract", {"record": "f-alder"}),
        ("kb review", {}),
    ],
)
async def test_nobody_but_a_moderator_opens_a_form(
    server: Server, client: PlainsightClient, command: str, options: dict[str, Any]
) -> None:
    reply = await server.slash(POSTER, command, **options, locale="en-US")
    assert reply.kind is Kind.MESSAGE
    assert "That is for moderators of the record." in reply.text


@pytest.mark.parametrize("label", [APPROVE, DECLINE, "Preview Birch"])
async def test_nobody_but_a_moderator_presses_on_a_proposal(server: Server, client: PlainsightClient, label: str) -> None:
    await add_finding(server)
    reply = await server.click(KEEPER.having(), card(server), label)
    assert "That is for moderators of the record." in reply.text
    assert live(client) == FIRST


async def test_a_role_lost_while_the_form_was_open_takes_nothing(server: Server, client: PlainsightClient) -> None:
    form = await server.slash(KEEPER, "kb add-finding", **BIRCH)
    reply = await server.submit(KEEPER.having(), form, **FINDING)
    assert "That is for moderators of the record." in reply.text
    assert await waiting(client) == ()


async def test_the_records_are_suggested_to_moderators_alone(server: Server, client: PlainsightClient) -> None:
    found = await server.autocomplete(KEEPER, "kb retract", "record", "alder")
    assert {choice.value for choice in found} == {"f-alder", "f-alder-logs", "s-chief"}
    assert [choice.value for choice in await server.autocomplete(KEEPER, "kb change-status", "finding", "shared")] == ["f-alder"]
    assert [choice.value for choice in await server.autocomplete(KEEPER, "kb add-finding", "agency", "bir")] == ["birch-police"]
    assert [choice.value for choice in await server.autocomplete(KEEPER, "kb add-finding", "town", "al")] == ["Alder"]
    assert await server.autocomplete(POSTER, "kb retract", "record", "alder") == ()
