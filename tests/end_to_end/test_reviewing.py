"""What was proposed is looked at by another moderator, approved or declined: after restarts, conflicts, and from the queue."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot import cli
from bot.client import PlainsightClient
from bot.store import audit, corrections, proposals, releases, servers
from bot.store.engine import Store
from bot.store.servers import Server as Settings
from knowledge import pack
from tests.bot import variations
from tests.bot.publishers import MOMENT
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import BACKROOM, BRUNO, GUILD_ID, KEEPERS
from tests.end_to_end.editing import (
    ACT,
    APPROVE,
    DECLINE,
    ENDED,
    NEW,
    SOURCE,
    SUMMARY,
    add_finding,
    approve,
    ask,
    card,
    change_status,
    retract,
)
from tests.end_to_end.moderating import KEEPER, SECOND, Deployment

FIRST = variations.version()
ALDER = "agencies/alder-police.yaml"
NOTHING = "Nothing on record"


def live(client: PlainsightClient) -> str:
    return client.desk.release.base.version


def store(client: PlainsightClient) -> Store:
    assert client.moderation
    return client.moderation.store


# Two moderators


async def test_whoever_proposed_it_cannot_approve_it(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    refused = await approve(server, person=KEEPER)
    assert refused.ephemeral
    assert "somebody else has to approve it" in refused.text
    assert live(client) == FIRST


async def test_it_is_declined_with_a_reason_and_nothing_changes(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    form = await server.click(SECOND, card(server), DECLINE, locale="en-US")
    assert form.kind is Kind.MODAL
    done = await server.submit(SECOND, form, reason="The page says *nothing* of the kind.", locale="en-US")
    assert "The record stays as it was." in done.text
    assert "> The page says \\*nothing\\* of the kind." in card(server).text
    assert card(server).buttons == ()
    assert live(client) == FIRST
    assert NOTHING in await ask(server, "Birch")


async def test_whoever_proposed_it_may_take_it_back(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    form = await server.click(KEEPER, card(server), DECLINE)
    await server.submit(KEEPER, form, reason="A wrong town.")
    assert "Taken back by" in card(server).text


async def test_of_two_who_approve_at_once_one_publishes(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    shown = card(server)
    third = BRUNO.having(KEEPERS)
    await asyncio.gather(approve(server, shown), approve(server, shown, third))
    assert "Approved by" in server.look(SECOND, shown).text
    assert "Nothing waits for a decision" in (await server.slash(KEEPER, "kb review")).text
    lines = await releases.history(store(client), 10)
    assert len(lines) == 2
    assert lines[0].why == "proposal 1: A new finding: Birch Police Department (f-birch-police-2026-07-01)"


async def test_who_did_what_is_in_the_audit_by_keyed_names(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    await approve(server)
    assert client.moderation
    names = client.moderation.people.name
    lines = {line.action: line for line in reversed(await audit.recent(client.moderation.store, 10))}
    assert (lines["proposed_edit"].actor, lines["proposed_edit"].subject) == (names(KEEPER.id), "proposal:1")
    assert (lines["proposal_published"].actor, lines["proposal_published"].version) == (names(SECOND.id), live(client))
    assert lines["published"].actor == names(SECOND.id)


async def test_with_the_database_locked_nothing_is_published_and_the_card_waits(server: Server, place: Deployment) -> None:
    place.wait = 0.1
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await add_finding(server)
        other = sqlite3.connect(place.data / "plainsight.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        told = await approve(server)
        other.close()
        assert "Another program holds the database, so nothing was changed." in told.text
        assert live(client) == FIRST
        await approve(server)
        assert live(client) != FIRST


# Restarts and conflicts


async def test_a_card_and_a_form_work_after_a_restart(server: Server, place: Deployment) -> None:
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await add_finding(server)
        form = await server.slash(KEEPER, "kb retract", record="s-chief")
    async with server.connect(place.client()) as client:
        await approve(server)
        assert "f-birch-police-2026-07-01" in client.desk.release.base.findings
        told = await server.submit(KEEPER, form, reason="Somebody else said it.")
        assert "Proposal 2 waits" in told.text


async def test_what_was_typed_before_a_restart_is_said_to_be_gone(server: Server, place: Deployment) -> None:
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        told = await add_finding(server, url=NEW)
        form = await server.click(KEEPER, told, "Describe the source")
    async with server.connect(place.client()):
        gone = await server.submit(KEEPER, form, **SOURCE)
    assert "What you typed before is gone" in gone.text


async def test_a_card_drawn_before_the_town_changed_is_drawn_anew_before_it_can_be_approved(
    server: Server, client: PlainsightClient
) -> None:
    await change_status(server)
    first = card(server)
    await retract(server, "f-alder-logs", SECOND)
    await server.click(KEEPER, card(server), APPROVE)
    before = live(client)
    refused = await approve(server, first)
    assert refused.kind is Kind.EDIT
    assert "Approve and publish" in [button.label for button in refused.buttons]
    assert "has changed since this card was drawn" in (await server.next_reply(refused)).text
    assert live(client) == before
    await approve(server, first)
    base = client.desk.release.base
    assert base.findings["f-alder"].status == "ended"
    assert "f-alder-logs" not in base.findings


async def test_a_change_elsewhere_does_not_keep_a_card_from_being_approved(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    first = card(server)
    await retract(server, "s-chief", SECOND)
    await server.click(KEEPER, card(server), APPROVE)
    assert "Approved by" in (await approve(server, first)).text
    assert "s-chief" not in client.desk.release.base.statements
    assert "f-birch-police-2026-07-01" in client.desk.release.base.findings


async def test_what_does_not_fit_any_more_says_why_and_can_be_declined(server: Server, client: PlainsightClient) -> None:
    await retract(server)
    first = card(server)
    await retract(server, person=SECOND)
    await server.click(KEEPER, card(server), APPROVE)
    refused = await approve(server, first)
    assert "f-alder was retracted on 2026-11-22" in refused.text
    assert [button.label for button in refused.buttons] == ["Look again", DECLINE]
    assert "does not fit the record any more" in (await server.next_reply(refused)).text
    assert "f-alder was retracted" in (await server.click(SECOND, first, "Look again", locale="en-US")).text
    await server.submit(SECOND, await server.click(SECOND, first, DECLINE, locale="en-US"), reason="Done.", locale="en-US")
    assert "Declined" in server.look(SECOND, first).text


async def test_two_entries_that_bring_one_new_source_are_both_approved(server: Server, client: PlainsightClient) -> None:
    told = await add_finding(server, url=NEW)
    await server.submit(KEEPER, await server.click(KEEPER, told, "Describe the source"), **SOURCE)
    first = card(server)
    assert "Proposal 2 waits" in (await change_status(server, url=NEW)).text  # nothing more is asked about the source
    await approve(server)
    await approve(server, first)
    assert [source.id for source in client.desk.release.base.contents.sources].count("the-herald-2026-07-01") == 1
    assert client.desk.release.base.findings["f-alder"].sources == ("gazette", "the-herald-2026-07-01")


# The queue


async def test_the_queue_lists_what_waits_the_oldest_first_and_opens_it(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    await change_status(server)
    shown = await server.slash(SECOND, "kb review", locale="en-US")
    assert shown.ephemeral
    assert "2 proposals wait" in shown.text
    assert shown.text.index("A new finding: Birch") < shown.text.index("Another status for a finding: Alder")
    assert [button.label for button in shown.buttons] == ["Look at 1", "Look at 2"]
    opened = await server.click(SECOND, shown, "Look at 1", locale="en-US")
    done = await approve(server, opened)
    assert "Approved by" in done.text
    first = server.sent(BACKROOM)[0]
    assert "Approved by" in server.look(SECOND, first).text
    assert server.look(SECOND, first).buttons == ()
    assert "1 proposal waits" in (await server.slash(SECOND, "kb review", locale="en-US")).text


async def test_the_queue_shows_how_what_is_reported_begins(server: Server, client: PlainsightClient) -> None:
    whole = "Camera searches. " * 20
    await add_finding(server)
    await add_finding(server, summary=whole)
    shown = (await server.slash(SECOND, "kb review", locale="en-US")).text
    assert f"> {SUMMARY}" in shown
    assert f"> {whole[:100].rstrip()}…\n" in shown


async def test_a_long_queue_has_pages(server: Server, client: PlainsightClient) -> None:
    for number in range(7):
        await add_finding(server, summary=f"Story {number}.")
    shown = await server.slash(SECOND, "kb review", locale="en-US")
    assert "Page 1 of 2" in shown.text
    turned = await server.click(SECOND, shown, "Next page", locale="en-US")
    assert turned.kind is Kind.EDIT
    assert [button.label for button in turned.buttons] == ["Look at 6", "Look at 7", "Previous page"]


async def test_a_refresh_that_waits_is_listed_with_the_way_to_its_card(server: Server, place: Deployment) -> None:
    place.two = True
    variations.ahead(place.source)
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await server.slash(KEEPER, "kb refresh")
        shown = await server.slash(SECOND, "kb review", locale="en-US")
    assert "A refresh of the whole record" in shown.text
    assert f"](https://discord.com/channels/{GUILD_ID}/{BACKROOM.id}/{card(server).id})" in shown.text
    assert [button.label for button in shown.buttons] == ["Look at 1"]


async def test_what_another_version_of_the_program_proposed_can_be_declined(server: Server, client: PlainsightClient) -> None:
    draft = proposals.Draft(MOMENT, "m-1", proposals.Kind.EDIT, '[{"rewrite": {}}]', instead_of=FIRST)
    await proposals.add(store(client), draft)
    shown = await server.slash(SECOND, "kb review", locale="en-US")
    assert "A change that this version of the bot cannot read" in shown.text
    opened = await server.click(SECOND, shown, "Look at 1", locale="en-US")
    assert [button.label for button in opened.buttons] == ["Look again", DECLINE]
    form = await server.click(SECOND, opened, DECLINE, locale="en-US")
    await server.submit(SECOND, form, reason="Nobody can read it.", locale="en-US")
    assert await proposals.waiting(store(client)) == ()
    assert "Proposal 2 waits" in (await add_finding(server)).text


async def test_an_empty_queue_says_so(server: Server, client: PlainsightClient) -> None:
    assert "Nothing waits for a decision" in (await server.slash(KEEPER, "kb review")).text


async def test_without_a_moderators_channel_it_waits_in_the_queue(server: Server, client: PlainsightClient) -> None:
    assert client.moderation
    await servers.keep(client.moderation.store, Settings(GUILD_ID, KEEPERS.id), client.moderation.now())
    told = await add_finding(server)
    assert "It is listed in /kb review." in told.text
    assert server.sent(BACKROOM) == []
    shown = await server.slash(SECOND, "kb review", locale="en-US")
    await approve(server, await server.click(SECOND, shown, "Look at 1", locale="en-US"))
    assert live(client) != FIRST


async def test_what_does_not_fit_on_a_card_comes_as_a_file(server: Server, client: PlainsightClient) -> None:
    told = await add_finding(server, summary="*" * 990, asserted_by="_" * 300, url=NEW)
    form = await server.click(KEEPER, told, "Describe the source")
    await server.submit(KEEPER, form, **{**SOURCE, "publisher": "The Herald", "title": "~" * 300})
    assert card(server).files == ("changes.txt",)
    assert "the file holds every difference" in card(server).text
    assert (await approve(server)).files == ()


# Corrections, and the curator's files


async def test_an_entry_that_answers_a_correction_closes_it_when_it_is_published(
    server: Server, client: PlainsightClient
) -> None:
    assert client.moderation
    store, now = client.moderation.store, client.moderation.now()
    report = corrections.Report(at=now, language="en", answer="", version=FIRST, told="It stopped.", record="f-alder", link=NEW)
    number = await corrections.add(store, report)
    shown = await server.slash(KEEPER, "kb corrections")
    opened = await server.click(KEEPER, shown, f"Look at {number}")
    form = await server.click(KEEPER, await server.click(KEEPER, opened, "Accept"), "Change its status")
    assert {field.custom_id: field.value for field in form.fields}["url"] == NEW
    await server.submit(KEEPER, form, **ENDED)
    assert f"It answers correction {number}." in card(server).text
    found = await corrections.find(store, number)
    assert found
    assert found.waits
    await approve(server)
    found = await corrections.find(store, number)
    assert found
    assert (found.state, found.told) == (corrections.State.ACCEPTED, None)


async def test_the_terminal_writes_what_was_approved_as_a_diff_that_a_reviewer_can_read(
    server: Server, place: Deployment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await change_status(server)
        await approve(server)
    curators = variations.write(tmp_path / "curators")
    before = {path: path.read_text(encoding="utf-8") for path in curators.rglob("*") if path.is_file()}
    assert await _plainsight("pack", "export", str(curators), "--data", str(place.data)) == 0
    assert "1 files written" in capsys.readouterr().out
    changed = {path.relative_to(curators).as_posix() for path, text in before.items() if path.read_text(encoding="utf-8") != text}
    assert changed == {ALDER}
    old, new = before[curators / ALDER].splitlines(), (curators / ALDER).read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line not in old] == [
        "    status: ended",
        "    sources: [gazette, act-text]",
        '    notes: "2026-11-22: The act stopped it."',
    ]
    assert pack.load(curators).version == live(client)
    assert ACT in (curators / "sources/all.yaml").read_text(encoding="utf-8")


async def _plainsight(*arguments: str) -> int:
    """Run the program in a thread, as the terminal does beside a running bot."""
    return await asyncio.to_thread(cli.main, list(arguments))
